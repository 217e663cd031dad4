"""The first name: asked once, when a name is first needed; a skip is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Interrupt, Next, Onward, Resume, Run, Step
from locales.words import _

LONGEST, MOST_WORDS = 40, 3
NOT_TOLD = ""


@dataclass(frozen=True)
class Naming:
    """Which command goes on after the name; none: what was open."""

    then: str = ""


def name_first(context: Context, then: str = "") -> Sequence[Onward]:
    """Ask for a name before a command goes on; nothing where it was asked, or has no place."""
    profile = context.profile
    if profile is None or profile.first_name is not None:
        return ()
    return [Interrupt(FIRST_NAME.name, Naming(then))]


def looks_like_a_name(text: str) -> bool:
    """Tell a name from a sentence, a question or a number somebody in need types here."""
    is_short = len(text.split()) <= MOST_WORDS
    return is_short and not any(each.isdigit() or each in "?؟" for each in text)


def _keep(here: Here[Naming], text: str) -> Step[Naming]:
    if not looks_like_a_name(text):
        return Next()
    if here.profile is not None:
        here.profile.first_name = text
    return Next()


def _finish(here: Here[Naming]) -> Sequence[Onward]:
    """Remember who did not want to tell, and go on."""
    profile = here.profile
    if profile is not None and profile.first_name is None:
        profile.first_name = NOT_TOLD
    return [Run(here.notes.then) if here.notes.then else Resume()]


# NOTE: Asked once, before somebody talks with a person or gets an appointment.
FIRST_NAME: Flow[Naming] = Flow(
    "first_name",
    (
        ShortText(
            name="first_name",
            text=one(_("What is your first name? A nickname is fine too.")),
            keep=_keep,
            longest=LONGEST,
            skippable=True,
        ),
    ),
    finish=_finish,
    notes=Naming,
    counted=False,
)
