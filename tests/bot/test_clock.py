"""A clock that jumps: people and promises follow the time that passed, not the one it says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import CheckedClock, Clock
from bot.talk import our_talk
from scheduler import retention, ticks
from storage.engine.database import Database
from storage.models import Chat, Due, Person
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.people import grant
from storage.places import seed_district
from storage.queues.chats import upsert_chat
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.seen import last_seen, see
from tests.bot.running_desk import YONAS, eventually, running_desk
from tests.storage.desk import do, look
from tests.works import NOW, unit_at, work_at

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Shaken(Clock):
    """A computer's clock that somebody else can set."""

    def __init__(self, off: timedelta = timedelta()) -> None:
        """Be off by so much."""
        self.off = off

    def now(self) -> datetime:
        """Return the wrong time."""
        return super().now() + self.off


class Hand(Shaken):
    """The same, and nothing passes by itself."""

    seconds = 0.0

    def now(self) -> datetime:
        """Return the wrong time."""
        return NOW + timedelta(seconds=self.seconds) + self.off

    def steady(self) -> float:
        """Return the true seconds."""
        return self.seconds


@pytest.mark.parametrize("off", [400 * DAY, 30 * DAY, HOUR, -HOUR, -400 * DAY])
def test_a_jump_is_not_believed_until_the_messenger_says_so_twice(off: timedelta) -> None:
    hand = Hand()
    clock = CheckedClock(hand)
    hand.off, hand.seconds = off, 10
    assert (clock.now(), clock.wrong_by) == (NOW + timedelta(seconds=10), off)
    clock.hear(NOW + timedelta(seconds=10))
    hand.seconds = 20
    clock.hear(NOW + timedelta(seconds=20) + off)
    assert clock.now() == NOW + timedelta(seconds=20)
    hand.seconds = 22
    clock.hear(NOW + timedelta(seconds=22) + off)  # too soon for a second opinion
    assert clock.now() == NOW + timedelta(seconds=22)
    hand.seconds = 30
    clock.hear(NOW + timedelta(seconds=30) + off)
    assert (clock.now(), clock.wrong_by) == (NOW + timedelta(seconds=30) + off, timedelta())


def test_a_messenger_whose_time_stands_still_is_not_believed() -> None:
    hand = Hand()
    clock = CheckedClock(hand)
    for hand.seconds in range(0, 3600, 30):
        clock.hear(NOW - DAY)
    assert clock.now() == NOW + timedelta(seconds=3570)


def test_a_little_is_nothing() -> None:
    hand = Hand()
    clock = CheckedClock(hand)
    for hand.seconds in range(0, 600, 60):
        hand.off += 4 * MINUTE
        assert clock.now() == hand.now()


@pytest.mark.parametrize(
    ("seen", "sure"),
    [(None, True), (MINUTE, True), (DAY, True), (3 * DAY, False), (-HOUR, False)],
)
def test_at_the_start_the_last_time_in_the_database_is_asked(
    seen: timedelta | None, *, sure: bool
) -> None:
    clock = CheckedClock(Hand(), None if seen is None else NOW - seen)
    assert clock.is_sure is sure
    clock.hear(NOW)
    assert clock.is_sure


def populate(session: Session, now: datetime) -> None:
    """Have one person who was here yesterday, and somebody of the staff."""
    work = work_at(session, now)
    seed_district(work)
    for name in ("Hamid", f"{YONAS}"):
        chat = session.get_one(Chat, upsert_chat(session, name, ChatKind.PRIVATE, now))
        chat.language = "en"
        person = Person(created_at=now, active_at=now)
        session.add(person)
        session.flush()
        chat.person_id = person.id
    grant(work, person.id, RoleName.STAFF, "*")


def make_due(session: Session, kind: Kind, at: datetime) -> None:
    """Let something fall due."""
    session.execute(update(Due).where(Due.kind == kind).values(due_at=at))


def people(session: Session) -> int:
    """Count the people."""
    return session.scalar(select(func.count(Person.id))) or 0


def night(session: Session) -> datetime:
    """Return when is forgotten next."""
    return session.scalars(select(Due.due_at).where(Due.kind == Kind.RETENTION)).one()


async def ticked(app: App, times: int = 3) -> None:
    """Tick a few times."""
    for _ in range(times):
        await app.tick()


async def test_a_clock_far_ahead_for_ten_seconds_erases_nobody_and_staff_hear_of_it(
    database_url: str, database: Database
) -> None:
    clock = Shaken()
    async with running_desk(database_url) as desk:
        do(database, populate, clock.now())
        async with desk.bot(our_talk(), clock) as app:
            for off in (400 * DAY, timedelta(), 30 * DAY, timedelta()):
                clock.off = off
                await ticked(app)
                desk.telegram.type_text(YONAS, "/help")
            await app.idle()
            assert look(database, people) == 2
            assert look(database, night) <= clock.now() + DAY + HOUR
            warned = [said for said in desk.said(YONAS) if "clock of our computer" in said]
            assert len(warned) == 1
            seen = look(database, last_seen)
            assert seen is not None
            assert seen <= clock.now()


@pytest.mark.parametrize("off", [400 * DAY, -HOUR])
async def test_who_starts_with_a_wrong_clock_erases_nobody_and_takes_the_messengers(
    database_url: str, database: Database, off: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.clock.APART", 1.0)
    clock = Shaken(off)
    true = Clock()
    do(database, populate, true.now())
    do(database, see, true.now())
    async with running_desk(database_url) as desk, desk.bot(our_talk(), clock) as app:
        assert not app.clock.is_sure
        await ticked(app)
        assert look(database, people) == 2
        await eventually(lambda: abs(app.clock.now() - true.now()) < MINUTE)
        assert app.clock.is_sure
        await ticked(app)
        assert look(database, people) == 2


async def test_after_a_long_rest_the_messenger_is_asked_and_all_goes_on(
    sqlite_url: str, sqlite_database: Database
) -> None:
    true = Clock()
    do(sqlite_database, populate, true.now() - 400 * DAY)
    do(sqlite_database, see, true.now() - 400 * DAY)
    async with running_desk(sqlite_url) as desk, desk.bot(our_talk()) as app:
        await eventually(lambda: app.clock.is_sure)
        do(sqlite_database, make_due, Kind.RETENTION, true.now())
        await ticked(app)
        assert look(sqlite_database, people) == 0


async def test_set_back_an_hour_it_ticks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[float] = []
    clock = Shaken()

    moved = type("Moved", (datetime,), {"now": classmethod(lambda cls, zone=None: clock.now())})

    async def run() -> None:
        calls.append(clock.steady())

    for module in ("schedulers.base", "triggers.date", "triggers.interval"):
        monkeypatch.setattr(f"apscheduler.{module}.datetime", moved)
    ticker = ticks.start(run, 0.05)
    await eventually(lambda: len(calls) > 2)
    clock.off = -HOUR
    calls.clear()
    await eventually(lambda: len(calls) > 2, seconds=2.0)
    ticker.shutdown(wait=False)


def test_a_night_put_off_by_a_wrong_clock_comes_back(database: Database) -> None:
    do(database, unit_at(NOW, retention.ensure))
    do(database, make_due, Kind.RETENTION, NOW + 31 * DAY)
    do(database, unit_at(NOW, retention.ensure))
    tonight = to_utc(NOW.date() + DAY, retention.AT, "Europe/Berlin")
    assert look(database, night) == tonight
