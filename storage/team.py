"""Colleagues: who works where, who is there, who answers for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from storage.models import Colleague, Person, Role
from storage.models.people import RoleName
from storage.people import EVERYWHERE, TEAM, can_hear, find
from storage.queues.once import insert_once
from storage.rules.clock import to_local
from storage.rules.workdays import next_working
from storage.work import Work


def colleague(work: Work, person_id: int) -> Colleague:
    """Return what is known of a colleague, made when missing."""
    found = work.session.get(Colleague, person_id)
    if found is None:
        insert_once(work.session, Colleague, person_id=person_id, pin_misses=0)
        found = work.session.get_one(Colleague, person_id)
    return found


def name_of(work: Work, person_id: int | None) -> str | None:
    """Return a colleague's first name; None where it is not known, or they are gone."""
    found = work.session.get(Colleague, person_id) if person_id else None
    return found.first_name if found else None


def is_there(work: Work, person_id: int) -> bool:
    """Tell whether a colleague can answer: neither away, nor suspended, with a chat that hears."""
    found = work.session.get(Colleague, person_id)
    if find(work, person_id) is None:
        return False
    if found and (found.suspended_at or (found.away_until and found.away_until > work.now)):
        return False
    hears = select(Person.id).where(Person.id == person_id, can_hear(Person.id))
    return work.session.scalar(hears) is not None


def is_empty(work: Work, centre: str | None) -> bool:
    """Tell whether nobody who works at a centre (None: anywhere) is there now."""
    return not any(is_there(work, each) for each in members(work, centre, TEAM))


def absences(work: Work, centre: str | None) -> list[datetime | None]:
    """Return until when each of a centre's staff is away, None for who is there.

    Who is suspended or has no chat is not counted.
    """
    working = (Role.role.in_(TEAM), Role.scope != "", Colleague.suspended_at.is_(None))
    rows = select(Role.person_id, Colleague.away_until)
    rows = rows.outerjoin(Colleague, Colleague.person_id == Role.person_id)
    rows = rows.where(*working, can_hear(Role.person_id)).distinct()
    if centre is not None:
        rows = rows.where(Role.scope.in_([centre, EVERYWHERE]))
    found = (until for _who, until in work.session.execute(rows))
    return [until if until and until > work.now else None for until in found]


def back_at(work: Work, centre: str | None) -> datetime | None:
    """Return the local working time from which somebody is there; None where it is so now."""
    away = absences(work, centre)
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
