"""Who fits one offer, among ten and a hundred thousand people, beside NumPy on bit masks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from storage.engine.database import Database
from storage.matching import candidates
from storage.models import Offer
from storage.models.offers import OfferState
from storage.openings import opening_of
from storage.places import gazetteer
from storage.rules.facts import liked_areas, linking_skills
from storage.rules.fit import Refusal, weigh
from storage.rules.fit_codes import FAR, LEVELS, WANT_OF_KIND
from storage.rules.way import Mode
from tests.benchmarks import many_offers
from tests.benchmarks.contenders import PEERS, ROOT
from tests.benchmarks.crowded import crowded, opened
from tests.benchmarks.report import Found, Plan, Table, cell, ratios
from tests.works import work_at

SIZES = (10_000, 100_000)
OFFERS, AT_ONCE, TRIES = 5, 5, 7


@dataclass(frozen=True)
class Query:
    """An offer in codes for the scan: what must be there, and the postcodes that are too far."""

    want: str
    skills: list[str]
    areas: list[str]
    german: list[str]
    far: list[str]
    far_without_car: list[str]


@dataclass(frozen=True)
class Round:
    """Milliseconds for one offer: ours, NumPy's scan; `read` and `load` are what each needs before.

    Ours confirms whom it names in the database, in whose reader it runs.
    """

    people: int
    ours: float
    read: float
    scan: float | None
    load: float | None


async def measure(plan: Plan) -> Found:
    """Ask both about the same offers, in rounds, each with nothing in memory at first."""
    rounds = []
    for people in SIZES:
        place = await crowded(plan.folder, people, Clock().now())
        with opened(place) as database:
            offers = database.read(_offers).result()
            queries = database.read(partial(_queries, offers)).result()
            everybody = database.read(partial(_everybody, offers)).result()
        for _ in range(plan.rounds):
            read, ours = _ours(place, offers)
            scan = await _numpy(place, queries)
            _check(everybody, scan.get("hits", everybody))
            rounds.append(Round(people, ours, read, scan.get("scan"), scan.get("load")))
    many = many_offers.measure(place, people)
    table = Table(("who fits one offer", "ours", "NumPy", "ratio"), [*_rows(rounds)])
    return Found(
        [
            table,
            Table(("with many offers", "ours", "one by one", "ratio"), [*many_offers.rows(many)]),
        ],
        [*rounds, many],
    )


def _ours(place: Path, offers: Sequence[int]) -> tuple[float, float]:
    """Return what the first question takes, which reads everybody, and one after that."""
    with opened(place) as database:
        first = _milliseconds(database, offers[0])
        asked = median(_milliseconds(database, each) for each in [*offers] * TRIES)
        return first - asked, asked


def _rows(rounds: Sequence[Round]) -> Iterator[Sequence[str]]:
    for people in SIZES:
        its = [each for each in rounds if each.people == people]
        both = [(r.ours, r.read, r.scan, r.load) for r in its if r.scan and r.load]
        at_hand = [(ours, scan) for ours, _, scan, _ in both]
        whole = [(ours + read, scan + load) for ours, read, scan, load in both]
        yield f"{people} people, in memory (ms)", *_beside([each.ours for each in its], at_hand)
        yield (
            "  read from the database first",
            *_beside([each.ours + each.read for each in its], whole),
        )
    small, large = ([r.ours for r in rounds if r.people == people] for people in SIZES)
    yield "times as long for 10 x the people", f"{median(large) / median(small):.1f}", "", ""


def _beside(ours: Sequence[float], both: Sequence[tuple[float, float]]) -> tuple[str, str, str]:
    if not both:
        return cell(ours), "", ""
    theirs = [its for _, its in both]
    return cell(ours), cell(theirs, 2), ratios([mine for mine, _ in both], theirs)


def _offers(session: Session) -> list[int]:
    chosen = select(Offer.id).where(Offer.state == OfferState.OPEN).order_by(Offer.id)
    return list(session.scalars(chosen.limit(OFFERS)))


def _milliseconds(database: Database, offer: int) -> float:
    began = time.perf_counter()
    database.read(partial(_candidates, offer)).result()
    return 1000 * (time.perf_counter() - began)


def _candidates(offer: int, session: Session) -> None:
    """Look for a few, as a wave does."""
    candidates(work_at(session, Clock().now()), session.get_one(Offer, offer), AT_ONCE)


def _everybody(offers: Sequence[int], session: Session) -> list[list[int]]:
    """Return everybody each offer fits; nobody reads it quickly, but the scan must find them."""
    work, chosen = work_at(session, Clock().now()), [session.get_one(Offer, o) for o in offers]
    found = [candidates(work, each) for each in chosen]
    return [[person.id for person, _ in each] for each in found]


def _check(ours: Sequence[Sequence[int]], scanned: Sequence[Sequence[int]]) -> None:
    """Raise RuntimeError unless the scan, which only filters, found all whom the rules chose."""
    if not all(set(mine) <= set(its) for mine, its in zip(ours, scanned, strict=True)):
        raise RuntimeError("NumPy was asked something else")


def _queries(offers: Sequence[int], session: Session) -> list[Query]:
    return [_query(session, session.get_one(Offer, offer)) for offer in offers]


def _query(session: Session, offer: Offer) -> Query:
    opening, places = opening_of(work_at(session), offer), gazetteer(work_at(session))
    homes = [(plz, spot) for plz in places.by_plz if (spot := places.spot(plz)) is not None]

    def is_refused(why: Collection[Refusal], **known: Any) -> bool:
        return not weigh(opening, **known)[1].isdisjoint(why)

    def far(modes: frozenset[Mode]) -> list[str]:
        return [plz for plz, spot in homes if is_refused(FAR, home=spot, mobility=modes)]

    return Query(
        WANT_OF_KIND[opening.kind],
        sorted(linking_skills(opening)),
        sorted(liked_areas(opening)),
        [level for level in LEVELS if not is_refused({Refusal.GERMAN}, german=level)],
        far(frozenset(Mode)),
        far(frozenset(Mode) - {Mode.CAR}),
    )


async def _numpy(place: Path, queries: Sequence[Query]) -> dict[str, Any]:
    """Let NumPy scan in its own environment; nothing where it is not installed."""
    if not PEERS.exists():
        return {}
    asked = json.dumps([asdict(each) for each in queries])
    process = await asyncio.create_subprocess_exec(
        *(str(PEERS), "-m", "tests.benchmarks.peers.numpy_scan", str(place / "jip.db"), asked),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    found: dict[str, Any] = json.loads(said)
    return found
