"""What somebody is likely to type now: which keys a screen shows for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from conversations.kit import codec
from conversations.kit.flow import Flow
from conversations.kit.pin import PIN
from conversations.kit.questions import Asked, DigitsOf, NumberOf, PhoneNumber
from conversations.registry import HOUSE
from storage.models import Dialogue


class Expected(StrEnum):
    """A kind of writing."""

    TEXT = "text"
    NUMBER = "number"
    PHONE = "phone"
    PIN = "pin"


def expected(dialogue: Dialogue | None) -> Expected:
    """Return what the open question takes; a text where nothing is asked."""
    if dialogue is None:
        return Expected.TEXT
    found = _asked(dialogue)
    if found is None:
        return Expected.TEXT
    flow, question = found
    if isinstance(question, DigitsOf):
        return Expected.PIN if flow.name == PIN else Expected.NUMBER
    if isinstance(question, PhoneNumber):
        return Expected.PHONE
    return Expected.NUMBER if isinstance(question, NumberOf) else Expected.TEXT


def is_secret(dialogue: Dialogue | None) -> bool:
    """Tell whether the open question takes digits nobody else shall read."""
    found = _asked(dialogue) if dialogue is not None else None
    return found is not None and isinstance(found[1], DigitsOf) and found[1].secret


def _asked(dialogue: Dialogue) -> tuple[Flow[Any], Asked[Any]] | None:
    return HOUSE.question_at(codec.read(dialogue, HOUSE.notes_of, HOUSE.legacy).at)
