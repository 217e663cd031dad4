"""Which introductions there are: of a person, of a firm, of an offer, of a centre."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select

from storage import holds
from storage.introductions import asking
from storage.introductions.steps import is_over
from storage.models import Introduction, Offer
from storage.rules.clock import to_local
from storage.rules.stages import Permit, Stage, begins_to_take, stuck_from
from storage.rules.workdays import working_days_after
from storage.work import Work


def of_person(work: Work, person_id: int, *, living: bool = True) -> Sequence[Introduction]:
    """Return somebody's introductions, the newest first."""
    rows = select(Introduction).where(Introduction.person_id == person_id)
    rows = rows.where(~is_over()) if living else rows
    return work.session.scalars(rows.order_by(Introduction.id.desc())).all()


def of_offer(work: Work, offer_id: int) -> Sequence[Introduction]:
    """Return the living introductions of an offer, the oldest first."""
    rows = select(Introduction).where(Introduction.offer_id == offer_id, ~is_over())
    return work.session.scalars(rows.order_by(Introduction.id)).all()


def of_firm(
    work: Work, employer_id: int, stages: Collection[Stage] | None = None
) -> Sequence[Introduction]:
    """Return the living introductions of a firm, at these stages, the oldest first."""
    rows = select(Introduction).where(Introduction.employer_id == employer_id, ~is_over())
    rows = rows if stages is None else rows.where(Introduction.stage.in_(stages))
    return work.session.scalars(rows.order_by(Introduction.changed_at, Introduction.id)).all()


def living(work: Work, person_id: int, offer_id: int) -> Introduction | None:
    """Return somebody's way to an offer, where they are on it."""
    own = (Introduction.person_id == person_id, Introduction.offer_id == offer_id)
    return work.session.scalar(select(Introduction).where(*own, ~is_over()))


def last(work: Work, person_id: int, offer_id: int) -> Introduction | None:
    """Return somebody's newest way to an offer, over or not; None where they never began one."""
    own = (Introduction.person_id == person_id, Introduction.offer_id == offer_id)
    rows = select(Introduction).where(*own).order_by(Introduction.id.desc())
    return work.session.scalars(rows.limit(1)).first()


def began(work: Work, person_id: int) -> set[int]:
    """Return the offers somebody is or was on the way to."""
    rows = select(Introduction.offer_id).where(Introduction.person_id == person_id)
    return set(work.session.scalars(rows))


def knows(work: Work, person_id: int, employer_id: int) -> bool:
    """Tell whether a firm was ever told who somebody is, be it on another way or before."""
    own = (Introduction.person_id == person_id, Introduction.employer_id == employer_id)
    told = exists().where(*own, Introduction.introduced_at.is_not(None))
    return bool(work.session.scalar(select(told)))


def seats_taken(work: Work, offer: Offer) -> int:
    """Count the places of an offer that somebody has."""
    own = (Introduction.offer_id == offer.id, Introduction.seat.is_not(None))
    return work.session.scalar(select(func.count()).where(*own)) or 0


def has_free_place() -> ColumnElement[bool]:
    """Return the condition for offers with a place nobody has, nor can take who is on the way."""
    comes = and_(~is_over(), Introduction.stage != Stage.STARTED)
    claims = (Introduction.offer_id == Offer.id, or_(Introduction.seat.is_not(None), comes))
    claimed = select(func.count()).where(*claims).correlate(Offer).scalar_subquery()
    return claimed < Offer.places


def lacks_place(work: Work, introduction: Introduction, stage: Stage) -> bool:
    """Tell whether a stage begins with a place, and all of the offer are given to others."""
    if introduction.seat is not None or not begins_to_take(stage, introduction.kind):
        return False
    offer = work.session.get_one(Offer, introduction.offer_id)
    return seats_taken(work, offer) >= offer.places


@dataclass(frozen=True)
class Standing:
    """One on the way, as a list shows it: the day from which it counts as stuck.

    `talk_by` is the day by which somebody hears who works there and wants to talk, or whose firm;
    `asks`: the firm waits for an answer.
    """

    id: int
    stage: Stage
    since: date
    stuck_from: date
    owner_id: int | None
    talk_by: date | None = None
    asks: bool = False

    def is_stuck(self, today: date) -> bool:
        """Tell whether somebody should look."""
        return self.stuck_from <= today


LISTED = (
    Introduction.id,
    Introduction.stage,
    Introduction.changed_at,
    Introduction.permit,
    Introduction.permit_until,
    Introduction.starts_on,
    Introduction.on_date,
    Introduction.owner_id,
    Introduction.news_by,
    Introduction.asked_at,
    holds.since(Introduction.person_id, Introduction.employer_id).label("held_since"),
)
"""What decides how one stands."""


def standing(work: Work, centre: str | None) -> list[Standing]:
    """Return what is on the way of a centre's people (None: all), the oldest step first.

    Somebody without a centre is everybody's. Only what a list needs: it is counted each time
    somebody looks at their day.
    """
    rows = select(*LISTED).where(~is_over())
    if centre is not None:
        rows = rows.where(or_(Introduction.centre == centre, Introduction.centre.is_(None)))
    found = work.session.execute(rows.order_by(Introduction.changed_at, Introduction.id))
    return [_standing(work, row) for row in found]


def _standing(work: Work, row: Row[*tuple[Any, ...]]) -> Standing:
    since = to_local(row.changed_at, work.zone.key).date()
    talk_by = row.news_by if row.stage is Stage.STARTED else None
    at, asks = min(_stuck_at(work, row, since)), row.asked_at is not None
    return Standing(row.id, row.stage, since, at, row.owner_id, talk_by, asks)


def _stuck_at(work: Work, row: Row[*tuple[Any, ...]], since: date) -> Iterator[date]:
    """Say when it counts as stuck: its stage, a talk, a question of the firm, a problem at once."""
    begins = max(since, row.on_date) if row.stage is Stage.DATED and row.on_date else since
    until = row.permit_until if row.permit is Permit.CLEAR else None
    yield stuck_from(row.stage, begins, row.permit, until, row.starts_on)
    if row.stage is Stage.STARTED and row.news_by is not None:
        yield working_days_after(since, work.limits.answer_working_days)
    if row.held_since is not None:
        yield to_local(row.held_since, work.zone.key).date()
    if row.asked_at is not None:
        yield asking.answer_by(work, row.asked_at)


def free_begun(work: Work, offer: Offer) -> None:
    """Give the places of who works there back: the firm looks for one more."""
    begun = (Introduction.offer_id == offer.id, Introduction.seat.is_not(None))
    at = Introduction.stage.in_([Stage.STARTED, Stage.KEPT])
    work.session.flush()
    for each in work.session.scalars(select(Introduction).where(*begun, at)):
        each.seat = None
    work.session.flush()


def let_go(work: Work, person_id: int) -> Sequence[Introduction]:
    """Take what a colleague looks after out of their hands; return what is living of it."""
    own = select(Introduction).where(Introduction.owner_id == person_id)
    found = work.session.scalars(own.order_by(Introduction.id)).all()
    for each in found:
        each.owner_id = None
    work.session.flush()
    return [each for each in found if each.ended_at is None]


def owned_by(work: Work, person_id: int) -> Sequence[Introduction]:
    """Return the living introductions a colleague looks after, the oldest first."""
    own = (Introduction.owner_id == person_id, ~is_over())
    return work.session.scalars(select(Introduction).where(*own).order_by(Introduction.id)).all()


def give(work: Work, introduction: Introduction, owner: int | None) -> None:
    """Let a colleague look after it; None: the centre."""
    introduction.owner_id = owner
    work.session.flush()
