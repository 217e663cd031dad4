"""What a page needs to know of where a chat stands: which keys to show, whose phone number."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from conversations.kit import codec
from conversations.kit.actor import actor_of
from conversations.kit.flow import Flow
from conversations.kit.pin import PIN
from conversations.kit.questions import Asked, DigitsOf, NumberOf, PhoneNumber
from conversations.registry import HOUSE
from storage import people
from storage.models import Chat, Dialogue
from storage.people import EVERYWHERE, TEAM
from storage.places import gazetteer
from storage.queues.chats import standing
from storage.work import Work


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


def centre_around(work: Work, chat: Chat) -> str | None:
    """Return the centre around who is not known yet: as a poster or they themselves said it.

    A colleague's is the one they work for.
    """
    scopes = actor_of(work, people.find(work, chat.person_id), chat.language).scopes(TEAM)
    dialogue = standing(work, chat.id)
    if dialogue is None or scopes:
        return next((each for each in scopes if each != EVERYWHERE), None)
    position = codec.read(dialogue, HOUSE.notes_of, HOUSE.legacy)
    notes = position.at.notes if position.at else None
    ags = position.visitor.ags or getattr(notes, "preset", None)
    town = gazetteer(work).by_ags.get(ags) if ags else None
    return position.visitor.centre or (town.centre if town else None)
