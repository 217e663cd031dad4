"""Which skill an offer asks for: by its sign in the field of the firm, or typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.kit.questions.asked import N, in_rows
from conversations.newcomer.skills import area_options
from conversations.staff.skill_words import skills_named
from conversations.terms import named_skill
from locales.words import p_
from storage.rules.taxonomy import areas, skills, skills_of

AREAS, TYPED = "areas", "?"
MOST = 12


@dataclass(frozen=True, kw_only=True)
class SkillOf(Asked[N]):
    """Answers with the key of a skill; `area` is where to begin."""

    area: Callable[[Here[N]], str | None]

    def ask(self, here: Here[N]) -> Prompt:
        """Show the skills of a field, or of what was typed, or the fields."""
        view = self._view(here)
        if view == AREAS:
            return Prompt(tuple(self.text(here)), in_rows(area_options(here), 2))
        # NOTE: Button below the skills of one field of work: the other fields.
        other = Option(AREAS, p_("button", "Another field of work"))
        options = [Option(key, named_skill(key)) for key in _shown(view)]
        return Prompt(tuple(self.text(here)), in_rows([*options, other]))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a skill, another view, or a word."""
        if isinstance(said, Typed):
            found = skills_named(said.text)[:MOST]
            if len(found) == 1:
                return Answer(found[0], named_skill(found[0]))
            return Stay(TYPED + ",".join(found)) if found else Again()
        if not isinstance(said, Chosen):
            return Again()
        if said.value == AREAS or said.value in areas():
            return Stay(said.value)
        return Answer(said.value) if said.value in skills() else Again()

    def _view(self, here: Here[N]) -> str:
        view = here.half if isinstance(here.half, str) else self.area(here)
        return view if view and (view in areas() or view.startswith(TYPED)) else AREAS


def _shown(view: str) -> list[str]:
    if view.startswith(TYPED):
        return [key for key in view.removeprefix(TYPED).split(",") if key in skills()]
    return [each.key for each in skills_of(view)]
