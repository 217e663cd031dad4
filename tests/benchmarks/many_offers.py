"""Very many offers among very many people: a step of a wave, a list for one person, memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.orm import Session, selectinload

from bot.clock import Clock
from conversations.cards.why import why_lines
from storage.engine.database import Database, Priority
from storage.matching import asking, candidates, fitting, matches, without_match, would_open
from storage.models import Employer, Offer, OfferSkill, Person, Postcode, Profile, Proposal
from storage.models.offers import OfferState, ProposalState
from storage.openings import opening_of
from storage.rules.fit import Opening, judge
from storage.rules.one_step import opened as opened_by_step
from storage.work import Work
from tests.benchmarks.crowded import opened
from tests.benchmarks.report import cell, ratios
from tests.works import work_at

OFFERS, ASKED, FIRMS, SLICE, AT_ONCE = 10_000, 50, 2_000, 5_000, 5
FIRST, ALONE, PAGE_OF = 1000, 7, 3
PAGE = 4096
Row = dict[str, Any]
Asking = Callable[[Work, Person], object]


@dataclass(frozen=True)
class Alone:
    """Milliseconds for one person: the first page, what one change would open, why nothing fits.

    `hand` and `hand_steps` are the same from every offer, loaded whole and judged.
    """

    listed: float
    opens: float
    why: float
    hand: float
    hand_steps: float


@dataclass(frozen=True)
class Many:
    """What was measured with so many offers: milliseconds, and megabytes of the crowd in memory.

    `wave`: a step of five people, the median and the longest of fifty offers; `first` reads
    everybody; `alone`: some people; `unmatched`: who fits none of all offers.
    """

    people: int
    offers: int
    pushes: int
    first: float
    wave: float
    slowest: float
    alone: Sequence[Alone]
    unmatched: float
    megabytes: float


def measure(place: Path, people: int) -> Many:
    """Fill a crowded database with offers and what was sent, once, and ask about some of them."""
    now = Clock().now()
    with opened(place) as database:
        pushes = _once(database, now)
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:  # its memory is its own
        return alone.submit(_measure, place, people, pushes).result()


def _measure(place: Path, people: int, pushes: int) -> Many:
    now = Clock().now()
    with opened(place) as database:
        keys = database.read(_some).result()
        before = _memory()
        first = _took(database, partial(_wave, keys[0]))
        megabytes = _memory() - before
        waves = [_took(database, partial(_wave, key)) for key in keys]
        alone = [_alone(database, number) for number in range(FIRST, FIRST + ALONE)]
        unmatched = _took(database, lambda session: len(without_match(work_at(session, now))))
    return Many(
        people, OFFERS, pushes, first, median(waves), max(waves), alone, unmatched, megabytes
    )


def _once(database: Database, now: datetime) -> int:
    there = database.read(lambda session: session.scalar(select(func.count(Offer.id)))).result()
    if (there or 0) < OFFERS:
        database.submit(Priority.BULK, _fill_offers).result()
        for first in range(0, database.read(_people).result(), SLICE):
            database.submit(Priority.BULK, partial(_fill_pushes, first, now)).result()
    return database.read(lambda s: s.scalar(select(func.count(Proposal.id))) or 0).result()


def _people(session: Session) -> int:
    return session.scalar(select(func.count(Person.id))) or 0


def _fill_offers(session: Session) -> None:
    """Copy the demo's offers to other places, of two thousand firms."""
    chance, codes = Random(1), list(session.scalars(select(Postcode.plz)))
    known = list(session.scalars(select(Offer).where(Offer.state == OfferState.OPEN)))
    firm = session.scalars(select(Employer)).first()
    firms = [_copy(firm, ref=f"B{n}", plz=chance.choice(codes)) for n in range(FIRMS)]
    session.execute(insert(Employer), firms)
    keys = list(session.scalars(select(Employer.id).where(Employer.ref.startswith("B"))))
    offers, skills = [], []
    first = (session.scalar(select(func.max(Offer.id))) or 0) + 1
    for number in range(OFFERS):
        model, key = chance.choice(known), first + number
        of = {"employer_id": chance.choice(keys), "plz": chance.choice(codes)}
        offers.append({**_copy(model, ref=f"B{number}-1", **of), "id": key})
        skills += [{"offer_id": key, "skill": row.skill} for row in model.skills]
    session.execute(insert(Offer), offers)
    session.execute(insert(OfferSkill), skills)


