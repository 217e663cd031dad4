"""Whom an offer may be sent unasked: what the database says of a few people, just before it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, func, select, union_all
from sqlalchemy.orm import contains_eager, selectinload

from storage.bulk import DAY, ENOUGH, weekly
from storage.fatigue import SILENT
from storage.holds import KEPT_FROM
from storage.introductions import working
from storage.models import Person, Profile, Proposal
from storage.models.base import UtcDateTime
from storage.people import can_hear
from storage.rules.ages import AgeBand
from storage.work import Work

CAN_BE_SENT = (
    Person.work_on,
    Person.stopped_at.is_(None),
    Person.age_band == AgeBand.ADULT,
    Person.practice_of.is_(None),
    can_hear(Person.id),
)
"""Adults who want offers and can be told, whatever the offer is."""

_people = bindparam("people", expanding=True, type_=Integer())
_day = bindparam("day", type_=UtcDateTime())
FULL_TODAY = (
    select(Proposal.person_id)
    .where(Proposal.person_id.in_(_people), Proposal.pushed, Proposal.shown_at > _day)
    .group_by(Proposal.person_id)
    .having(func.count() >= bindparam("per_day", type_=Integer()))
)
FULL = union_all(FULL_TODAY, ENOUGH)
"""Who was sent enough offers today, or enough of everything this week."""
REACHABLE = (
    select(Profile)
    .join(Profile.person)
    .options(contains_eager(Profile.person), selectinload(Profile.skills))
    .where(*CAN_BE_SENT, Person.id.in_(_people), Person.id.not_in(FULL))
    .where(Person.id.not_in(SILENT), Person.id.not_in(KEPT_FROM), Person.id.not_in(working.ARE))
)


def reachable(work: Work, people: Collection[int], employer_id: int) -> Sequence[Profile]:
    """Return the profiles of those who can be sent another offer now, one of this employer."""
    if _is_shut(work):
        return []
    values = _limits(work, people) | {"employer": employer_id}
    values |= {"unanswered": work.limits.unanswered_pushes}
    return work.session.scalars(REACHABLE, values).all()


def is_full(work: Work, person_id: int) -> bool:
    """Tell whether somebody was sent enough unasked, today or this week."""
    found = work.session.execute(FULL, _limits(work, [person_id])).first()
    return _is_shut(work) or found is not None


def _is_shut(work: Work) -> bool:
    """Tell whether a limit of zero lets nothing out: who was sent nothing yet is in no count."""
    return 0 in (work.limits.pushes_per_day, work.limits.pushes_per_week)


def _limits(work: Work, people: Collection[int]) -> dict[str, Any]:
    today = {"day": work.now - DAY, "per_day": work.limits.pushes_per_day}
    return weekly(work, people) | today
