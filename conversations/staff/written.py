"""A text to a person that waited for the PIN: after a while it is shown before it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from conversations import terms
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.pin import DROPPED
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices
from conversations.kit.steps import Next, Step
from locales.words import Moment, Words, _, p_, say

A_WHILE = timedelta(minutes=5)
LONGEST, TEXT = 1000, "text"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Written:
    """Which request, what was written to it, and when, where it waited for the PIN."""

    request: int = 0
    text: str = ""
    written_at: datetime | None = None


N = TypeVar("N", bound=Written)


def held(here: Here[N], question: str, text: str) -> N | None:
    """Return the notes with what was typed where it meets the PIN; None where it cannot be kept."""
    if question != TEXT or len(text) > LONGEST:
        return None
    return replace(here.notes, text=text, written_at=here.work.now)


def once_more() -> OneOf[N]:
    """Return the question whether a text that is no longer fresh shall go."""
    labels = {YES: p_("button", "✉️ Yes, send it"), NO: p_("button", "✖️ Do not send")}
    return OneOf(name="late", text=_ask, options=choices(labels), keep=_keep, when=_is_late)


def _is_late(here: Here[Written]) -> bool:
    at = here.notes.written_at
    return at is not None and bool(here.notes.text) and here.work.now - at > A_WHILE


# NOTE: To a colleague or mediator, whose text to a person waited for the PIN; it follows.
def _ask(here: Here[Written]) -> Sequence[Words]:
    at = here.notes.written_at or here.work.now
    wrote = say(_("You wrote this: {when}"), when=Moment(at.astimezone(here.work.zone)))
    return (wrote, *terms.quoted(here.notes.text), _("Shall I send it?"))


def _keep(here: Here[N], choice: str) -> Step[N]:
    if choice == YES:
        return Next(replace(here.notes, written_at=None))
    here.send(Message((DROPPED,)))
    return Next(replace(here.notes, text="", written_at=None))
