"""Offers as the rules look at them: one that is at hand, or very many in the few columns needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select

from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import EmployerStatus, OfferState
from storage.offers import spot_at, spot_of
from storage.places import gazetteer
from storage.rules.fit import Opening, Seeker
from storage.rules.ruled_out import ruled_out
from storage.rules.way import Spot
from storage.work import Work

ITS_SKILLS = OfferSkill.offer_id == Offer.id
ROWS = select(
    *(Offer.id, Offer.employer_id, Offer.kind, Offer.state, Offer.hidden_at, Offer.places),
    *(Offer.hours_week, Offer.german_min, Offer.german_help, Offer.licence, Offer.experience),
    *(Offer.childcare, Offer.start_on, Offer.weeks, Offer.valid_until),
    *(Offer.plz, Offer.town, Offer.lat, Offer.lon, Employer.status, Employer.sector),
    cast(Offer.slots, String).label("slots"),
    select(func.aggregate_strings(OfferSkill.skill, ","))
    .where(ITS_SKILLS)
    .scalar_subquery()
    .label("skills"),
).join(Employer, Employer.id == Offer.employer_id)
OPEN = (
    Offer.state == OfferState.OPEN,
    Offer.hidden_at.is_(None),
    Offer.places > 0,
    Employer.status == EmployerStatus.VERIFIED,
)


def opening_of(work: Work, offer: Offer) -> Opening:
    """Turn an offer into what the rules look at."""
    skills = frozenset(row.skill for row in offer.skills)
    return _opening(offer, offer.employer, skills, frozenset(offer.slots), spot_of(work, offer))


def read_openings(work: Work, *such: ColumnElement[bool]) -> Iterator[Opening]:
    """Yield such offers in the order of their keys."""
    spot = lru_cache(maxsize=None)(partial(spot_at, work))
    for row in work.session.execute(ROWS.where(*such).order_by(Offer.id)):
        at = spot(row.plz, row.town, row.lat, row.lon)
        yield _opening(row, row, _skills(row.skills), _slots(row.slots), at)


def open_ones(work: Work) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of every offer that is not closed for everybody."""
    yield from OPEN
    yield or_(Offer.valid_until.is_(None), Offer.valid_until >= work.today)


def near(work: Work, seeker: Seeker) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of every offer that fits somebody: the rules judge what is left."""
    places = gazetteer(work)
    out = ruled_out(seeker, {plz: places.spot(plz) for plz in places.by_plz})
    yield Offer.kind.not_in(out.kinds)
    yield or_(Offer.licence.is_(None), Offer.licence.not_in(out.licences))
    for helped in (False, True):
        levels = [level for level, with_help in out.german if with_help == helped]
        yield or_(Offer.german_help != helped, Offer.german_min.not_in(levels))
    yield or_(Offer.lat.is_not(None), Offer.plz.not_in(out.places))  # a point is judged
    yield or_(
        exists().where(ITS_SKILLS, OfferSkill.skill.not_in(out.skills)),
        and_(~exists().where(ITS_SKILLS), Employer.sector.not_in(out.sectors)),
    )


def _opening(
    offer: Any, firm: Any, skills: frozenset[str], slots: frozenset[str], at: Spot | None
) -> Opening:
    return Opening(
        id=offer.id,
        kind=offer.kind,
        skills=skills,
        at=at,
        places=offer.places,
        hours_week=offer.hours_week,
        german_min=offer.german_min,
        german_help=offer.german_help,
        slots=slots,
        licence=offer.licence,
        experience=offer.experience,
        childcare=offer.childcare,
        open=offer.state == OfferState.OPEN and offer.hidden_at is None,
        verified=firm.status == EmployerStatus.VERIFIED,
        until=_last_day(offer),
        area=None if skills else firm.sector,
        employer=offer.employer_id,
    )


def _last_day(offer: Any) -> date | None:
    """Return the last day on which it is worth showing: it holds no longer, or would be over."""
    ends = [offer.valid_until] if offer.valid_until else []
    if offer.start_on is not None and offer.weeks:
        ends.append(offer.start_on + timedelta(weeks=offer.weeks))
    return min(ends, default=None)


@lru_cache(maxsize=4096)
def _skills(listed: str | None) -> frozenset[str]:
    return frozenset(listed.split(",")) if listed else frozenset()


@lru_cache(maxsize=4096)
def _slots(written: str) -> frozenset[str]:
    return frozenset(json.loads(written))
