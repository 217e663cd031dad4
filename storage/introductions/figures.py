"""From a need to three months at work in numbers: how many people came how far, and where it ended.

Everything is counted in people, over the last `PERIOD`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from storage.desk_offers import around
from storage.models import Introduction, Person, Profile, Proposal
from storage.models.offers import OfferState
from storage.rules.clock import to_local
from storage.rules.introducing import Stage
from storage.work import Work

PERIOD = timedelta(days=90)


class Step(StrEnum):
    """How far people came; the first name is told when they are introduced."""

    SHOWN = "shown"
    INTERESTED = "interested"
    INTRODUCED = "introduced"
    TRIED = "tried"
    BEGUN = "begun"
    KEPT = "kept"


@dataclass(frozen=True)
class Path:
    """What a centre sees of it: needs are the firms' around it, people are its own.

    `begun` are at work now and not counted as a start before three months; `kept` are. `expired`
    says at which stage nobody answered.
    """

    since: date
    open_needs: int
    drafts: int
    steps: Mapping[Step, int]
    expired: Mapping[Stage, int]


def path(work: Work, centre: str | None) -> Path:
    """Count for a centre, None for all of them."""
    since = work.now - PERIOD
    states = [offer.state for offer in around(work, centre)]
    return Path(
        to_local(since, work.zone.key).date(),
        states.count(OfferState.OPEN),
        states.count(OfferState.DRAFT),
        {Step.SHOWN: _shown(work, centre, since)} | _steps(work, centre, since),
        _expired(work, centre, since),
    )


def _shown(work: Work, centre: str | None, since: datetime) -> int:
    """Count who was shown an offer; a colleague who practises is nobody."""
    rows = select(func.count(Proposal.person_id.distinct())).where(Proposal.shown_at >= since)
    rows = rows.join(Person, Person.id == Proposal.person_id).where(Person.practice_of.is_(None))
    if centre is not None:
        rows = rows.join(Profile, Profile.person_id == Proposal.person_id)
        rows = rows.where(Profile.centre == centre)
    return work.session.scalar(rows) or 0


def _steps(work: Work, centre: str | None, since: datetime) -> dict[Step, int]:
    reached = {
        Step.INTERESTED: Introduction.opened_at >= since,
        Step.INTRODUCED: Introduction.introduced_at >= since,
        Step.TRIED: Introduction.tried_at >= since,
        Step.BEGUN: Introduction.stage == Stage.STARTED,
        Step.KEPT: (Introduction.stage == Stage.KEPT) & (Introduction.ended_at >= since),
    }
    return {step: _people(work, centre, condition) for step, condition in reached.items()}


def _people(work: Work, centre: str | None, condition: ColumnElement[bool]) -> int:
    rows = select(func.count(Introduction.person_id.distinct())).where(condition, *_own(centre))
    return work.session.scalar(rows) or 0


def _expired(work: Work, centre: str | None, since: datetime) -> dict[Stage, int]:
    ended = (Introduction.stage == Stage.EXPIRED, Introduction.ended_at >= since)
    rows = select(Introduction.reason, func.count(Introduction.person_id.distinct()))
    found = work.session.execute(rows.where(*ended, *_own(centre)).group_by(Introduction.reason))
    return {Stage(at): count for at, count in found if at and at in {*Stage}}


def _own(centre: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if centre is None else (Introduction.centre == centre,)
