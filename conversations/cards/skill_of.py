"""Which skill an offer asks for: by its sign in the field of the firm, or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.cards.skill_words import skill_meant, skills_named, skills_near, skills_said
from conversations.kit.events import Typed
from conversations.kit.here import Here
from conversations.kit.questions import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    OneOf,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.kit.questions.asked import N, in_rows
from conversations.terms import named_area, named_skill
from locales.words import _, p_
from storage.rules.taxonomy import areas, skills, skills_of

AREAS, TYPED, HELPING = "areas", "?", "helping"
MOST = 12
# NOTE: To somebody who typed a work that is not known; fields of work, each a button, follow.
UNKNOWN = _("I do not know this work. Please tap a field of work, or write it in another way.")


def area_options(here: Here[object]) -> Sequence[Option]:
    """Return the fourteen areas."""
    return [Option(key, named_area(key)) for key in areas()]


def area_of(skill: str) -> str:
    """Return the field of work of a skill."""
    return skill.split(".", maxsplit=1)[0]


@dataclass(frozen=True, kw_only=True)
class FieldOf(OneOf[N]):
    """Answers with a field of work, also that of a typed word; with `skills` the skill it means."""

    skills: bool = False

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a field, or a word: the field of all it may mean."""
        if not isinstance(said, Typed):
            return super().hear(here, said)
        found = skills_named(said.text) or skills_near(said.text)
        fields = {area_of(each) for each in found}
        if len(fields) != 1:
            return Again(UNKNOWN)
        field = fields.pop()
        skill = skill_meant(said.text) if self.skills else None
        return Answer(skill or field, named_area(field))


@dataclass(frozen=True, kw_only=True)
class SkillOf(Asked[N]):
    """Answers with the key of a skill; `area` is where to begin.

    Where `helps` says so, also with HELPING: work for which nobody needs a skill.
    """

    area: Callable[[Here[N]], str | None]
    helps: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the skills of a field, or of what was typed, or the fields."""
        view = self._view(here)
        if view == AREAS:
            rows = in_rows(area_options(here), 2)
            return Prompt(tuple(self.text(here)), (*rows, *self._helping()))
        # NOTE: Button below the skills of one field of work: the other fields.
        other = Option(AREAS, p_("button", "Another field of work"))
        options = [Option(key, named_skill(key)) for key in _shown(view)]
        return Prompt(tuple(self.text(here)), (*in_rows([*options, other]), *self._helping()))

    def _helping(self) -> tuple[tuple[Option, ...], ...]:
        # NOTE: Button below skills, for a firm: it needs people who can begin without any skill.
        return ((Option(HELPING, p_("button", "🙌 Helping hands")),),) if self.helps else ()

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a skill, another view, or a word."""
        if isinstance(said, Typed):
            if skill := skill_meant(said.text):
                return Answer(skill, named_skill(skill))
            found = (skills_named(said.text) or skills_near(said.text))[:MOST]
            return Stay(TYPED + ",".join(found)) if found else Again(UNKNOWN, AREAS)
        if not isinstance(said, Chosen):
            return Again()
        if said.value == AREAS or said.value in areas():
            return Stay(said.value)
        is_known = said.value in skills() or (self.helps and said.value == HELPING)
        return Answer(said.value) if is_known else Again()

    def _view(self, here: Here[N]) -> str:
        view = here.half if isinstance(here.half, str) else self.area(here)
        return view if view and (view in areas() or view.startswith(TYPED)) else AREAS


def may_mean(text: str | None) -> str | None:
    """Return the view of the skills a sentence names; None for none."""
    found = skills_said(text or "")[:MOST]
    return TYPED + ",".join(found) if found else None


def _shown(view: str) -> list[str]:
    if view.startswith(TYPED):
        return [key for key in view.removeprefix(TYPED).split(",") if key in skills()]
    return [each.key for each in skills_of(view)]
