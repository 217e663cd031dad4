"""The week in numbers: true, small, one picture; under five people nothing is told."""

from __future__ import annotations

from base64 import b64decode
from datetime import date, time, timedelta
from functools import partial
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage.models import Appointment, Signup
from storage.models.appointments import Attendance
from storage.models.people import RoleName
from tests.conversations import desk_scene
from tests.conversations.colleagues import lead
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import booked, held, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases
TUESDAY = date(2026, 11, 10)
CAME, MISSED = Attendance.CAME, Attendance.MISSED


def appointments(at: Town, who: Phone, *attended: Attendance) -> None:
    """Let somebody have had appointments today, one after the other."""
    for hour, what in enumerate(attended, start=8):
        key = booked(at, who, TUESDAY, time(hour))

        def note(session: Session, key: int = key, what: Attendance = what) -> None:
            session.get_one(Appointment, key).attendance = what

        at.do(note)


def add(row: Signup, session: Session) -> None:
    session.add(row)


def figures(phone: Phone) -> list[str]:
    return phone.reads().says("/numbers").sees.split("\n")


def test_small_numbers_are_not_told_and_nothing_is_drawn(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    amal = newcomer(here, "amal").says("/person").taps("A letter")
    appointments(here, amal, CAME, CAME, MISSED)
    assert figures(eva) == [
        "📊 Numbers: Integrationszentrum Alb",
        "👋 Waiting for a person: <5",
        "📵 Appointment, no phone: <5",
        "👥 Said they come: <5",
        "⌛ End soon: 0",
        "🔎 Without a match: <5",
        "📅 Appointments (Termine) since Monday, 21.09.2026:",
        "🟩 People came: <5",
        "🟧 People did not come: <5",
        "🔒 The smallest number of people told: 5",
    ]
    assert "file" not in eva.bubbles[-1].body


def test_numbers_are_those_of_the_centre(here: Town) -> None:
    eva, anna = lead(here, "eva", "alb"), lead(here, "anna", "ermstal")
    activity = held(here, TUESDAY, until=None)
    for number in range(6):
        phone = newcomer(here, f"person {number}", plz="72525").says("/person").taps("A letter")
        appointments(here, phone, CAME if number else Attendance.LATE, MISSED)
        signup = {"activity_id": activity, "on_date": TUESDAY, "said_at": here.now}
        comes = Signup(person_id=person_of(phone), **signup)
        here.do(partial(add, comes))
    newcomer(here, "selam", plz="72555").says("/person").taps("A letter")
    shown = figures(eva)
    for line in ("👋 Waiting for a person: 6", "👥 Said they come: 6"):
        assert line in shown
    assert shown[-3:-1] == ["🟩 People came: 6", "🟧 People did not come: 6"]
    assert "🔎 Without a match: 6" in shown
    picture = b64decode(eva.bubbles[-1].body["file"]["data"])
    assert Image.open(BytesIO(picture)).format == "PNG"
    assert "🟩 People came: <5" in figures(anna)


def test_what_ends_soon_are_offers_and_activities(here: Town) -> None:
    eva, anna = lead(here, "eva", "alb"), lead(here, "anna", "ermstal")
    soon, later = TUESDAY + timedelta(days=14), TUESDAY + timedelta(days=15)
    for last in (soon, later):
        offered(here, valid_until=last)
        held(here, None, weekdays="tu", since=TUESDAY, until=last)
    assert "⌛ End soon: 2" in figures(eva)
    assert "⌛ End soon: 0" in figures(anna)


def test_who_leads_all_centres_sees_all_and_each(here: Town) -> None:
    olga = invited(here, "olga", RoleName.COORDINATOR, "*")
    assert figures(olga)[0] == "📊 Numbers: all centres"
    heads = [olga.taps("Show more").sees.split("\n")[0] for _ in range(7)]
    assert heads[0] == "📊 The way to work: all centres"
    assert sorted(heads[1:]) == sorted(
        f"📊 {part}: Integrationszentrum {name}"
        for part in ("Numbers", "The way to work")
        for name in ("Alb", "Ermstal", "Reutlingen")
    )
    assert olga.buttons == ["🧭 What is missing"]


def test_a_lead_sees_no_other_centre_and_staff_no_numbers(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    assert eva.says("/numbers 2").sees.startswith("📊 The way to work: Integrationszentrum Alb")
    assert eva.says("/numbers 3").sees.startswith("📊 Numbers: Integrationszentrum Alb")
    petra = staff(here, "petra", "alb")
    assert "I do not know this" in petra.says("/numbers").sees


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_told_in_every_language(here: Town, language: str) -> None:
    eva = desk_scene.lead(here, "eva", language)
    assert len(figures(eva)) == 10
