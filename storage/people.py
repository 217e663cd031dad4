"""People behind the chats: joining, roles, and how to reach them."""

from __future__ import annotations

import secrets
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    SQLColumnExpression,
    bindparam,
    exists,
    or_,
    select,
    union,
    update,
)

from storage import consents
from storage.engine.prepared import Prepared
from storage.models import Appointment, Chat, Colleague, Employer, FirmContact, Person, Role, Seat
from storage.models.chats import FaceName
from storage.models.introductions import Reach
from storage.models.people import RoleName
from storage.queues import shown
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.queues.speaking import speak
from storage.work import Work

OWN, EVERYWHERE = "", "*"
TEAM = frozenset({RoleName.STAFF, RoleName.LEAD, RoleName.COORDINATOR})
"""Who works with people at the centres, each in the scope of the role."""
LEADS = frozenset({RoleName.LEAD, RoleName.COORDINATOR})
COLLEAGUES = TEAM | {RoleName.ADMIN, RoleName.MEDIATOR}
"""Everybody the programme gave a role: an admin and a mediator see nobody by themselves."""
OTHERS = sorted(set(RoleName) - COLLEAGUES)
FEW, MANY = range(1000, 10_000), range(10_000, 100_000)
TRIES = 20
ROLES = Prepared(
    select(Role.role, Role.scope)
    .outerjoin(Colleague, Colleague.person_id == Role.person_id)
    .where(
        Role.person_id == bindparam("person"),
        or_(Colleague.suspended_at.is_(None), *(Role.role == each for each in OTHERS)),
    )
)


def find(work: Work, person_id: int | None) -> Person | None:
    """Return somebody; None for nobody, or where they are gone."""
    return work.session.get(Person, person_id) if person_id else None


def name_of(work: Work, person_id: int) -> str:
    """Return the first name where there is one, else the code on the card."""
    person = find(work, person_id)
    profile = person.profile if person else None
    return (profile.first_name if profile else None) or (person.ref if person else None) or "R-?"


def join(work: Work, chat: Chat) -> Person:
    """Make the person behind a chat known, who just agreed; the same one when asked again."""
    known = find(work, chat.person_id)
    if known and known.consent_at:
        return known
    person = known or Person(created_at=work.now, active_at=work.now)
    person.ref = person.ref or _unused_ref(work)
    work.session.add(person)
    _agree(work, chat, person)
    grant(work, person.id, RoleName.NEWCOMER)
    return person


def introduce(work: Work, chat: Chat) -> Person:
    """Make the person behind a chat known who comes with an invitation: no newcomer, no card.

    The same one when known already.
    """
    known = find(work, chat.person_id)
    if known:
        return known
    person = Person(created_at=work.now, active_at=work.now)
    work.session.add(person)
    work.session.flush()
    chat.person_id = person.id
    work.session.flush()
    return person


def bind_chat(work: Work, chat: Chat, ref: str) -> Person:
    """Give a loaded person a chat; their appointments count as told at the desk.

    LookupError names an unknown code.
    """
    person = by_ref(work, ref)
    if person is None:
        raise LookupError(f"nobody has the code {ref}")
    _agree(work, chat, person)
    told = update(Appointment).where(Appointment.person_id == person.id)
    work.session.execute(told.values(told=True))
    return person


def roles_of(work: Work, person_id: int) -> frozenset[tuple[RoleName, str]]:
    """Return roles with their scopes: a centre's key, an employer's id as text, EVERYWHERE, OWN.

    A colleague who is suspended has none of the programme's.
    """
    rows = ROLES.all(work.session, person=person_id)
    return frozenset((role, scope) for role, scope in rows)


def covers(scope: str, key: str | None) -> bool:
    """Tell whether a scope reaches a centre or employer; what belongs to none is everybody's.

    An empty scope reaches nothing.
    """
    return scope == EVERYWHERE or (bool(scope) and key in (None, scope))


def grant(work: Work, person_id: int, role: RoleName, scope: str = OWN) -> None:
    """Give a role; a second time changes nothing."""
    insert_once(work.session, Role, person_id=person_id, role=role, scope=scope)
    if role is RoleName.EMPLOYER:
        speak_for(work, person_id, scope)


def speak_for(work: Work, person_id: int, scope: str) -> None:
    """Note that somebody speaks for a firm, were it again after they left."""
    if not scope.isdigit() or work.session.get(Employer, int(scope)) is None:
        return
    values = {"employer_id": int(scope), "person_id": person_id}
    made = {"reach": Reach.HERE, "created_at": work.now}
    if insert_once(work.session, FirmContact, **values, **made) is None:
        mine = [getattr(FirmContact, name) == value for name, value in values.items()]
        work.session.execute(update(FirmContact).where(*mine).values(left_at=None))


def chats_of(work: Work, person_id: int) -> list[Chat]:
    """Return the chats in which a person can be told something, were it only when they come.

    Who only practises is told nothing.
    """
    return list(work.session.scalars(CHATS, {"person": person_id}))


def faces_of(work: Work, person_id: int) -> frozenset[FaceName]:
    """Return by which ways a person can be told something."""
    return frozenset(FaceName(each.face) for each in chats_of(work, person_id))


