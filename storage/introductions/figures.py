"""From a need to three months at work in numbers: how many people came how far, and where it ended.

Everything is counted in people, over the last `PERIOD`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, select

from storage.desk_offers import around
from storage.models import Introduction, Person, Profile, Proposal
from storage.models.offers import OfferState
from storage.rules.clock import to_local
from storage.rules.stages import MANNERS, Stage
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

    `people` are a set, a bit for each: who came how far (by step), and with whom it ended since
    nobody answered at a stage (by `silent`). `begun` are at work now and not counted as a start
    before three months; `kept` are.
    """

    since: date
    open_needs: int
    drafts: int
    people: Mapping[str, int]


def path(work: Work, centre: str | None) -> Path:
    """Count for a centre, None for all of them."""
    since = work.now - PERIOD
    states = [offer.state for offer in around(work, centre)]
    return Path(
        to_local(since, work.zone.key).date(),
        states.count(OfferState.OPEN),
        states.count(OfferState.DRAFT),
        people(work, centre),
    )


def silent(stage: Stage) -> str:
    """Name those with whom it ended since nobody answered at a stage."""
    return f"{Stage.EXPIRED}.{stage}"


def people(work: Work, centre: str | None) -> dict[str, int]:
    """Return who of a centre (None: of all) came how far, and with whom it ended where."""
    since = work.now - PERIOD
    ended = (Introduction.stage == Stage.EXPIRED) & (Introduction.ended_at >= since)
    where: dict[str, ColumnElement[bool]] = {
        Step.INTERESTED: Introduction.opened_at >= since,
        Step.INTRODUCED: Introduction.introduced_at >= since,
        Step.TRIED: Introduction.tried_at >= since,
        Step.BEGUN: Introduction.stage == Stage.STARTED,
        Step.KEPT: (Introduction.stage == Stage.KEPT) & (Introduction.ended_at >= since),
        **{silent(at): ended & (Introduction.reason == at) for at in MANNERS},
    }
    found = {at: _people(work, centre, condition) for at, condition in where.items()}
    return {Step.SHOWN: _shown(work, centre, since), **found}


def _shown(work: Work, centre: str | None, since: datetime) -> int:
    """Return who was shown an offer; a colleague who practises is nobody."""
    rows = select(Proposal.person_id).distinct().where(Proposal.shown_at >= since)
    rows = rows.join(Person, Person.id == Proposal.person_id).where(Person.practice_of.is_(None))
    if centre is not None:
        rows = rows.join(Profile, Profile.person_id == Proposal.person_id)
        rows = rows.where(Profile.centre == centre)
    return _set(work.session.scalars(rows))


def _people(work: Work, centre: str | None, condition: ColumnElement[bool]) -> int:
    rows = select(Introduction.person_id).distinct().where(condition, *_own(centre))
    return _set(work.session.scalars(rows))


def _set(keys: Iterable[int]) -> int:
    return sum(1 << key for key in keys)


def _own(centre: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if centre is None else (Introduction.centre == centre,)
