"""A firm asks the centre about somebody it knows by a code: a short text, which staff answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.employer.about import About, current, goes_on, left, whose
from conversations.introductions import carry_on
from conversations.kit.events import Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import Heard, OneOf, Said, ShortText
from conversations.kit.questions.pieces import YES, choices, one
from conversations.kit.steps import Goto, Next, Onward, Step
from locales.words import _, p_
from storage.introductions.steps import Facts
from storage.rules.protected import is_protected
from storage.rules.stages import Move, Side

LONGEST = 300


def _keep(here: Here[About], text: str) -> Step[About]:
    """Bring the question to the centre, unless it seems to ask for what nobody tells a firm."""
    if is_protected(text):
        return Goto("sure", replace(here.notes, text=text))
    return _ask(here, text)


def _ask(here: Here[About], text: str) -> Step[About]:
    """Bring the question to the centre; it lies under the key of this introduction alone."""
    found = current(here)
    facts = Facts(said=text, language=here.language)
    if found is not None and carry_on(here.work, found, Move.ASK, Side.FIRM, facts):
        return Next(About(found.id, found.revision, day=text))
    return Next(replace(here.notes, text=""))


def _keep_sure(here: Here[About], said: str) -> Step[About]:
    """Ask it so, or something else; who types meanwhile asks that."""
    if said == YES:
        return _ask(here, here.notes.text)
    return Goto("text", replace(here.notes, text="")) if said == OTHER else _keep(here, said)


def _finish(here: Here[About]) -> Sequence[Onward]:
    return goes_on(here, moved=bool(here.notes.day))


TEXT = ShortText[About](
    name="text",
    text=one(
        _("What would you like to know? The centre answers."),
        _("Nothing about sex, age, family, origin, religion or illness, please."),
    ),
    keep=_keep,
    longest=LONGEST,
)


@dataclass(frozen=True, kw_only=True)
class Sure(OneOf[About]):
    """Whether it is asked as it was written, or at once another text."""

    def hear(self, here: Here[About], said: Said) -> Heard:
        """Take a tap, or a question in other words."""
        return TEXT.hear(here, said) if isinstance(said, Typed) else super().hear(here, said)


OTHER = "other"
# NOTE: A firm asks about somebody: it seems to ask for what we tell of nobody.
SURE = {OTHER: p_("button", "✏️ Ask something else"), YES: p_("button", "Ask it all the same")}

ASK_ABOUT: Flow[About] = Flow(
    "ask_about",
    (
        TEXT,
        Sure(
            name="sure",
            text=one(
                _("It sounds like sex, age, family, origin, religion or illness."),
                _("Please ask about the work. You can write it here."),
            ),
            options=choices(SURE),
            keep=_keep_sure,
            when=lambda here: bool(here.notes.text),
        ),
    ),
    finish=_finish,
    notes=About,
    counted=False,
    guard="candidate.ask",
    scope=whose,
    left=left,
)
