"""Colleagues: who works where, who is there, who answers for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from storage.models import Colleague, Person, Role
from storage.models.people import RoleName
from storage.people import (
    COLLEAGUES,
    EVERYWHERE,
    LEADS,
    TEAM,
    Door,
    can_hear,
    chats_of,
    find,
    roles_of,
    works_for,
)
from storage.queues.once import insert_once
from storage.rules.clock import to_local, to_utc
from storage.rules.workdays import next_working
from storage.work import Work


@dataclass(frozen=True)
class Member:
    """Somebody with roles in the programme, suspended or not; `row` is what is known of them."""

    person: Person
    roles: frozenset[tuple[RoleName, str]]
    row: Colleague

    @property
    def scope(self) -> str | None:
        """The centre they belong to; None where they work for all."""
        scopes = sorted(scope for _role, scope in self.roles)
        return None if EVERYWHERE in scopes else scopes[0]

    def is_away(self, now: datetime) -> bool:
        """Tell whether they said that they are not there."""
        return self.row.away_until is not None and self.row.away_until > now


def known(work: Work, person_id: int) -> Colleague | None:
    """Return what is known of a colleague, where anything is."""
    return work.session.get(Colleague, person_id)


def colleague(work: Work, person_id: int) -> Colleague:
    """Return what is known of a colleague, made when missing."""
    found = known(work, person_id)
    if found is None:
        insert_once(work.session, Colleague, person_id=person_id, pin_misses=0)
        found = work.session.get_one(Colleague, person_id)
    return found


def name_of(work: Work, person_id: int | None) -> str | None:
    """Return a colleague's first name; None where it is not known, or they are gone."""
    found = known(work, person_id) if person_id else None
    return found.first_name if found else None


def is_there(work: Work, person_id: int) -> bool:
    """Tell whether a colleague can answer: neither away, nor suspended, with a chat that hears."""
    found = known(work, person_id)
    if find(work, person_id) is None:
        return False
    if found and (found.suspended_at or (found.away_until and found.away_until > work.now)):
        return False
    hears = select(Person.id).where(Person.id == person_id, can_hear(Person.id))
    return work.session.scalar(hears) is not None


def can_answer(work: Work, person_id: int) -> bool:
    """Tell whether somebody works with people and is there; an admin or mediator does not."""
    works = any(role in TEAM and scope for role, scope in roles_of(work, person_id))
    return works and is_there(work, person_id)


def looks_after(work: Work, person_id: int | None, centre: str | None) -> bool:
    """Tell whether whose thing it is still works at its centre, hears from us, and is there now."""
    owner = find(work, person_id)
    if owner is None or owner.stopped_at is not None:
        return False
    return works_for(work, owner.id, centre) and is_there(work, owner.id)


def is_empty(work: Work, centre: str | None, roles: Collection[RoleName] = TEAM) -> bool:
    """Tell whether nobody who works at a centre (None: anywhere) is there now."""
    return not any(is_there(work, each) for each in members(work, centre, roles))


def absences(
    work: Work, centre: str | None, roles: Collection[RoleName] = TEAM
) -> list[datetime | None]:
    """Return until when each of a centre's staff is away, None for who is there.

    Who is suspended or has no chat is not counted.
    """
    working = (Role.role.in_(roles), Role.scope != "", Colleague.suspended_at.is_(None))
    rows = select(Role.person_id, Colleague.away_until)
    rows = rows.outerjoin(Colleague, Colleague.person_id == Role.person_id)
    rows = rows.where(*working, can_hear(Role.person_id)).distinct()
    if centre is not None:
        rows = rows.where(Role.scope.in_([centre, EVERYWHERE]))
    found = (until for _who, until in work.session.execute(rows))
    return [until if until and until > work.now else None for until in found]


def back_at(work: Work, centre: str | None, roles: Collection[RoleName] = TEAM) -> datetime | None:
    """Return the local working time from which somebody is there; None where it is so now."""
    away = absences(work, centre, roles)
    until = [each for each in away if each]
    if not until or len(until) < len(away):
        return None
    return next_working(to_local(min(until), work.zone.key))


def deputies_of(work: Work, person_id: int) -> list[int]:
    """Return the colleagues whose deputy somebody is."""
    rows = select(Colleague.person_id).where(Colleague.deputy_id == person_id)
    return list(work.session.scalars(rows.order_by(Colleague.person_id)))


def members(work: Work, centre: str | None, roles: Collection[RoleName]) -> Sequence[int]:
    """Return who holds one of these roles at a centre or everywhere (None: anywhere), by key.

    Who is suspended is one of them still.
    """
    rows = select(Role.person_id).where(Role.role.in_(roles), Role.scope != "")
    if centre is not None:
        rows = rows.where(or_(Role.scope == centre, Role.scope == EVERYWHERE))
    return work.session.scalars(rows.distinct().order_by(Role.person_id)).all()


def member(work: Work, person_id: int) -> Member | None:
    """Return a colleague with the roles they hold or would hold; None for anybody else."""
    person = find(work, person_id)
    rows = select(Role.role, Role.scope).where(
        Role.person_id == person_id, Role.role.in_(COLLEAGUES), Role.scope != ""
    )
    roles = frozenset((role, scope) for role, scope in work.session.execute(rows))
    return Member(person, roles, colleague(work, person_id)) if person and roles else None


def team(work: Work, centre: str | None) -> list[Member]:
    """Return who works at a centre or for all of them (None: everybody), leads first."""
    found = (member(work, key) for key in members(work, centre, COLLEAGUES))
    every = [each for each in found if each is not None]
    return sorted(every, key=lambda each: (not _leads(each), each.person.id))


def is_last_lead(work: Work, who: Member) -> bool:
    """Tell whether a centre would be without a lead who is not suspended.

    All leads are locked until the unit ends: two who suspend each other at once do not both. Who
    meets another one there begins the unit anew.
    """
    scopes = {scope for role, scope in who.roles if role in LEADS}
    leads = {key for scope in scopes for key in _leads_of(work, scope)}
    rows = select(Colleague).where(Colleague.person_id.in_(leads)).order_by(Colleague.person_id)
    work.session.scalars(
        rows.with_for_update(nowait=True).execution_options(populate_existing=True)
    ).all()
    return any(
        all(not _is_active(work, key) for key in _leads_of(work, scope) if key != who.person.id)
        for scope in scopes
    )


def lead_doors(work: Work, centre: str | None) -> list[Door]:
    """Return the chats of the active leads of a centre, and of who is responsible for all."""
    leads = [key for key in members(work, centre, LEADS) if _is_active(work, key)]
    return [Door(chat.id, key) for key in leads for chat in chats_of(work, key)]


def leave_until(work: Work, who: Member, last: date) -> None:
    """Note the last local day on which somebody is away."""
    who.row.away_until = to_utc(last + timedelta(days=1), time(), work.zone.key)


def _leads(who: Member) -> bool:
    return any(role in LEADS for role, _scope in who.roles)


def _leads_of(work: Work, scope: str) -> Sequence[int]:
    return members(work, None if scope == EVERYWHERE else scope, LEADS)


def _is_active(work: Work, person_id: int) -> bool:
    found = known(work, person_id)
    return found is None or found.suspended_at is None
