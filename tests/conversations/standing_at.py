"""Where chats stand, read from the database after each turn, and what must hold of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conversations.kit import codec
from conversations.kit.position import Position, Visitor
from conversations.registry import HOUSE
from storage.models import Chat, Dialogue, Profile
from tests.people import Phone


def position(phone: Phone) -> Position:
    """Return where a chat stands, as the next turn will read it."""

    def read(session: Session) -> Position:
        row = session.get(Dialogue, phone.chat)
        return codec.read(row, HOUSE.notes_of, HOUSE.legacy) if row else Position()

    return phone.town.do(read)


def stored(phone: Phone) -> str:
    """Return everything noted about a chat, as one text."""

    def read(session: Session) -> str:
        row = session.get(Dialogue, phone.chat)
        return repr(row.notes) if row else ""

    return phone.town.do(read)


def faults(phone: Phone) -> list[str]:
    """Name what is wrong with where a chat stands: notes of another flow, or left behind."""
    now, found = position(phone), []
    for at in (now.at, now.aside):
        flow = HOUSE.find_flow(at.flow) if at else None
        if at and (flow is None or type(at.notes) is not type(flow.notes())):
            found.append(f"notes of another flow: {at}")
        if at and flow and at.question not in {each.name for each in flow.questions}:
            found.append(f"no such question: {at}")
    if now.at and now.aside and now.at.flow == now.aside.flow:
        found.append(f"put aside onto itself: {now.at}")
    nothing = Position(serial=now.serial, prompt=now.prompt, asked_at=now.asked_at)
    kept = stored(phone)
    if now == nothing and kept not in ("", "{}") and "position': {}" not in kept:
        found.append(f"left behind: {kept}")
    if phone.town.do(lambda session: _is_profiled(session, phone)) and now.visitor.ags:
        found.append(f"still a visitor: {now.visitor}")
    return found


def _is_profiled(session: Session, phone: Phone) -> bool:
    chat = session.get(Chat, phone.chat)
    return bool(chat and chat.person_id and session.get(Profile, chat.person_id))


def is_nowhere(phone: Phone) -> bool:
    """Tell whether nothing at all is known of where a chat stands."""
    now = position(phone)
    return (now.at, now.aside, now.begun, now.visitor) == (None, None, None, Visitor())
