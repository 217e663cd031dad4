"""Reminders while the clock walks: each once, the right ones, whatever changed meanwhile."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.activities import save_activity
from storage.models import Activity, Chat
from storage.models.due import DueState
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.queues.kinds import Kind
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import (
    address,
    booked,
    cancelled,
    held,
    local,
    moved,
    newcomer,
    news,
    put_out,
    said,
    states,
    walked,
)
from tests.works import work_at

pytestmark = pytest.mark.both_databases

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (11, 12, 13))
SUNDAY = date(2026, 11, 15)


@pytest.fixture
def amal(alb: Town) -> Phone:
    """A newcomer in Münsingen."""
    return newcomer(alb, "amal")


def test_the_eve_and_two_hours_before(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    assert walked(alb, local(SUNDAY, 9), amal) == [
        "11.11. 18:00 🕒 Tomorrow: Thursday, 12.11.2026, 15:00 (in the afternoon)",
        "12.11. 13:00 🕒 Today: Thursday, 12.11.2026, 15:00 (in the afternoon)",
    ]


def test_walking_past_everything_at_once_leaves_each_reminder_once(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    booked(alb, amal, THURSDAY, time(8))
    alb.now = local(WEDNESDAY, 19)
    alb.tick()
    alb.tick()
    assert put_out(alb, Kind.APPOINTMENT_REMINDER) == 2
    alb.now = local(THURSDAY, 13)
    alb.tick()
    assert put_out(alb, Kind.APPOINTMENT_REMINDER) == 3


def test_the_map_comes_right_behind_the_reminder(alb: Town, amal: Phone) -> None:
    address(alb)
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    amal.others.clear()
    walked(alb, local(WEDNESDAY, 18), amal)
    assert [body["op"] for body in amal.others] == ["venue"]


def test_moved_later_after_the_eve_was_sent(alb: Town, amal: Phone) -> None:
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    walked(alb, local(WEDNESDAY, 20), amal)
    moved(alb, key, FRIDAY, time(11))
    assert news(amal) == ["❗ CHANGED. Your appointment (Termin) has a new time."]
    assert walked(alb, local(SUNDAY, 9), amal) == [
        "12.11. 18:00 🕒 Tomorrow: Friday, 13.11.2026, 11:00 (around noon)",
        "13.11. 09:00 🕒 Today: Friday, 13.11.2026, 11:00 (around noon)",
    ]


def test_moved_earlier_before_any_reminder(alb: Town, amal: Phone) -> None:
    key = booked(alb, amal, FRIDAY, time(15))
    amal.reads()
    moved(alb, key, WEDNESDAY, time(15))
    news(amal)
    assert walked(alb, local(SUNDAY, 9), amal) == [
        "10.11. 18:00 🕒 Tomorrow: Wednesday, 11.11.2026, 15:00 (in the afternoon)",
        "11.11. 13:00 🕒 Today: Wednesday, 11.11.2026, 15:00 (in the afternoon)",
    ]


def test_moved_while_the_reminder_waits_in_the_outbox(alb: Town, amal: Phone) -> None:
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.now = local(WEDNESDAY, 18)
    alb.tick()
    moved(alb, key, FRIDAY, time(11))
    assert news(amal) == ["❗ CHANGED. Your appointment (Termin) has a new time."]


def test_cancelled_leaves_no_reminder(alb: Town, amal: Phone) -> None:
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    cancelled(alb, key)
    assert news(amal) == ["❌ CANCELLED. This appointment (Termin) does not take place."]
    assert walked(alb, local(SUNDAY, 9), amal) == []


def test_stop_everything_stops_reminders_too(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    amal.reads().says("/stop").taps("Everything")
    assert walked(alb, local(SUNDAY, 9), amal) == []


def test_stopping_news_leaves_reminders(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(8))
    amal.reads().says("/stop").taps("Offers and news")
    assert len(walked(alb, local(SUNDAY, 9), amal)) == 1


def test_stopped_after_the_reminder_was_put(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.now = local(WEDNESDAY, 18)
    alb.tick()
    said(amal, stopped_at=alb.now)
    assert news(amal) == []


def test_who_cannot_come_is_not_reminded(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("I cannot come")
    assert walked(alb, local(SUNDAY, 9), amal) == []


def test_a_button_of_the_reminder_answers_the_same_appointment(alb: Town, amal: Phone) -> None:
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    walked(alb, local(WEDNESDAY, 18), amal)
    amal.does(Tapped(amal.bubbles[-1].data("I will come"), amal.bubbles[-1].row))
    assert amal.sees.startswith("✅ You are coming.")
    assert "🕒 Tomorrow: Thursday" in amal.sees


def test_too_late_is_late_and_staff_should_call(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.now = local(THURSDAY, 14, 45)
    alb.tick()
    assert states(alb, Kind.APPOINTMENT_REMINDER) == [DueState.LATE, DueState.LATE]
    assert news(amal) == []
    [line] = news(petra)
    assert line.startswith("☎️ Please call R-")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2027, 3, 28), ["27.03. 18:00", "28.03. 08:00"]),
        (date(2026, 10, 25), ["24.10. 18:00", "25.10. 08:00"]),
    ],
)
def test_the_clocks_change_in_the_night(here: Town, day: date, hours: list[str]) -> None:
    here.now = local(day - timedelta(days=2), 9)
    yonas = newcomer(here, "yonas")
    booked(here, yonas, day, time(10))
    yonas.reads()
    heard = walked(here, local(day, 12), yonas)
    assert [line[:12] for line in heard] == hours
    assert all("10:00 (in the morning)" in line for line in heard)


def test_two_phones_of_one_person_are_both_reminded(alb: Town, amal: Phone) -> None:
    second = alb.phone("amal at home")
    alb.do(lambda s: _same_person(s, amal.chat, second.chat))
    booked(alb, amal, THURSDAY, time(8))
    news(amal)
    news(second)
    assert len(walked(alb, local(THURSDAY, 7), amal, second)) == 2


def _same_person(session: Session, one: int, other: int) -> None:
    chat = session.get_one(Chat, other)
    chat.person_id, chat.language = session.get_one(Chat, one).person_id, "en"


def test_an_activity_is_remembered_on_the_eve(alb: Town, amal: Phone) -> None:
    held(alb, THURSDAY)
    amal.says("/week").taps("I will come")
    assert walked(alb, local(SUNDAY, 9), amal) == ["11.11. 18:00 ⏰ Tomorrow:"]
    assert "🍲 Cooking together" in amal.sees


def test_a_cancelled_activity_is_told_and_not_remembered(alb: Town, amal: Phone) -> None:
    key = held(alb, THURSDAY)
    amal.says("/week").taps("I will come")
    alb.do(lambda session: _called_off(session, key, alb.now))
    assert walked(alb, local(SUNDAY, 9), amal) == [
        "10.11. 10:00 ❌ This does not take place. We are sorry."
    ]


def _called_off(session: Session, key: int, now: datetime) -> None:
    activity = session.get_one(Activity, key)
    activity.cancelled_at = now
    save_activity(work_at(session, now), activity)


def test_what_nobody_could_send_in_time_is_told_to_staff(alb: Town) -> None:
    petra, amal = staff(alb, "petra", "alb"), newcomer(alb, "amal", first_name="Amal")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.now = local(WEDNESDAY, 18)
    alb.tick()
    alb.now = local(THURSDAY, 13)
    alb.do(lambda session: outbox.claim(session, alb.now, Lane.ANSWER))
    alb.tick()
    [line] = news(petra)
    assert line.startswith("☎️ Please call Amal (R-")


def test_other_news_that_waited_too_long_are_no_reason_to_call(alb: Town, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    key = booked(alb, amal, THURSDAY, time(15))
    cancelled(alb, key)
    alb.now = local(FRIDAY, 13)
    alb.do(lambda session: outbox.claim(session, alb.now, Lane.ANSWER))
    alb.tick()
    assert states(alb, Kind.UNSENT) != []
    assert news(petra) == []  # it was yesterday
