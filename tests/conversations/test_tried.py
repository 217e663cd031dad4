"""What was found by trying the desk: language goes along, lists lead on, what is over is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from storage.models import Appointment, Colleague
from storage.models.appointments import AppointmentAnswer
from tests.conversations.appointing import amal, opens
from tests.conversations.booking_scene import books, sees
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import address, booked, cancelled, newcomer, person_of

HALF_PAST = ".202611121430"
TODAY = date(2026, 11, 10)


@pytest.fixture
def alb(here: Town) -> Town:
    """A town whose centre in Münsingen has an address and sees people on Thursdays."""
    address(here)
    sees(here)
    return here


def interpreting(town: Town, phone: Phone) -> list[tuple[str | None, str | None]]:
    """Return the language to interpret and how far it is, of each appointment of somebody."""
    rows = select(Appointment).where(Appointment.person_id == person_of(phone))
    return town.do(lambda s: [(each.interpreter, each.interpreting) for each in s.scalars(rows)])


def test_who_books_alone_is_interpreted_for(alb: Town) -> None:
    sara = newcomer(alb, "sara", language="ar", first_name="Sara")
    books(sara, HALF_PAST)
    assert interpreting(alb, sara) == [("ar", "wanted")]
    assert "💬 Wir suchen noch jemanden zum Dolmetschen: Arabisch" in "\n".join(
        each.text for each in sara.bubbles
    )


def test_with_german_or_a_colleague_who_reads_it_nobody_interprets(alb: Town) -> None:
    reza = newcomer(alb, "reza", language="fa", first_name="Reza", german="B1")
    books(reza, HALF_PAST)
    assert interpreting(alb, reza) == [(None, None)]
    petra = staff(alb, "petra", "alb")
    who = person_of(petra)
    alb.do(lambda s: setattr(s.get_one(Colleague, who), "languages", ["ar"]))
    sara = newcomer(alb, "sara", language="ar", first_name="Sara")
    books(sara, ".202611121500")
    assert interpreting(alb, sara) == [(None, None)]


def test_who_moves_alone_is_interpreted_for_anew(alb: Town) -> None:
    """Out of a file an interpreter is settled, for the time of the file alone."""
    sara = newcomer(alb, "sara", language="ar", first_name="Sara")
    booked(alb, sara, date(2026, 11, 12), time(14), interpreter="ar")
    sara.reads().taps("🕒").taps(".202611121500")
    assert interpreting(alb, sara) == [("ar", "wanted")]


def test_today_leads_to_the_next_day_with_appointments(here: Town) -> None:
    opens(here)
    petra = staff(here, "petra", "alb").says("/today")
    assert petra.sees.endswith("Nobody waits, no appointments.")
    booked(here, newcomer(here, "sara", first_name="Sara"), TODAY + timedelta(days=2), time(10))
    petra.says("/today")
    assert "📅 No appointments today. The next: Thursday, 12.11.2026" in petra.sees
    petra.taps("📅 Appointments")
    assert petra.sees.startswith("Thursday, 12.11.2026: ")
    assert "Sara" in petra.sees


def test_who_booked_alone_is_not_without_an_answer(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    booked(here, amal(here), TODAY, time(15), self_booked=True)
    booked(here, newcomer(here, "sara", first_name="Sara"), TODAY, time(16))
    assert "📅 Appointments: 2. Without an answer: 1" in petra.says("/today").sees
    petra.taps("📅 Appointments")
    assert ": booked it alone" in petra.sees.split("\n")[1]
    here.do(lambda s: setattr(s.get_one(Appointment, 1), "answer", AppointmentAnswer.COMING))
    assert ": is coming" in petra.says("/today day").sees.split("\n")[1]


def test_a_centre_closes_today(here: Town) -> None:
    petra = staff(here, "petra", "alb").says("/hours").taps("A closed day")
    assert petra.buttons[0] == "📅 Tuesday, 10.11.2026"
    assert petra.buttons[6:8] == ["📅 Wednesday, 18.11.2026", "Another day"]


def test_a_new_weekly_activity_begins_with_one_that_is_not_over(here: Town) -> None:
    here.now = datetime.combine(TODAY, time(10), BERLIN)
    petra = staff(here, "petra", "alb").says("/activity").taps("A new activity")
    petra.taps("Language café").taps("Every week").taps("Tuesday").taps("09:00").taps("11:00")
    petra.taps("Integrationszentrum Alb").taps("No").taps("12")
    assert "Tuesday, 17.11.2026, from 09:00 to 11:00" in petra.sees
    assert "10.11.2026" not in petra.sees


def test_the_way_out_of_the_switches_is_below_them(here: Town) -> None:
    sara = newcomer(here, "sara").says("/stop")
    assert sara.buttons[-1] == "✔️ Done"
    assert sara.buttons[-2] == "🔔 📣 News: on"


def test_who_was_cancelled_by_the_centre_can_book_another_time(alb: Town) -> None:
    sara = newcomer(alb, "sara", first_name="Sara")
    key = booked(alb, sara, date(2026, 11, 12), time(14))
    sara.reads()
    cancelled(alb, key)
    assert sara.reads().sees.startswith("❌ CANCELLED.")
    assert sara.buttons == ["➕ New appointment"]
    sara.taps("New appointment")
    assert sara.sees == "What is the appointment (Termin) for?"


def test_times_kept_for_somebody_are_named_right_above_their_buttons(alb: Town) -> None:
    sara = newcomer(alb, "sara", first_name="Sara")
    books(sara, HALF_PAST)
    petra = staff(alb, "petra", "alb").says("/hours").taps("A closed day")
    petra.taps("Thursday, 12.11.2026").taps("Yes, close")
    alb.now += timedelta(minutes=2)
    alb.tick()
    own, german = sara.reads().sees.split("\n\n")
    assert own.split("\n")[-1].startswith("These times are free for you until ")
    assert "Diese Zeiten" not in german
    assert sara.buttons[0] == "📅 Thursday, 19.11.2026, 14:00"
