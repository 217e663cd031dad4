"""Supply beside demand among 100,000 people and 10,000 offers, beside the rules one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, selectinload

from bot.clock import Clock
from storage import bundles
from storage.engine.database import Database, Priority
from storage.matching import seeker_of
from storage.models import Employer, Offer, OfferSkill, Postcode, Profile
from storage.models.offers import EmployerStatus, OfferState
from storage.rules.fit import judge
from storage.rules.one_step import STEPS, after
from storage.rules.slots import SHORTCUTS
from storage.rules.taxonomy import skills
from tests.benchmarks.crowded import crowded, opened
from tests.benchmarks.report import Found, Plan, Table, cell, ratios
from tests.works import work_at

PEOPLE, OFFERS, FIRMS = (10_000, 100_000), 10_000, 3000
BY_HAND, TRIES = 100, 5
"""How many people are judged one by one: the rest would take as long for each."""
KINDS = ("job", "minijob", "internship", "apprenticeship", "trial_day")


@dataclass(frozen=True)
class Round:
    """Milliseconds: putting the needs together, the supply of one bundle, what all people lack.

    `hand` is what the rules would take for that supply, person by person and step by step.
    """

    people: int
    together: float
    supply: float
    lacking: float
    hand: float


async def measure(plan: Plan) -> Found:
    """Ask in rounds; the crowd is in memory, what was weighed before is not."""
    rounds: list[Round] = []
    for people in PEOPLE:
        place = await crowded(plan.folder, people, Clock().now())
        with opened(_offering(place)) as database:
            rounds += [_round(database, people) for _ in range(plan.rounds)]
    titles = ("bundles of 10,000 offers", "ours", "one by one", "ratio")
    return Found([Table(titles, [*_rows(rounds)])], rounds)


def _round(database: Database, people: int) -> Round:
    database.read(_supply).result()  # from here on the crowd is in memory
    hand = people / BY_HAND * _milliseconds(database, _by_hand)
    together, supply, lacking = (
        _milliseconds(database, each) for each in (_together, _supply, _lacking)
    )
    return Round(people, together, supply, lacking, hand)


def _rows(rounds: Sequence[Round]) -> Iterator[Sequence[str]]:
    for people in PEOPLE:
        its = [each for each in rounds if each.people == people]
        supply, hand = [each.supply for each in its], [each.hand for each in its]
        both = [each.supply - each.together for each in its]
        yield f"{people} people: needs put together (ms)", cell([r.together for r in its]), "", ""
        yield "  and the supply of the largest one", cell(supply), cell(hand), ratios(both, hand)
        yield "  what all of them lack", cell([r.lacking for r in its]), "", ""


def _milliseconds(database: Database, unit: Callable[[Session], None]) -> float:
    found = []
    for _ in range(TRIES):
        began = time.perf_counter()
        database.read(unit).result()
        found.append(1000 * (time.perf_counter() - began))
    return median(found)


def _together(session: Session) -> None:
    bundles.bundles(work_at(session, Clock().now()))


def _supply(session: Session) -> None:
    work = work_at(session, Clock().now())
    bundles.reach(work, bundles.bundles(work)[0])


def _lacking(session: Session) -> None:
    bundles.lacking(work_at(session, Clock().now()), None)


def _by_hand(session: Session) -> None:
    """Judge a few people for the largest bundle, as they are and after each step."""
    work = work_at(session, Clock().now())
    needs = bundles.bundles(work)[0].checked
    openings = bundles.openings(work, [need.id for need in needs])
    few = select(Profile).options(selectinload(Profile.skills)).limit(BY_HAND)
    for profile in session.scalars(few):
        seeker = seeker_of(work, profile)
        for each in (seeker, *(after(seeker, step) for step in STEPS)):
            any(judge(each, opening, work.today).shown for opening in openings)


def _offering(place: Path) -> Path:
    """Return a copy of the town whose firms offer very much."""
    there = place.with_name(f"{place.name}-offering")
    if not there.exists():
        copytree(place, there)
        with opened(there) as database:
            database.submit(Priority.BULK, _offer).result()
    return there


def _offer(session: Session) -> None:
    chance, now = Random(1), Clock().now()
    firm, offer = (session.scalar(select(func.max(each.id))) or 0 for each in (Employer, Offer))
    codes = list(session.scalars(select(Postcode.plz)))
    firms = range(firm + 1, firm + 1 + FIRMS)
    session.execute(insert(Employer), [_firm(key, chance.choice(codes)) for key in firms])
    offers = range(offer + 1, offer + 1 + OFFERS)
    made = partial(_made, chance, firms, codes, now.date())
    session.execute(insert(Offer), [made(key) for key in offers])
    asked = [
        {"offer_id": key, "skill": each}
        for key in offers
        for each in chance.sample([*skills()], chance.choice((1, 1, 2)))
    ]
    session.execute(insert(OfferSkill), asked)


def _firm(key: int, plz: str) -> dict[str, Any]:
    known = {"name": f"Betrieb {key}", "sector": "textile", "status": EmployerStatus.VERIFIED}
    return {"id": key, "ref": f"X{key}", "plz": plz, **known}


def _made(
    chance: Random, firms: Sequence[int], codes: Sequence[str], today: Any, key: int
) -> dict[str, Any]:
    return {
        "id": key,
        "ref": f"X{key}",
        "revision": 1,
        "employer_id": chance.choice(firms),
        "state": OfferState.OPEN,
        "kind": chance.choice(KINDS),
        "title_de": f"Angebot {key}",
        "plz": chance.choice(codes),
        "places": chance.randint(1, 4),
        "start_on": today + timedelta(days=chance.randint(0, 120)),
        "hours_week": chance.choice((10, 20, 30, 38)),
        "slots": sorted(chance.choice([*SHORTCUTS.values()])),
        "german_min": chance.choice(("A0", "A1", "A2", "B1")),
        "german_help": False,
        "licence": chance.choice((None, None, None, "eu", "forklift")),
        "paid": True,
        "experience": chance.choice(("none", "some")),
        "police_certificate": False,
        "note_ok": False,
    }
