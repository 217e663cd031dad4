"""The first name: asked once, when a name is first needed; a skip is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import Answer, ShortText
from conversations.kit.questions.asked import Again, Heard, N, Said
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Interrupt, Next, Onward, Resume, Step
from locales.words import _
from storage.introductions.naming import named

LONGEST, MOST_WORDS = 40, 3
NOT_TOLD = ""


@dataclass(frozen=True, kw_only=True)
class NameOf(ShortText[N]):
    """A name; a sentence somebody in need types here is none, and is offered to the centre."""

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take what looks like a name."""
        heard = super().hear(here, said)
        if isinstance(heard, Answer) and not looks_like_a_name(heard.value):
            return Again(_("Please write only a name, or skip this."))
        return heard


def name_first(context: Context) -> Sequence[Onward]:
    """Ask for a name; nothing where it was asked, or has no place."""
    profile = context.profile
    if profile is None or profile.first_name is not None:
        return ()
    return [Interrupt(FIRST_NAME.name)]


def looks_like_a_name(text: str) -> bool:
    """Tell a name from a sentence, a question or a number somebody in need types here."""
    is_short = len(text.split()) <= MOST_WORDS
    return is_short and not any(each.isdigit() or each in "?؟" for each in text)


def _keep(here: Here[object], text: str) -> Step[object]:
    if here.profile is not None:
        here.profile.first_name = text
        named(here.work, here.profile.person_id)
    return Next()


def _finish(here: Here[object]) -> Sequence[Onward]:
    """Remember who did not want to tell, and go on."""
    profile = here.profile
    if profile is not None and profile.first_name is None:
        profile.first_name = NOT_TOLD
    return [Resume()]


# NOTE: Asked once, when somebody has asked for a person.
FIRST_NAME: Flow[object] = Flow(
    "first_name",
    (
        NameOf(
            name="first_name",
            text=one(_("What is your first name? A nickname is fine too.")),
            keep=_keep,
            longest=LONGEST,
            skippable=True,
        ),
    ),
    finish=_finish,
    notes=NoNotes,
    counted=False,
)
