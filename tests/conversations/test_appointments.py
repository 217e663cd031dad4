"""Appointments as a newcomer lives them: told, answered, moved, cancelled, never mixed up."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from typing import Any

import pytest

from conversations.kit.events import Tapped
from storage.appointments import change
from storage.exchange.loading import load
from storage.models import Appointment, Request
from storage.models.appointments import AppointmentAnswer
from tests.conversations.invited import staff
from tests.people import Town
from tests.scheduler.desk import address, booked, cancelled, moved, newcomer, news

pytestmark = pytest.mark.both_databases
THURSDAY = date(2026, 11, 12)
TAKEN = ["📆 For my calendar", "🪧 To show at the desk"]


@pytest.fixture
def alb(here: Town) -> Town:
    """A town whose centre in Münsingen has an address."""
    address(here)
    return here


def answer_of(at: Town, key: int) -> AppointmentAnswer | None:
    return at.do(lambda session: session.get_one(Appointment, key).answer)


def test_a_new_appointment_says_when_and_where_and_shows_the_map(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    booked(alb, amal, THURSDAY, time(15), interpreter="ar")
    amal.reads()
    english = amal.sees.split("\n\n", maxsplit=1)[0].split("\n")
    assert english == [
        "📅 You have an appointment (Termin): First talk",
        "🕒 Thursday, 12.11.2026, 15:00 (in the afternoon)",
        "🏠 Integrationszentrum Alb",
        "📍 Address: Musterweg 1, 72525 Münsingen",
        "☎️ Phone: +49 7381 000-1",
        "💬 With an interpreter: Arabic",
        "🎒 Please bring: papers about school and work, if you have some",
        "Code: T1",
    ]
    assert amal.buttons == [
        *["✅ I will come", "❌ I cannot come", "🕒 Another time, please"],
        *TAKEN,
    ]
    assert amal.others[-1]["op"] == "venue"
    assert amal.others[-1]["address"] == "Musterweg 1, 72525 Münsingen"


def test_i_come_keeps_the_appointment_readable_and_can_be_changed(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("I will come")
    assert amal.toast == "Thank you. See you there."
    assert amal.sees.startswith("✅ You are coming.")
    assert "15:00" in amal.sees
    assert answer_of(alb, key) == AppointmentAnswer.COMING
    assert amal.buttons == ["❌ I cannot come", "🕒 Another time, please", *TAKEN]
    amal.taps("I cannot come")
    assert answer_of(alb, key) == AppointmentAnswer.CANNOT
    assert len(amal.bubbles) == 1


def test_i_cannot_come_tells_the_centre_once(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal", first_name="Amal")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("I cannot come")
    amal.does(Tapped("1sappointment.1.1.cannot", amal.bubbles[-1].row))
    assert news(petra) == ["❌ Amal cannot come to the appointment."]
    requests = alb.do(lambda session: session.query(Request.topic).all())
    assert [row.topic for row in requests] == ["appointment"]


def test_another_time_is_asked_for(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal", first_name="Amal")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("Another time")
    assert "You asked for another time" in amal.sees
    assert news(petra) == ["🕒 Amal asks for another time."]


def test_a_moved_appointment_names_both_times_and_old_buttons_change_nothing(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    old = amal.reads().bubbles[0]
    data = old.data("I will come")
    moved(alb, key, THURSDAY, time(10, 30))
    amal.reads()
    assert amal.sees.split("\n")[:3] == [
        "❗ CHANGED. Your appointment (Termin) has a new time.",
        "Old: Thursday, 12.11.2026, 15:00 (in the afternoon)",
        "New: Thursday, 12.11.2026, 10:30 (in the morning)",
    ]
    amal.does(Tapped(data, old.row))
    assert amal.toast == "This changed in the meantime. Please look again."
    assert answer_of(alb, key) is None
    assert "10:30" in old.text
    assert "15:00" not in old.text


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (
            {"centre": "ermstal"},
            ["Old: Integrationszentrum Alb", "New: Integrationszentrum Ermstal"],
        ),
        ({"minutes": 90}, ["Old: 45 minutes", "New: 90 minutes"]),
        (
            {"interpreter": "ti"},
            ["Old: Nobody interprets.", "New: 💬 With an interpreter: Tigrinya"],
        ),
        ({"kind": "cv"}, ["Old: First talk", "New: Write your CV (Lebenslauf)"]),
    ],
)
def test_a_change_names_old_and_new_of_what_changed_and_only_that(
    alb: Town, facts: dict[str, Any], lines: list[str]
) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.do(lambda s: change(alb.work(s), s.get_one(Appointment, key), **facts))
    amal.reads()
    said = amal.sees.split("\n")
    assert said[:2] == [
        "❗ CHANGED. Something about your appointment (Termin) is new.",
        "🕒 Thursday, 12.11.2026, 15:00 (in the afternoon)",
    ]
    named = [line for line in said if line.startswith(("Old:", "New:"))]
    assert named == lines
    amal.taps("I will come")
    alb.do(lambda s: change(alb.work(s), s.get_one(Appointment, key), **facts))
    assert news(amal) == []


def test_an_answer_stays_where_only_the_interpreter_is_another(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads().taps("I will come")
    alb.do(lambda s: change(alb.work(s), s.get_one(Appointment, key), interpreter="ti"))
    assert answer_of(alb, key) is AppointmentAnswer.COMING
    moved(alb, key, THURSDAY, time(16))
    assert answer_of(alb, key) is None


def test_another_street_of_the_centre_is_told_to_who_has_an_appointment(alb: Town) -> None:
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    told = json.dumps({"centres": [{"key": "alb", "address": "Neue Gasse 2, 72525 Münsingen"}]})
    alb.do(lambda session: load(alb.work(session), told))
    assert news(amal)[0].startswith("❗ CHANGED. Something")
    assert any("Old: Musterweg 1, 72525 Münsingen" in each.text for each in amal.bubbles)
    assert any("New: Neue Gasse 2, 72525 Münsingen" in each.text for each in amal.bubbles)
    assert news(yonas) == []


def test_a_cancelled_one_says_so_and_takes_no_answer(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    first = amal.reads().bubbles[0]
    data = first.data("I will come")
    cancelled(alb, key)
    amal.reads()
    assert amal.sees.startswith("❌ CANCELLED.")
    assert amal.buttons == []
    amal.does(Tapped(data, first.row))
    assert first.text.startswith("❌ CANCELLED.")
    assert answer_of(alb, key) is None


def test_moved_twice_before_anybody_read_only_the_last_is_told(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    moved(alb, key, THURSDAY, time(16))
    moved(alb, key, THURSDAY, time(11))
    assert news(amal) == ["📅 You have an appointment (Termin): First talk"]
    assert "11:00" in amal.sees


def test_somebody_elses_button_does_nothing(alb: Town) -> None:
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas")
    key = booked(alb, amal, THURSDAY, time(15))
    yonas.does(Tapped(f"1sappointment.{key}.1.come", None))
    assert yonas.toast == "This is closed. Here is the menu: /menu"
    assert answer_of(alb, key) is None
    assert yonas.bubbles == []


@pytest.mark.parametrize("action", ["hack", "come-1", "x"])
def test_an_invented_action_does_nothing(alb: Town, action: str) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.does(Tapped(f"1sappointment.{key}.1.{action}", None))
    assert amal.toast == "This is closed. Here is the menu: /menu"
    assert answer_of(alb, key) is None


def test_the_typed_twin_answers_by_code_in_the_order_of_the_buttons(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads().says(f"١ T{key}")
    assert answer_of(alb, key) == AppointmentAnswer.COMING
    assert amal.sees.startswith("✅ You are coming.")
    amal.says(f"t{key} 1")
    assert answer_of(alb, key) == AppointmentAnswer.CANNOT


def test_after_the_beginning_it_is_too_late_to_answer(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    alb.now += timedelta(days=2, hours=6, minutes=1)
    amal.taps("I cannot come")
    assert amal.toast == "This appointment has begun or is over. Please call the centre."
    assert answer_of(alb, key) is None


def test_appointments_lists_them_the_next_first(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    booked(alb, amal, date(2026, 11, 20), time(9))
    booked(alb, amal, date(2026, 11, 11), time(9))
    amal.reads().says("/appointments")
    last_two = [bubble.text for bubble in amal.bubbles[-2:]]
    assert "🕒 Tomorrow: Wednesday, 11.11.2026, 09:00 (in the morning)" in last_two[0]
    assert "Friday, 20.11.2026" in last_two[1]


def test_without_an_appointment_one_can_ask_for_one(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/appointments")
    assert amal.sees == "You have no appointment (Termin) now.\nWould you like one? /person"


def test_under_arabic_stands_the_german_for_the_desk(alb: Town) -> None:
    amal = newcomer(alb, "amal", language="ar")
    booked(alb, amal, THURSDAY, time(15))
    amal.reads()
    assert "Donnerstag, 12.11.2026, 15:00" in amal.sees
    assert "الخميس" in amal.sees
