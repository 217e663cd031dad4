"""A firm and a person kept apart since a problem was told, until a colleague looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    SQLColumnExpression,
    bindparam,
    exists,
    select,
)

from storage.models import Employer, Hold, Offer, Proposal
from storage.queues.once import insert_once
from storage.work import Work

KEPT_FROM = select(Hold.person_id).where(
    Hold.employer_id == bindparam("employer", type_=Integer()), Hold.looked_at.is_(None)
)
"""The people to whom nothing of an employer is sent."""


def hold(work: Work, person_id: int, employer_id: int) -> None:
    """Keep them apart from now on, also where a colleague looked at it before."""
    insert_once(work.session, Hold, person_id=person_id, employer_id=employer_id, since=work.now)
    found = work.session.get_one(Hold, (person_id, employer_id))
    if found.looked_at is not None:
        found.since, found.looked_at = work.now, None
        work.session.flush()


def release(work: Work, person_id: int, employer_id: int) -> bool:
    """Note that a colleague looked: what waited goes on. False where nothing was held."""
    found = work.session.get(Hold, (person_id, employer_id))
    if found is None or found.looked_at is not None:
        return False
    found.looked_at = work.now
    work.session.flush()
    return True


def held(work: Work, person_id: int) -> Sequence[Employer]:
    """Return the firms kept away from somebody, the first one first."""
    own = (Hold.person_id == person_id, Hold.looked_at.is_(None))
    rows = select(Employer).join(Hold, Hold.employer_id == Employer.id).where(*own)
    return work.session.scalars(rows.order_by(Hold.since, Employer.id)).all()


def is_held(work: Work, person_id: int, employer_id: int) -> bool:
    """Tell whether a firm is kept away from somebody."""
    found = work.session.get(Hold, (person_id, employer_id))
    return found is not None and found.looked_at is None


def was_held(work: Work, person_id: int, employer_id: int, at: datetime) -> bool:
    """Tell whether a firm was kept away at a time, since the last problem somebody told of."""
    found = work.session.get(Hold, (person_id, employer_id))
    if found is None or found.since > at:
        return False
    return found.looked_at is None or found.looked_at > at


def kept_from(work: Work, employer_id: int) -> set[int]:
    """Return the people a firm is kept away from."""
    return set(work.session.scalars(KEPT_FROM, {"employer": employer_id}))


def goes_on() -> ColumnElement[bool]:
    """Return the condition for proposals whose firm is not kept away; with Offer in the query."""
    return ~is_apart(Proposal.person_id, Offer.employer_id)


def since(
    person: SQLColumnExpression[int], employer: SQLColumnExpression[int]
) -> ScalarSelect[datetime]:
    """Return since when the firm of a row is kept away from its person, as a column; or None."""
    own = (Hold.person_id == person, Hold.employer_id == employer)
    return select(Hold.since).where(*own, Hold.looked_at.is_(None)).scalar_subquery()


def is_apart(
    person: SQLColumnExpression[int], employer: SQLColumnExpression[int]
) -> ColumnElement[bool]:
    """Return the condition for rows whose firm is kept away from their person."""
    own = (Hold.person_id == person, Hold.employer_id == employer)
    return exists().where(*own, Hold.looked_at.is_(None))
