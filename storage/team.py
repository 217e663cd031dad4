"""Colleagues: who works where, who is there, who answers for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from storage.models import Colleague, Person, Role
from storage.models.people import RoleName
from storage.people import EVERYWHERE, TEAM, can_hear, find
from storage.queues.once import insert_once
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
