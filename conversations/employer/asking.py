"""A firm asks the centre about somebody it knows by a code: a short text, which staff answer."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.employer.about import About, current, goes_on, left, whose
from conversations.introductions import carry_on
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Step
from locales.words import _
from storage.introductions.steps import Facts
from storage.rules.stages import Move, Side

LONGEST = 300


def _keep(here: Here[About], text: str) -> Step[About]:
    """Bring the question to the centre; it lies under the key of this introduction alone."""
    found = current(here)
    facts = Facts(said=text, language=here.language)
    if found is not None and carry_on(here.work, found, Move.ASK, Side.FIRM, facts):
        return Next(About(found.id, found.revision, day=text))
    return Next()


def _finish(here: Here[About]) -> Sequence[Onward]:
    return goes_on(here, moved=bool(here.notes.day))


ASK_ABOUT: Flow[About] = Flow(
    "ask_about",
    (
        ShortText(
            name="text",
            text=one(
                _("What would you like to know? The centre answers."),
                _("Nothing about origin, religion, family or illness, please."),
            ),
            keep=_keep,
            longest=LONGEST,
        ),
    ),
    finish=_finish,
    notes=About,
    counted=False,
    guard="candidate.ask",
    scope=whose,
    left=left,
)
