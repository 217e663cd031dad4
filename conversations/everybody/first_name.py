"""The first name: asked once, when a name is first needed; a skip is remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

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
NOT_IN_NAMES, DOT_WITHIN = "?؟@/\\:_#+=<>", re.compile(r"\.\S")
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
    """Tell a name from a sentence, a question or a number somebody in need types here.

    An address where somebody can be found elsewhere is none: a firm reads a name and nothing else.
    """
    is_short, written = len(text.split()) <= MOST_WORDS, normalize("NFKC", text)
    is_plain = not any(each.isdigit() or each in NOT_IN_NAMES for each in written)
    return is_short and is_plain and not DOT_WITHIN.search(written)


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
