"""One message a day to a firm with all that is open; silence is called about, cards are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Due, Offer
from storage.models.introductions import Reach
from storage.models.offers import Employer, EmployerStatus
from storage.offers_asked import ask_now
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    PERSON,
    agreed,
    asked,
    both_agree,
    calls,
    contact,
    employer_of,
    is_interested,
    looking,
    moves,
    speaks,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, offered, put_out, walked

pytestmark = pytest.mark.both_databases
TUESDAY, MONDAY = date(2026, 11, 10), date(2026, 11, 16)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def three(at: Town) -> tuple[Phone, int, int]:
    """Let a firm be asked about two people and whether its offer is still open."""
    firm, offer = looking(at)
    first = is_interested(at, offer, "amal")
    at.now += MINUTE
    second = is_interested(at, offer, "reza")
    at.do(lambda s: ask_now(at.work(s), s.get_one(Offer, offer)))
    at.walk(at.now + timedelta(hours=2))
    return firm.reads(), first, second


def test_three_questions_are_one_silent_message_and_each_tap_shows_the_next(alb: Town) -> None:
    firm, first, second = three(alb)
    count = len(firm.bubbles)
    assert put_out(alb, Kind.FIRM_QUESTIONS) == 1
    assert firm.sees.startswith(f"3 questions for you\n👤 Person {way(alb, first).code}")
    firm.taps("Please send")
    lines = firm.sees.split("\n")
    assert lines[0] == f"👤 Person {way(alb, first).code}"
    assert lines[1].startswith("We ask this person now.")
    assert lines[2:4] == ["2 questions for you", f"👤 Person {way(alb, second).code}"]
    firm.taps("❌ No").taps("Hours and times")
    assert firm.sees.split("\n")[:3] == [
        f"👤 Person {way(alb, second).code}",
        "You said: no. In a minute we tell the person, kindly and without a reason.",
        "1 question for you",
    ]
    assert firm.buttons == [
        "↩️ Take it back",
        "✅ Yes, still open",
        "⏸️ Later",
        "❌ No, filled",
    ]
    firm.taps("still open").taps("2 places")
    assert "Thank you. Places: 2" in firm.sees
    assert len(firm.bubbles) == count
    assert "You hear from us by Monday, 16.11.2026." in lines[1]
    assert walked(alb, local(MONDAY, 20), firm) == ["16.11. 09:01 📬 New for you:"]
    assert firm.sees.split("\n")[1] == f"👤 Person {way(alb, first).code}"
    assert "You hear from us by" in firm.sees


def test_who_sends_for_the_questions_gets_one_after_the_other_as_well(alb: Town) -> None:
    firm, first, second = three(alb)
    firm.says("/questions")
    assert firm.sees.startswith(f"3 questions for you\n👤 Person {way(alb, first).code}")
    firm.taps("❌ No").taps("Hours and times")
    assert f"2 questions for you\n👤 Person {way(alb, second).code}" in firm.sees
    firm.taps("Please send")
    assert "1 question for you" in firm.sees
    assert "Thank you. Places: 2" in firm.taps("still open").taps("2 places").sees


def test_a_no_that_took_effect_leaves_the_next_question_where_it_stands(alb: Town) -> None:
    firm, _first, second = three(alb)
    firm.taps("❌ No").taps("Hours and times")
    alb.now += MINUTE
    alb.tick()
    assert firm.reads().sees.startswith(f"2 questions for you\n👤 Person {way(alb, second).code}")
    assert firm.taps("Please send").toast == "Thank you."
    assert stage(alb, second) is Stage.WANTED


def test_nothing_open_is_no_message(alb: Town) -> None:
    firm, _offer = looking(alb, kind="job")
    assert walked(alb, alb.now + 10 * DAY, firm) == []
    assert firm.says("/questions").sees == "Thank you. No question is open now."


def test_the_same_question_comes_on_two_days_then_the_centre_calls_and_it_ends(alb: Town) -> None:
    firm, offer = looking(alb)
    key = is_interested(alb, offer, "amal")
    heard = walked(alb, local(date(2026, 11, 18), 20), firm)
    assert heard == ["10.11. 10:00 1 question for you", "11.11. 09:00 1 question for you"]
    assert calls(alb) == []
    alb.walk(local(date(2026, 11, 19), 10))
    assert calls(alb) == [("card", key)]
    firm.says("/questions")
    alb.walk(local(date(2026, 11, 25), 10))
    assert stage(alb, key) is Stage.EXPIRED
    over = f"⌛ Person {way(alb, key).code}: the time is over. We had no answer from you."
    cards = [bubble for bubble in firm.reads().bubbles if way(alb, key).code in bubble.text]
    assert cards
    assert all(over in bubble.text.split("\n")[:2] for bubble in cards)
    assert not any(".send" in data for bubble in cards for data in bubble.every_data)
    firm.says(f"1 J{key}")
    assert "Please send" not in firm.sees


def test_a_firm_that_names_no_day_is_called_after_three_working_days(alb: Town) -> None:
    _firm, _offer, key = asked(alb)
    both_agree(alb, key)
    alb.walk(local(MONDAY, 8))
    assert calls(alb) == []
    alb.walk(local(MONDAY, 10))
    assert calls(alb) == [("day", key)]


def test_on_a_weekend_and_a_holiday_no_firm_is_asked(alb: Town) -> None:
    firm, offer = looking(alb)
    alb.walk(local(date(2026, 11, 13), 12))
    is_interested(alb, offer, "amal")
    assert walked(alb, local(MONDAY, 12), firm) == ["16.11. 09:00 1 question for you"]
    alb.walk(local(date(2026, 12, 23), 12))
    is_interested(alb, offered(alb, kind="look_day"), "reza")
    firm.reads()
    late = walked(alb, local(date(2026, 12, 28), 12), firm)
    assert not any(line[:6] in ("24.12.", "25.12.", "26.12.", "27.12.") for line in late)


def test_each_contact_is_asked_at_the_hour_they_chose_and_nobody_who_is_away(alb: Town) -> None:
    address(alb)
    offer = offered(alb, kind="look_day")
    early, late, away, gone = (speaks(alb, name, offer) for name in ("a", "b", "c", "d"))
    contact(alb, offer, early, hour=11)
    contact(alb, offer, late, hour=14)
    contact(alb, offer, away, away_until=date(2026, 11, 20))
    contact(alb, offer, gone, left_at=alb.now)
    is_interested(alb, offer, "amal")
    heard = walked(alb, alb.now + DAY, early, late, away, gone)
    assert heard == ["10.11. 11:00 1 question for you", "10.11. 14:00 1 question for you"]


def test_what_one_of_them_answered_is_not_asked_of_the_other(alb: Town) -> None:
    address(alb)
    offer = offered(alb, kind="look_day")
    early, late = (speaks(alb, name, offer) for name in ("a", "b"))
    contact(alb, offer, early, hour=11)
    contact(alb, offer, late, hour=14)
    is_interested(alb, offer, "amal")
    alb.walk(local(TUESDAY, 11))
    early.reads().taps("Please send")
    assert walked(alb, alb.now + DAY, late) == []


def test_where_all_are_away_they_are_asked_when_they_are_back(alb: Town) -> None:
    firm, offer = looking(alb)
    contact(alb, offer, firm, away_until=date(2026, 11, 24))
    heard = walked(alb, local(date(2026, 11, 26), 12), firm)
    assert heard == ["25.11. 09:00 1 question for you"]
    assert "Still open?" in firm.sees


@pytest.mark.parametrize("reach", [Reach.PHONE, Reach.LETTER])
def test_who_wants_a_call_is_called_at_once_and_written_nothing(alb: Town, reach: Reach) -> None:
    firm, offer = looking(alb)
    contact(alb, offer, firm, reach=reach)
    key = is_interested(alb, offer, "amal")
    assert calls(alb) == [("card", key)]
    assert walked(alb, alb.now + 3 * DAY, firm) == []


def test_a_silent_firm_rests_and_is_called(alb: Town) -> None:
    staff(alb, "petra", "alb")
    firm, offer = looking(alb, kind="job")
    heard = walked(alb, alb.now + timedelta(days=44), firm)
    assert [line[:12] for line in heard] == ["24.11. 09:00", "08.12. 09:00"]
    assert calls(alb) == [("prompt", offer)]


def test_a_stopped_firm_is_asked_nothing(alb: Town) -> None:
    firm, offer, _key = asked(alb)
    who = employer_of(alb, offer)

    def stop(session: Session) -> None:
        session.get_one(Employer, who).status = EmployerStatus.STOPPED

    alb.do(stop)
    assert firm.says("/questions").sees == "Thank you. No question is open now."


def test_each_time_a_card_is_put_before_a_firm_is_counted(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    before = way(alb, key).views
    assert (before > 0, way(alb, key).viewed_at) == (True, alb.now)
    alb.now += MINUTE
    firm.says("/questions")
    firm.taps("I have a question")
    assert (way(alb, key).views, way(alb, key).viewed_at) == (before + 1, alb.now)


def test_who_withdraws_is_taken_back_with_the_name_and_the_day(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(alb.now + DAY)
    assert "Amal" in firm.reads().sees
    alb.walk(local(MONDAY - 3 * DAY, 15))
    moves(alb, key, Move.WITHDRAW, PERSON)
    firm.reads()
    code = way(alb, key).code
    shown = [bubble.text for bubble in firm.bubbles if code in bubble.text]
    assert shown
    assert not any("Amal" in bubble.text for bubble in firm.bubbles)
    assert all(f"Person {code} is no longer available." in text for text in shown)
    assert "❌ Nobody comes on Monday, 16.11.2026." in firm.sees


def test_a_day_that_nobody_was_told_of_stays_among_the_questions(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 10))
    firm.reads()
    alb.walk(local(date(2026, 11, 19), 10))
    assert calls(alb) == [("news", key), ("after", key)]


def test_a_firm_day_is_one_row_however_often_something_comes_up(alb: Town) -> None:
    three(alb)
    rows = alb.do(lambda s: s.scalars(select(Due).where(Due.kind == Kind.FIRM_DAY)).all())
    assert len(rows) == 1
