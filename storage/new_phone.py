"""Somebody known comes with a new phone: a link for some minutes, and the number it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, delete, literal, select, update

from storage import audit
from storage.links import bind, hashed, new_token, unused
from storage.models import Chat, Dialogue, Invitation, Outbox, PageEntry, Person, Seat
from storage.models.outbox import Carrier, OutboxState
from storage.models.people import RoleName
from storage.people import OWN, roles_of, used_by
from storage.work import Work

ACTION = "person.phone"


@dataclass(frozen=True)
class Moved:
    """Where somebody is from now on, and where they were."""

    to: Chat
    old: Sequence[Chat]


def offer_link(work: Work, person_id: int, inviter_id: int) -> str:
    """Return a token that brings somebody to the phone that opens it; an older one is void."""
    mine = (Invitation.for_id == person_id, Invitation.used_at.is_(None))
    work.session.execute(update(Invitation).where(*mine).values(voided_at=work.now))
    token = new_token()
    about = {"role": RoleName.NEWCOMER, "scope": OWN, "inviter_id": inviter_id}
    work.session.add(
        Invitation(token_hash=hashed(token), for_id=person_id, expires_at=good_until(work), **about)
    )
    work.session.flush()
    return token


def good_until(work: Work) -> datetime:
    """Return until when a link made now can be used."""
    return work.now + timedelta(minutes=work.limits.new_phone_minutes)


def claim(work: Work, chat: Chat, token: str) -> str | None:
    """Bind a link to the phone that opens it first and return its number; None for any other."""
    mine = (Invitation.token_hash == hashed(token), *_unused(work))
    bind(work, chat, *mine)
    own = select(Invitation.number).where(*mine, Invitation.chat_id == chat.id)
    return work.session.scalar(own)


def opened(work: Work, person_id: int, inviter_id: int) -> Chat | None:
    """Return the phone that shows a number for somebody."""
    found = _opened(work, person_id, inviter_id)
    return work.session.get(Chat, found.chat_id) if found else None


def confirm(work: Work, person_id: int, inviter_id: int, number: str) -> Moved | None:
    """Bring somebody to the phone that shows this number; None for any other, which voids it.

    LookupError where no phone shows one.
    """
    found = _opened(work, person_id, inviter_id)
    if found is None:
        raise LookupError("no phone shows a number")
    chat = work.session.get_one(Chat, found.chat_id)
    person = work.session.get_one(Person, person_id)
    if found.number != number or chat.person_id is not None or not can_move(work, person):
        found.voided_at = work.now
        return None
    found.used_at, found.used_by = work.now, person_id
    audit.note(work, ACTION, inviter_id, person_id)
    return Moved(chat, _move(work, person_id, chat))


def _move(work: Work, person_id: int, chat: Chat) -> Sequence[Chat]:
    """Let the chats of before be nobody's; what waits there goes out on the new phone."""
    theirs = (used_by(literal(person_id)), Chat.id != chat.id)
    old = work.session.scalars(select(Chat).where(*theirs).order_by(Chat.id)).all()
    keys = [each.id for each in old if each.person_id == person_id]
    for table in (Dialogue, PageEntry):
        work.session.execute(delete(table).where(table.chat_id.in_(keys)))
    for each in old:
        if each.person_id == person_id:
            each.person_id = each.menu_language = None
    seats = delete(Seat).where(Seat.person_id == person_id, Seat.chat_id != chat.id)
    work.session.execute(seats)
    waits = (Outbox.state == OutboxState.TODO, Outbox.kind.is_not(None))
    told = Outbox.carrier != Carrier.MAIL
    rows = update(Outbox).where(Outbox.person_id == person_id, *waits, told)
    is_held = Outbox.not_before == Outbox.expires_at
    goes = case((is_held, literal(work.now, Outbox.not_before.type)), else_=Outbox.not_before)
    carrier = Carrier(chat.face.value)
    work.session.execute(rows.values(chat_id=chat.id, carrier=carrier, not_before=goes))
    chat.person_id, chat.moved_at, chat.menu_language = person_id, work.now, None
    work.session.flush()
    return old


def can_move(work: Work, person: Person) -> bool:
    """Tell whether a newcomer is meant: others get a new link of their own."""
    return {role for role, _scope in roles_of(work, person.id)} <= {RoleName.NEWCOMER}


def _opened(work: Work, person_id: int, inviter_id: int) -> Invitation | None:
    mine = (Invitation.for_id == person_id, Invitation.inviter_id == inviter_id)
    rows = select(Invitation).where(*mine, *_unused(work), Invitation.chat_id.is_not(None))
    return work.session.scalar(rows)


def _unused(work: Work) -> tuple[ColumnElement[bool], ...]:
    return (*unused(work), Invitation.for_id.is_not(None))