def tell(
    work: Work,
    person_id: int,
    kind: Kind,
    subject: int | None = None,
    revision: int | None = None,
    **manner: Any,
) -> list[int]:
    """Let something wait in every chat of a person, as `speak` does; return the rows."""
    rows = (
        speak(work, chat.id, kind, subject, revision, whom=person_id, **manner)
        for chat in chats_of(work, person_id)
    )
    return [row for row in rows if row is not None]


class Door(NamedTuple):
    """A chat in which somebody can be told something, and who that is."""

    chat_id: int
    person_id: int


def staff_doors(work: Work, centre: str | None, *, urgent: bool = False) -> list[Door]:
    """Return the chats of a centre's staff who are there, and of those responsible for all centres.

    What is `urgent` reaches who is away, and who stopped everything, too.
    """
    reaching = [EVERYWHERE, *([centre] if centre else [])]
    holds = Role.role.in_(TEAM) & Role.scope.in_(reaching)
    return _doors_where(work, holds & _is_at_work(work, urgent), urgent=urgent)


def doors_of_all_leads(work: Work) -> list[Door]:
    """Return the chats of the leads of all centres, whatever they stopped: for what is urgent."""
    holds = Role.role.in_(LEADS) & (Role.scope != OWN)
    return _doors_where(work, holds & _is_at_work(work, urgent=True), urgent=True)


def _is_at_work(work: Work, urgent: bool) -> ColumnElement[bool]:
    gone = exists().where(
        Colleague.person_id == Role.person_id, Colleague.suspended_at.is_not(None)
    )
    away = exists().where(Colleague.person_id == Role.person_id, Colleague.away_until > work.now)
    return ~gone if urgent else ~gone & ~away


def employer_doors(work: Work, employer_id: int) -> list[Door]:
    """Return the chats of the people who speak for an employer."""
    return _doors_where(work, (Role.role == RoleName.EMPLOYER) & (Role.scope == str(employer_id)))


def tell_firm(
    work: Work, employer_id: int, kind: Kind, subject: int, revision: int, **manner: Any
) -> None:
    """Let something wait in every chat of the people who speak for an employer, as `speak` does."""
    for door in employer_doors(work, employer_id):
        speak(work, door.chat_id, kind, subject, revision, whom=door.person_id, **manner)


def speaks_for(work: Work, person_id: int, employer_id: int) -> bool:
    """Tell whether somebody (still) speaks for an employer."""
    return (RoleName.EMPLOYER, str(employer_id)) in roles_of(work, person_id)


def works_for(work: Work, person_id: int, centre: str | None) -> bool:
    """Tell whether somebody (still) works with people at a centre; None: at any."""
    held = roles_of(work, person_id)
    return any(role in TEAM and covers(scope, centre) for role, scope in held)


def by_ref(work: Work, ref: str) -> Person | None:
    """Find a person by the code on their card, such as R-1042."""
    return work.session.scalar(select(Person).where(Person.ref == ref.strip()))


HEARS = (Chat.blocked_at.is_(None), Chat.language.is_not(None))
"""A chat in which somebody can be told something."""


def used_by(person: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for chats somebody uses, or has a seat in."""
    return or_(
        Chat.person_id == person, Chat.id.in_(select(Seat.chat_id).where(Seat.person_id == person))
    )


def can_hear(person: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for people who can be told something somewhere."""
    seated = exists().where(Seat.person_id == person, Chat.id == Seat.chat_id, *HEARS)
    return or_(exists().where(Chat.person_id == person, *HEARS), seated)


_person: BindParameter[int] = bindparam("person", type_=Integer())
CHATS = (
    select(Chat)
    .where(*HEARS, used_by(_person))
    .where(~exists().where(Person.id == _person, Person.practice_of.is_not(None)))
    .order_by(Chat.id)
)


def _doors_where(work: Work, holds: ColumnElement[bool], *, urgent: bool = False) -> list[Door]:
    """Return the chats of who holds a role and wants to hear of anything; all for the urgent."""
    holders = select(Role.person_id).join(Person, Person.id == Role.person_id).where(holds)
    who = holders if urgent else holders.where(Person.stopped_at.is_(None))
    used = select(Chat.id, Chat.person_id).where(*HEARS, Chat.person_id.in_(who))
    seated = select(Chat.id, Seat.person_id).join(Seat, Seat.chat_id == Chat.id)
    rows: CompoundSelect[int, int] = union(used, seated.where(*HEARS, Seat.person_id.in_(who)))
    return sorted(Door(*row) for row in work.session.execute(rows))


def _agree(work: Work, chat: Chat, person: Person) -> None:
    work.session.flush()
    consents.note(work, person.id, agreed=True)
    person.consent_version, person.consent_at = work.limits.consent_version, work.now
    chat.person_id = person.id
    shown.forget(work, chat.id)
    work.session.flush()


def _unused_ref(work: Work) -> str:
    """Draw a code; five digits when the four-digit ones become rare."""
    for attempt in range(TRIES):
        numbers = FEW if attempt < TRIES // 2 else MANY
        ref = f"R-{secrets.choice(numbers)}"
        if by_ref(work, ref) is None:
            return ref
    raise RuntimeError("no free code for a person")
