"""What turns, matching and cards cost in one process, on both databases side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.demo.cast import seed as seed_demo
from conversations.kit.context import Context, opened
from conversations.kit.events import Command, Event, Typed
from conversations.turn import take_turn
from storage.engine.database import Database, Priority, open_database
from storage.matching import candidates
from storage.models import Chat, Offer, Profile
from storage.models.chats import ChatKind
from storage.people import by_ref
from storage.queues.chats import upsert_chat
from tests.benchmarks.audience import settle_in
from tests.benchmarks.report import Found, Plan, Table, cell
from tests.conftest import SECRET_KEY
from tests.faults.scratch import KINDS, scratch_database, settle
from tests.works import work_at

CLOCK = Clock()
TURNS, CHATS, PEOPLE, OFFERS, CARDS = 200, 8, 1000, 50, 100
WORDS = ("1", "2", "72525", "hello", "menu")
Bench = tuple[str, Callable[[Database], float]]


def context(session: Session, chat_id: int, origin: str) -> Context:
    """Return what a turn may use."""
    return opened(work_at(session, CLOCK.now()), chat_id, origin)


def turns_per_second(database: Database) -> float:
    """Let eight people talk at once, each waiting for their turn."""
    mark = time.perf_counter()
    doors = [database.submit(Priority.RECEIVE, partial(_door, n)).result() for n in range(CHATS)]
    began = time.perf_counter()
    for number in range(TURNS // CHATS):
        said = (
            Command("start", "", CLOCK.now())
            if number == 0
            else Typed(WORDS[number % 5], CLOCK.now())
        )
        turns = [partial(_turn, door, said, f"{mark}:{number}:{door}") for door in doors]
        for done in [database.submit(Priority.TURN, turn) for turn in turns]:
            done.result()
    return TURNS / (time.perf_counter() - began)


def _door(number: int, session: Session) -> int:
    return upsert_chat(session, f"bench:{number}", ChatKind.PRIVATE, CLOCK.now())


def _turn(chat: int, said: Event, origin: str, session: Session) -> None:
    take_turn(context(session, chat, origin), said)


def matching_milliseconds(database: Database) -> float:
    """Find who fits, for fifty offers among a thousand people; milliseconds for one offer."""
    offers = database.read(lambda s: list(s.scalars(select(Offer.id)))).result()
    chosen = [offers[number % len(offers)] for number in range(OFFERS)]
    began = time.perf_counter()
    for offer in chosen:
        database.read(partial(_candidates, offer)).result()
    return 1000 * (time.perf_counter() - began) / OFFERS


def _candidates(offer: int, session: Session) -> int:
    return len(candidates(work_at(session, CLOCK.now()), session.get_one(Offer, offer)))


def card_milliseconds(database: Database) -> float:
    """Show somebody's card in Tigrinya with its German twin; milliseconds for one."""
    mark = time.perf_counter()
    database.submit(Priority.TURN, partial(_cards, mark)).result()
    return 1000 * (time.perf_counter() - mark) / CARDS


def _cards(mark: float, session: Session) -> None:
    person = by_ref(work_at(session), "N9")
    chat = (
        session.scalars(select(Chat.id).where(Chat.person_id == person.id)).one() if person else 0
    )
    for number in range(CARDS):
        profile = Command("profile", "", CLOCK.now())
        take_turn(context(session, chat, f"card:{mark}:{number}"), profile)


def prepare(session: Session) -> None:
    """Load the demo set and a thousand more people with profiles like theirs."""
    seed_demo(work_at(session, CLOCK.now()))
    models = list(session.scalars(select(Profile)))
    settle_in(session, PEOPLE - len(models), CLOCK.now())
    chance = Random(1)
    for profile in session.scalars(select(Profile).where(Profile.wants.is_(None))):
        model = chance.choice(models)
        for name in ("wants", "areas", "slots", "mobility", "licences", "german", "childcare"):
            setattr(profile, name, getattr(model, name))


BENCHES: Sequence[Bench] = (
    ("turns per second, 8 people", turns_per_second),
    (f"who fits one offer, {PEOPLE} people (ms)", matching_milliseconds),
    ("one card in two languages (ms)", card_milliseconds),
)


@dataclass(frozen=True)
class Figure:
    """What one bench found in one round."""

    bench: str
    kind: str
    value: float


async def measure(plan: Plan) -> Found:
    """Measure both databases, one after the other."""
    figures = [figure for kind in KINDS for figure in measured(kind, plan.rounds)]
    return Found([table(figures)], figures)


def measured(kind: str, rounds: int) -> list[Figure]:
    """Run every bench several times on one kind of database."""
    with scratch_database(kind) as url:
        settle(url)
        with closing(open_database(url, SECRET_KEY)) as database:
            database.submit(Priority.BULK, prepare).result()
            return [
                Figure(name, kind, bench(database))
                for name, bench in BENCHES
                for _ in range(rounds)
            ]


def table(figures: Sequence[Figure]) -> Table:
    """Return the databases side by side, with the ratio of the medians."""
    rows = []
    for name, _ in BENCHES:
        its = [[f.value for f in figures if (f.bench, f.kind) == (name, kind)] for kind in KINDS]
        rows.append((name, *map(cell, its), f"{median(its[1]) / median(its[0]):.2f}"))
    return Table(("in one process", *KINDS, "ratio"), rows)
