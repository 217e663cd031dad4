"""What somebody is likely to type now: which keys a screen shows for it."""

from __future__ import annotations

from enum import StrEnum

from conversations.kit import codec
from conversations.kit.pin import PIN
from conversations.kit.questions import DigitsOf, NumberOf, PhoneNumber
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
    found = HOUSE.question_at(codec.read(dialogue, HOUSE.notes_of, HOUSE.legacy).at)
    if found is None:
        return Expected.TEXT
    flow, question = found
    if isinstance(question, DigitsOf):
        return Expected.PIN if flow.name == PIN else Expected.NUMBER
    if isinstance(question, PhoneNumber):
        return Expected.PHONE
    return Expected.NUMBER if isinstance(question, NumberOf) else Expected.TEXT
