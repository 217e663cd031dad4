"""Whom an offer may be sent unasked: what the database says of a few people, just before it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from storage.holds import KEPT_FROM
from storage.models import Person, Profile, Proposal
from storage.models.base import UtcDateTime
from storage.people import can_hear
from storage.rules.ages import AgeBand
from storage.work import Work

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CAN_BE_SENT = (
    Person.work_on,
    Person.stopped_at.is_(None),
    Person.age_band == AgeBand.ADULT,
    Person.practice_of.is_(None),
    can_hear(Person.id),
)
"""Adults who want offers and can be told, whatever the offer is."""

_people = bindparam("people", expanding=True, type_=Integer())
_day, _week = (bindparam(name, type_=UtcDateTime()) for name in ("day", "week"))
_today = func.sum(case((Proposal.shown_at > _day, 1), else_=0))
FULL = (
    select(Proposal.person_id)
    .where(Proposal.person_id.in_(_people), Proposal.pushed, Proposal.shown_at > _week)
    .group_by(Proposal.person_id)
    .having(
        or_(
            _today >= bindparam("per_day", type_=Integer()),
            func.count() >= bindparam("per_week", type_=Integer()),
        )
    )
)
REACHABLE = (
    select(Profile)
    .join(Profile.person)
    .options(contains_eager(Profile.person), selectinload(Profile.skills))
    .where(*CAN_BE_SENT, Person.id.in_(_people), Person.id.not_in(FULL))
    .where(Person.id.not_in(KEPT_FROM))
)


def reachable(work: Work, people: Collection[int], employer_id: int) -> Sequence[Profile]:
    """Return the profiles of those who can be sent another offer now, one of this employer."""
    values = _limits(work, people) | {"employer": employer_id}
    return work.session.scalars(REACHABLE, values).all()


def is_full(work: Work, person_id: int) -> bool:
    """Tell whether somebody was sent enough offers unasked, today or this week."""
    return work.session.scalar(FULL, _limits(work, [person_id])) is not None


def _limits(work: Work, people: Collection[int]) -> dict[str, Any]:
    limits = work.limits
    return {
        "people": list(people),
        "day": work.now - DAY,
        "week": work.now - WEEK,
        "per_day": limits.pushes_per_day,
        "per_week": limits.pushes_per_week,
    }