def _copy(model: Any, **other: Any) -> Row:
    columns = {each.key: getattr(model, each.key) for each in inspect(type(model)).column_attrs}
    return {name: value for name, value in columns.items() if name != "id"} | other


def _fill_pushes(first: int, now: datetime, session: Session) -> None:
    """Let some people have been sent offers in the last weeks, and some have answered."""
    rows, keys = [], session.scalars(select(Person.id).order_by(Person.id).offset(first))
    offers = list(session.scalars(select(Offer.id)))
    for person in list(keys.fetchmany(SLICE)):
        chance = Random(person)
        for offer in chance.sample(offers, chance.randint(0, 3)):
            at = now - timedelta(days=chance.uniform(8, 60))
            said = at if chance.random() < 0.5 else None
            rows.append(
                {"person_id": person, "offer_id": offer, "state": ProposalState.SHOWN}
                | {"pushed": True, "shown_at": at, "answered_at": said}
            )
    session.execute(insert(Proposal), rows)


def _some(session: Session) -> Sequence[int]:
    keys = list(session.scalars(select(Offer.id).where(Offer.state == OfferState.OPEN)))
    return Random(2).sample(keys, ASKED)


def _wave(offer: int, session: Session) -> None:
    candidates(work_at(session, Clock().now()), session.get_one(Offer, offer), AT_ONCE)


def _alone(database: Database, number: int) -> Alone:
    found: dict[Asking, object] = {}

    def unit(ask: Asking, session: Session) -> None:
        person = session.scalars(select(Person).order_by(Person.id).offset(number).limit(1)).one()
        found[ask] = ask(work_at(session, Clock().now()), person)

    ours, theirs = (_listed, _opens, _why), (_hand, _hand_steps)
    took = [_took(database, partial(unit, ask)) for ask in (*ours, *theirs)]
    if [found[each] for each in ours[:2]] != [found[each] for each in theirs]:
        raise RuntimeError("what was left out would be shown")
    return Alone(*took)


def _listed(work: Work, person: Person) -> object:
    fits = fitting(work, person.id)
    matches(work, person.id, fits[:PAGE_OF])
    return sorted(fits)


def _opens(work: Work, person: Person) -> object:
    return {step: len(found) for step, found in would_open(work, person.id).items()}


def _why(work: Work, person: Person) -> object:
    return why_lines(work, person)


def _hand(work: Work, person: Person) -> object:
    profile = work.session.get_one(Profile, person.id)
    seeker, today = asking(work, profile), work.today
    return [each.id for each in _every(work) if judge(seeker, each, today).shown]


def _hand_steps(work: Work, person: Person) -> object:
    seeker = asking(work, work.session.get_one(Profile, person.id))
    found = opened_by_step(seeker, _every(work), work.today)
    return {step: len(some) for step, some in found.items()}


def _every(work: Work) -> Iterator[Opening]:
    offers = select(Offer).options(selectinload(Offer.skills)).order_by(Offer.id)
    return (opening_of(work, offer) for offer in work.session.scalars(offers).all())


def _took(database: Database, unit: Callable[[Session], object]) -> float:
    began = time.perf_counter()
    database.read(unit).result()
    return 1000 * (time.perf_counter() - began)


def _memory() -> float:
    """Return the megabytes this process holds."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * PAGE / 1_000_000


def rows(found: Many) -> Iterator[Sequence[str]]:
    """Return the lines of a table."""
    yield "people, offers, sent", f"{found.people}, {found.offers}, {found.pushes}", "", ""
    yield "step of a wave, median of fifty (ms)", f"{found.wave:.1f}", "", ""
    yield "  the longest of them", f"{found.slowest:.1f}", "", ""
    yield "  the first, which reads everybody", f"{found.first:.0f}", "", ""
    hand = [each.hand for each in found.alone]
    steps = [each.hand_steps for each in found.alone]
    yield "what fits one person (ms)", *_beside([each.listed for each in found.alone], hand)
    yield "what one change would open", *_beside([each.opens for each in found.alone], steps)
    yield "why somebody got nothing", *_beside([each.why for each in found.alone], hand)
    yield "who fits none of them (ms)", f"{found.unmatched:.0f}", "", ""
    yield "the crowd in memory (MB)", f"{found.megabytes:.0f}", "", ""


def _beside(ours: Sequence[float], hand: Sequence[float]) -> tuple[str, str, str]:
    return cell(ours), cell(hand), ratios(ours, hand)
