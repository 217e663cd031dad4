"""People behind the chats: joining, roles, and how to reach them."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Appointment, Chat, Person, Role
from storage.models.people import RoleName
from storage.queues.once import insert_once

ANYWHERE = ""
EVERYWHERE = (RoleName.LEAD, RoleName.ADMIN)
FEW, MANY = range(1000, 10_000), range(10_000, 100_000)
TRIES = 20


def join(session: Session, chat: Chat, now: datetime, limits: Limits) -> Person:
    """Make the person behind a chat known, who just agreed; the same one when asked again."""
    known = session.get(Person, chat.person_id) if chat.person_id else None
    if known and known.consent_at:
        return known
    person = known or Person(created_at=now, active_at=now)
    person.ref = person.ref or _unused_ref(session)
    session.add(person)
    _agree(session, chat, person, now, limits)
    grant(session, person.id, RoleName.NEWCOMER)
    return person


def introduce(session: Session, chat: Chat, now: datetime) -> Person:
    """Make the person behind a chat known who comes with an invitation: no newcomer, no card.

    The same one when known already.
    """
    known = session.get(Person, chat.person_id) if chat.person_id else None
    if known:
        return known
    person = Person(created_at=now, active_at=now)
    session.add(person)
    session.flush()
    chat.person_id = person.id
    session.flush()
    return person


def bind_chat(session: Session, chat: Chat, ref: str, now: datetime, limits: Limits) -> Person:
    """Give a loaded person a chat; their appointments count as told at the desk.

    LookupError names an unknown code.
    """
    person = by_ref(session, ref)
    if person is None:
        raise LookupError(f"nobody has the code {ref}")
    _agree(session, chat, person, now, limits)
    told = update(Appointment).where(Appointment.person_id == person.id)
    session.execute(told.values(told=True))
    return person


def roles_of(session: Session, person_id: int) -> frozenset[tuple[RoleName, str]]:
    """Return roles with their scopes: a centre's key, an employer's id as text, or nothing."""
    rows = session.execute(select(Role.role, Role.scope).where(Role.person_id == person_id))
    return frozenset((row.role, row.scope) for row in rows)


def grant(session: Session, person_id: int, role: RoleName, scope: str = ANYWHERE) -> None:
    """Give a role; a second time changes nothing."""
    insert_once(session, Role, person_id=person_id, role=role, scope=scope)


def chats_of(session: Session, person_id: int) -> list[Chat]:
    """Return the chats in which a person can be told something."""
    return list(session.scalars(_reachable().where(Chat.person_id == person_id)))


def staff_chats(session: Session, centre: str | None) -> list[Chat]:
    """Return the chats of a centre's staff, and of those responsible for all centres."""
    here = (Role.role == RoleName.STAFF) & (Role.scope == centre)
    return _chats_where(session, or_(here, Role.role.in_(EVERYWHERE)))


def employer_chats(session: Session, employer_id: int) -> list[Chat]:
    """Return the chats of the people who speak for an employer."""
    return _chats_where(
        session, (Role.role == RoleName.EMPLOYER) & (Role.scope == str(employer_id))
    )


def by_ref(session: Session, ref: str) -> Person | None:
    """Find a person by the code on their card, such as R-1042."""
    return session.scalar(select(Person).where(Person.ref == ref.strip()))


def _chats_where(session: Session, holds: ColumnElement[bool]) -> list[Chat]:
    who = select(Role.person_id).where(holds)
    return list(session.scalars(_reachable().where(Chat.person_id.in_(who))))


def _reachable() -> Select[Chat]:
    reachable = (Chat.blocked_at.is_(None), Chat.language.is_not(None))
    return select(Chat).where(*reachable).order_by(Chat.id)


def _agree(session: Session, chat: Chat, person: Person, now: datetime, limits: Limits) -> None:
    person.consent_version, person.consent_at = limits.consent_version, now
    session.flush()
    chat.person_id = person.id
    session.flush()


def _unused_ref(session: Session) -> str:
    """Draw a code; five digits when the four-digit ones become rare."""
    for attempt in range(TRIES):
        numbers = FEW if attempt < TRIES // 2 else MANY
        ref = f"R-{secrets.choice(numbers)}"
        if by_ref(session, ref) is None:
            return ref
    raise RuntimeError("no free code for a person")
