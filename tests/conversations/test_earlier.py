"""Who waits for an earlier time is asked, has it held for them, and moves up with one tap."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from conversations.kit.events import Tapped
from locales.languages import LANGUAGES
from storage.appointments import cancel
from storage.closings import close, open_again
from storage.hours import save
from storage.models import Appointment, Closing, Consulting, Earlier, Request
from storage.queues.kinds import Kind
from tests.conversations.booking_scene import THURSDAY, books, mine, sees, taken, waiting
from tests.people import Phone, Town
from tests.scheduler.desk import address, moved, newcomer, news, person_of, walked

FIRST, SECOND, LATER = ".202611121400", ".202611121430", ".202611191400"
LONGER = {"ends": time(16)}
ASKED = "⏫ An earlier time is free:"


@pytest.fixture
def alb(here: Town) -> Town:
    """A town whose centre in Münsingen sees people on Thursdays at 14:00 and 14:30."""
    address(here)
    sees(here, ends=time(15))
    return here


def waits(phone: Phone, when: str) -> Phone:
    """Book a late time and wait for an earlier one."""
    return books(phone, when).taps(".earlier")


def gives_back(phone: Phone) -> None:
    """Cancel the newest appointment one has."""
    phone.says("/appointments").taps(".cancel").taps(".yes").reads()


@pytest.fixture
def amal(alb: Town) -> Phone:
    """Amal has the first time."""
    return books(newcomer(alb, "amal", first_name="Amal"), FIRST)


@pytest.mark.both_databases
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_waits_moves_up_with_one_tap_in_every_language(
    alb: Town, amal: Phone, language: str
) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", language, first_name="Reza"), LATER)
    gives_back(amal)
    alb.tick()
    reza.reads()
    assert "12.11.2026" in reza.sees
    assert "14:00" in reza.sees
    assert "19.11.2026" in reza.sees
    assert len(reza.buttons) == 3
    assert taken(alb) == 18  # held for Reza, besides the two that are booked
    reza.taps(".yes").reads()
    assert mine(reza) == [("alb", THURSDAY, time(14))]
    assert taken(alb) == 12
    assert "Donnerstag, 12.11.2026, 14:00 Uhr" in reza.sees
    assert alb.do(lambda s: s.query(Earlier).count()) == 0


@pytest.mark.both_databases
def test_a_kill_before_anybody_was_asked_leaves_a_row_that_is_due(alb: Town, amal: Phone) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    gives_back(amal)
    # here the process may die: what was committed is that the time is free, and this row
    assert taken(alb) == 12
    assert waiting(alb, Kind.SLOT_FREE) == 1
    assert news(reza) == []
    alb.tick()
    assert news(reza) == [ASKED]
    assert waiting(alb, Kind.SLOT_FREE) == 0


@pytest.mark.both_databases
def test_what_is_held_nobody_else_can_book(alb: Town, amal: Phone) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    gives_back(amal)
    alb.tick()
    lina = newcomer(alb, "lina", first_name="Lina").says("/book").taps(".cv")
    assert not any("12.11." in label for label in lina.buttons)
    reza.reads().taps("No, thank you")
    assert reza.sees.startswith("⏳ You wait for an earlier time here:")
    lina.says("/book").taps(".cv").taps(FIRST)
    assert mine(lina) == [("alb", THURSDAY, time(14))]


def test_who_does_not_answer_loses_nothing_and_the_next_is_asked(alb: Town, amal: Phone) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    sara = waits(newcomer(alb, "sara", first_name="Sara"), ".202611191430")
    gives_back(amal)
    heard = walked(alb, datetime(2026, 11, 10, 14, 0, tzinfo=UTC), reza, sara)
    assert heard == [f"10.11. 10:00 {ASKED}", f"10.11. 13:00 {ASKED}"]
    old = next(b for b in reza.bubbles if b.text.startswith(ASKED))
    reza.taps(".yes", old)
    assert reza.toast == "This time is no longer free."
    assert mine(reza) == [("alb", date(2026, 11, 19), time(14))]
    sara.taps("Yes, I take it")
    assert mine(sara) == [("alb", THURSDAY, time(14))]


def test_nobody_is_asked_at_night(alb: Town, amal: Phone) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    alb.walk(datetime(2026, 11, 10, 21, 0, tzinfo=UTC))
    reza.reads()
    gives_back(amal)
    heard = walked(alb, datetime(2026, 11, 11, 9, 0, tzinfo=UTC), reza)
    assert heard == [f"11.11. 09:00 {ASKED}"]


@pytest.mark.parametrize("by", ["move", "staff", "erased", "hours", "opened"])
def test_every_way_a_time_becomes_free_is_heard_of(alb: Town, amal: Phone, by: str) -> None:
    omar = books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    if by == "move":
        omar.taps("Another time").taps(".202611191430")
    elif by == "staff":
        alb.do(lambda s: cancel(alb.work(s), s.get_one(Appointment, 1)))
    elif by == "erased":
        omar.says("/delete").taps(".yes")
    elif by == "hours":
        alb.do(lambda s: save(alb.work(s), s.query(Consulting).one(), LONGER, None, drops=False))
    else:
        closed = Closing(centre="alb", on_date=date(2026, 11, 13))
        sees(alb, weekday=4)
        alb.do(lambda s: open_again(alb.work(s), close(alb.work(s), closed, None), None))
    alb.tick()
    assert ASKED in news(reza)


def test_what_nobody_told_us_of_is_seen_in_the_morning(alb: Town, amal: Phone) -> None:
    books(newcomer(alb, "omar", first_name="O"), SECOND)
    reza = waits(newcomer(alb, "reza", first_name="Reza"), LATER)
    sees(alb, weekday=2, ends=time(15))
    heard = walked(alb, datetime(2026, 11, 11, 9, 0, tzinfo=UTC), reza)
    assert heard == [f"11.11. 09:00 {ASKED}"]


def test_one_waits_once_and_can_stop(alb: Town, amal: Phone) -> None:
    reza = waits(newcomer(alb, "reza", first_name="Reza"), SECOND)
    reza.taps(".earlier").taps(".earlier")
    assert alb.do(lambda s: s.query(Earlier).count()) == 1
    reza.taps("Do not wait").reads()
    assert reza.sees == "You do not wait any more."
    gives_back(amal)
    alb.tick()
    assert news(reza) == []


@pytest.mark.both_databases
def test_a_double_tap_moves_once(alb: Town, amal: Phone) -> None:
    reza = waits(newcomer(alb, "reza", first_name="Reza"), SECOND)
    gives_back(amal)
    alb.tick()
    bubble = reza.reads().bubbles[-1]
    tap = Tapped(bubble.data(".yes"), bubble.row)
    reza.does(tap).does(tap)
    assert mine(reza) == [("alb", THURSDAY, time(14))]
    assert taken(alb) == 6


def test_who_has_an_even_earlier_time_by_then_keeps_it(alb: Town, amal: Phone) -> None:
    reza = waits(newcomer(alb, "reza", first_name="Reza"), SECOND)
    gives_back(amal)
    alb.tick()
    bubble = reza.reads().bubbles[-1]
    moved(alb, alb.do(lambda s: s.query(Earlier).one().appointment_id) or 0, THURSDAY, time(9))
    reza.taps(".yes", bubble)
    assert reza.toast == "This time is no longer free."
    assert mine(reza) == [("alb", THURSDAY, time(9))]


def test_who_found_no_time_at_all_is_asked_when_there_is_one(here: Town) -> None:
    reza = newcomer(here, "reza", first_name="Reza").says("/book").taps(".cv").taps("Ask me")
    sees(here, ends=time(15))
    here.walk(datetime(2026, 11, 11, 9, 0, tzinfo=UTC))
    assert news(reza) == ["⏫ There is a free time for you:"]
    reza.taps(".yes")
    assert mine(reza) == [("alb", THURSDAY, time(14))]


def test_who_waits_too_long_for_a_first_time_is_called_by_a_person(here: Town) -> None:
    reza = newcomer(here, "reza", first_name="Reza").says("/book").taps(".cv").taps("Ask me")
    here.walk(here.now + timedelta(days=16))
    who = person_of(reza)
    assert here.do(lambda s: s.query(Request).filter_by(person_id=who).one().topic) == "appointment"
    assert here.do(lambda s: s.query(Earlier).count()) == 0
    assert waiting(here, Kind.LOOK_DAILY) == 0
