"""Bundles of what firms need, with supply beside demand: the rules applied to the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_ as or_set
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from storage.census import weighing
from storage.crowd import bits, people_in, spot_of_home
from storage.finding import of_centre
from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import EmployerStatus, OfferState
from storage.offers import spot_at
from storage.openings import read_openings
from storage.places import centre_around, gazetteer
from storage.rules import bundling
from storage.rules.bundling import Bundle, Need
from storage.rules.discretion import apart
from storage.rules.fit import Opening
from storage.rules.one_step import Step
from storage.rules.supply import Reach, Weighing
from storage.work import Work

SLICE, PARTS = 500, ("am", "pm", "eve")
LOOKED_FOR = (
    *(Offer.id, Offer.employer_id, Offer.state, Offer.kind, Offer.plz, Offer.town, Offer.lat),
    *(Offer.lon, Offer.places, Offer.start_on, Offer.weeks, Offer.hidden_at, Employer.status),
)
MOST_WEIGHED = 300
"""How many needs are weighed for a whole district, those with most places: about a second."""


@dataclass(frozen=True)
class Lack:
    """One step that would open so many places to so many people who are shown none of them now.

    `town` is where most of them live, `part` when most have time on weekdays (am, pm, eve).
    """

    step: Step
    people: int
    places: int
    town: str | None = None
    part: str | None = None


def bundles(work: Work, centre: str | None = None) -> list[Bundle]:
    """Return the bundles with a need around a centre (None: all), most places first."""
    found = bundling.bundles(_needs(work))
    return [each for each in found if centre is None or centre in each.centres]


def find(work: Work, key: int | None) -> Bundle | None:
    """Return a bundle by its key; None where it is no more."""
    if key is None:
        return None
    return next((each for each in bundles(work) if each.key == key), None)


def reach(work: Work, bundle: Bundle) -> Reach:
    """Say whom the checked needs of a bundle are shown to, and whom after one step."""
    return weighing(work).reach(openings(work, [need.id for need in bundle.checked]))


def fitting(work: Work, bundle: Bundle, weighed: Weighing) -> int:
    """Count the people to whom a checked need of a bundle is shown now."""
    few = openings(work, [need.id for need in bundle.checked])
    return reduce(or_set, (weighed.shown(each) for each in few), 0).bit_count()


def audience(work: Work, bundle: Bundle) -> set[int]:
    """Return who fits a bundle or is one step away."""
    found = reach(work, bundle)
    return {*people_in(found.now | found.near)}


def among(work: Work, key: int | None) -> set[int] | None:
    """Return whom something for a bundle is for: nobody where it is no more; None: everybody."""
    if key is None:
        return None
    bundle = find(work, key)
    return audience(work, bundle) if bundle else set()


def offers(work: Work, bundle: Bundle) -> list[Offer]:
    """Return the offers of a bundle in its order."""
    found: list[Offer] = []
    asked = sorted(need.id for need in bundle.needs)
    for at in range(0, len(asked), SLICE):
        rows = select(Offer).where(Offer.id.in_(asked[at : at + SLICE])).order_by(Offer.id)
        found += work.session.scalars(rows.options(selectinload(Offer.skills)))
    return found


def openings(work: Work, keys: Collection[int]) -> list[Opening]:
    """Turn some offers into what the rules look at."""
    return [*read_openings(work, Offer.id.in_(keys))]


def lacking(work: Work, centre: str | None) -> list[Lack]:
    """Return the steps that open most people x places, each for so many people that it is told.

    People of a centre (None: all), and what is open in the whole district.
    """
    first = sorted(_needs(work), key=lambda need: (-need.places, need.id))
    few = openings(work, [need.id for need in first if need.checked][:MOST_WEIGHED])
    weighed = weighing(work)
    found = weighed.reach(few)
    own = bits(of_centre(work, centre, people_in(found.near)))
    mine = {step: who for step, people in found.after.items() if (who := people & own)}
    places: dict[Step, int] = {}
    for opening in few:
        for step, people in weighed.after(opening).items():
            if people & mine.get(step, 0):
                places[step] = places.get(step, 0) + opening.places
    told = apart(Reach(0, mine).steps, work.limits.fewest_people)
    lacks = [_lack(work, weighed, step, mine[step], places[step]) for step in told]
    return sorted(lacks, key=lambda each: (-each.people * each.places, each.step))


def _lack(work: Work, weighed: Weighing, step: Step, people: int, places: int) -> Lack:
    """Say where most of some people live and when most have time, where enough of them do."""
    towns: Counter[str] = Counter()
    for home, number in weighed.shares("home", people).items():
        if spot := spot_of_home(gazetteer(work), home):
            towns[spot.name] += number
    parts = weighed.free_in(people, PARTS)
    least = work.limits.fewest_people
    town = max(towns, key=lambda each: (towns[each], each), default=None)
    part = max(parts, key=lambda each: parts[each])
    return Lack(
        step,
        people.bit_count(),
        places,
        town if town and towns[town] >= least else None,
        part if parts[part] >= least else None,
    )


def _needs(work: Work) -> Iterator[Need]:
    """Yield what firms look for now, in the few facts bundles are made of."""
    is_wanted = (
        Offer.state.in_((OfferState.OPEN, OfferState.DRAFT)),
        Employer.status != EmployerStatus.STOPPED,
        or_(Offer.valid_until.is_(None), Offer.valid_until >= work.today),
    )
    asked = select(OfferSkill.offer_id, OfferSkill.skill).join(Offer).join(Employer)
    skills: dict[int, set[str]] = {}
    for key, skill in work.session.execute(asked.where(*is_wanted)):
        skills.setdefault(key, set()).add(skill)
    rows = select(*LOOKED_FOR).join(Employer, Employer.id == Offer.employer_id).where(*is_wanted)
    for row in work.session.execute(rows):
        if not _is_over(work, row.start_on, row.weeks):
            yield _need(work, row, frozenset(skills.get(row.id, ())))


def _need(work: Work, row: Any, skills: frozenset[str]) -> Need:
    is_open = row.state == OfferState.OPEN and row.hidden_at is None
    return Need(
        id=row.id,
        firm=row.employer_id,
        kind=row.kind,
        skills=skills,
        at=spot_at(work, row.plz, row.town, row.lat, row.lon),
        centre=centre_around(work, row.plz),
        places=row.places,
        starts=max(row.start_on, work.today) if row.start_on else None,
        checked=is_open and row.status == EmployerStatus.VERIFIED,
    )


def _is_over(work: Work, start: date | None, weeks: int | None) -> bool:
    return bool(start and weeks and start + timedelta(weeks=weeks) < work.today)
