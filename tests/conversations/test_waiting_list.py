"""The list of who waits at a centre: one after the other, wherever they move, however many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, event

from storage import earlier
from storage.appointments import move
from storage.models import Appointment, Earlier
from tests.conversations.booking_scene import THURSDAY, books, mine, sees
from tests.people import Phone, Town
from tests.scheduler.desk import address, booked, newcomer, news, person_of

ASKED = "⏫ There is a free time for you:"
MORNING = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def alb(here: Town) -> Town:
    address(here)
    return here


def waits(town: Town, name: str) -> Phone:
    """Find no time at all, and wait for one."""
    return newcomer(town, name, first_name=name).says("/book").taps(".cv").taps("Ask me").reads()


@pytest.mark.both_databases
def test_two_who_have_nothing_are_asked_about_one_time_one_after_the_other(alb: Town) -> None:
    reza, sara = waits(alb, "Reza"), waits(alb, "Sara")
    sees(alb, ends=time(14, 30), kinds=["cv"], until=THURSDAY)
    alb.walk(MORNING)
    assert (news(reza), news(sara)) == ([ASKED], [])
    reza.reads().taps("No, thank you")
    alb.walk(MORNING + HALF_AN_HOUR)
    assert news(sara) == [ASKED]
    sara.taps(".yes")
    assert mine(sara) == [("alb", THURSDAY, time(14))]


@pytest.mark.both_databases
def test_who_moves_to_another_centre_waits_there(alb: Town) -> None:
    sees(alb)
    amal = books(newcomer(alb, "amal", first_name="Amal"), ".202611121400").taps(".earlier")
    key = alb.do(lambda s: s.query(Appointment).one().id)
    alb.do(
        lambda s: move(
            alb.work(s), s.get_one(Appointment, key), THURSDAY, time(15), centre="reutlingen"
        )
    )
    for _ in range(2):
        _queue(alb, person_of(amal), key, "reutlingen")
    assert alb.do(lambda s: [row.centre for row in s.query(Earlier)]) == ["reutlingen"]


def test_very_many_who_wait_cost_what_few_cost(alb: Town) -> None:
    counts = []
    for many in (2, 10):
        for number in range(many):
            phone = newcomer(alb, f"{many}-{number}")
            key = booked(alb, phone, THURSDAY, time(9))
            _queue(alb, person_of(phone), key)
        with statements() as said:
            assert not alb.do(lambda s: earlier.ask_waiting(alb.work(s), "alb"))
        counts.append(len(said))
    assert 0 < counts[0] == counts[1] < 12


def _queue(town: Town, who: int, key: int, centre: str = "alb") -> None:
    town.do(lambda s: earlier.wait(town.work(s), who, centre, "first_talk", key))


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is asked of the database meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)
