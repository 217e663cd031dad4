"""The day at the desk: who came with one tap; who was not there twice is called, without blame."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from storage.models import Appointment
from tests.conversations.appointing import amal, appointed, opens
from tests.conversations.colleagues import lead
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import booked, newcomer, person_of

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 11, 10)


@pytest.fixture
def petra(here: Town) -> Phone:
    opens(here)
    return staff(here, "petra", "alb")


def at(town: Town, day: date, hour: int, minute: int = 0) -> None:
    town.now = datetime.combine(day, time(hour, minute), BERLIN)


def attendance(town: Town, key: int) -> str | None:
    return town.do(lambda s: s.get_one(Appointment, key).attendance)


def test_the_day_lists_by_time_who_comes_with_interpreter_and_note(
    here: Town, petra: Phone
) -> None:
    who = amal(here)
    booked(here, who, TODAY, time(15), interpreter="ar", interpreting="asked", note="Ausweis")
    booked(here, newcomer(here, "sara", first_name="Sara"), TODAY, time(10))
    petra.says("/today").taps("📅 Appointments")
    lines = petra.sees.split("\n")
    assert lines[0] == "Tuesday, 10.11.2026: Integrationszentrum Alb"
    assert lines[1].startswith("📅 1 · 10:00 First talk, Sara (R-")
    assert lines[2].startswith("📅 2 · 15:00 First talk, Amal (R-")
    assert lines[2].endswith(": no answer yet · 💬 Interpreter, Arabic: asked · 📝 note")
    assert len(lines) == 3
    assert petra.buttons == ["📅 1 · 10:00 open", "📅 2 · 15:00 open", "Day before", "Next day"]
    petra.taps("Next day")
    assert petra.sees.endswith("📅 No appointments on this day.")
    petra.taps("Day before")
    assert "Sara" in petra.sees


def test_one_tap_since_the_start_and_changed_on_the_same_day(here: Town, petra: Phone) -> None:
    who = newcomer(here, "sara", first_name="Sara")
    key = booked(here, who, TODAY, time(10))
    who.reads()
    at(here, TODAY, 10, 5)
    petra.says("/today").taps("📅 Appointments")
    assert petra.buttons[:4] == [
        "📅 1 · 10:00 open",
        "✅ 1 is here",
        "⏰ 1 came later",
        "➖ 1 not here",
    ]
    petra.taps("1 not here")
    assert attendance(here, key) == "missed"
    assert petra.sees.split("\n")[1].endswith(": was not there")
    petra.taps("1 came later")
    assert attendance(here, key) == "late"
    day = petra.bubbles[-1]
    at(here, TODAY + timedelta(days=1), 9)
    petra.taps("1 not here", day)
    assert petra.sees.startswith("This changed in the meantime. Please look again.")
    assert attendance(here, key) == "late"
    assert "was not there" not in str([each.text for each in who.reads().bubbles])


def test_a_colleague_sees_it_in_their_list_at_once(here: Town, petra: Phone) -> None:
    booked(here, newcomer(here, "sara", first_name="Sara"), TODAY, time(10))
    at(here, TODAY, 10, 5)
    eva = staff(here, "eva", "alb").says("/today").taps("📅 Appointments")
    petra.says("/today").taps("📅 Appointments").taps("1 is here")
    assert eva.reads().sees.split("\n")[1].endswith(": was there")


def test_a_long_day_has_pages_and_numbers_go_on(here: Town, petra: Phone) -> None:
    for number in range(7):
        booked(here, newcomer(here, f"n{number}"), TODAY, time(10 + number))
    petra.says("/today").taps("📅 Appointments")
    assert petra.sees.endswith("… +2")
    petra.taps("Later that day")
    assert petra.buttons[:2] == ["📅 6 · 15:00 open", "📅 7 · 16:00 open"]
    petra.taps("Earlier that day")
    assert "📅 1 · 10:00" in petra.sees


def misses(here: Town, petra: Phone, who: Phone, day: date, *, answer: str = "") -> None:
    """Let somebody have an appointment and not be there."""
    booked(here, who, day, time(10))
    who.reads()
    if answer:
        who.taps(answer)
    at(here, day, 10, 30)
    petra.says("/today").taps("📅 Appointments").taps("1 not here")


def test_who_was_not_there_twice_is_called_and_reads_nothing_of_it(
    here: Town, petra: Phone
) -> None:
    who = newcomer(here, "sara", first_name="Sara")
    misses(here, petra, who, TODAY)
    assert "Please call" not in petra.says("/today").sees
    misses(here, petra, who, TODAY + timedelta(days=2))
    heard = len(who.reads().bubbles)
    assert "☎️ Please call: 1" in petra.says("/today").sees
    petra.taps("☎️ Whom to call")
    who_is_called, why = petra.sees.split("\n")[1:]
    assert who_is_called.startswith("☎️ Sara (R-")
    assert why.endswith("Why: was not there two times")
    petra.taps("✅ Called")
    assert petra.sees.endswith("Nobody to call now.")
    assert "Please call" not in petra.says("/today").sees
    here.now += timedelta(days=1)
    here.tick()
    assert len(who.reads().bubbles) == heard


def test_who_told_us_and_who_came_is_not_called(here: Town, petra: Phone) -> None:
    who = newcomer(here, "sara", first_name="Sara")
    misses(here, petra, who, TODAY, answer="I cannot come")
    misses(here, petra, who, TODAY + timedelta(days=2))
    assert "Please call" not in petra.says("/today").sees
    late = TODAY + timedelta(days=95)
    misses(here, petra, who, late)
    assert "Please call" not in petra.says("/today").sees


def test_a_lead_of_all_centres_sees_every_day(here: Town, petra: Phone) -> None:
    booked(here, newcomer(here, "sara", first_name="Sara"), TODAY, time(10))
    boss = lead(here, "boss", "*").says("/today").taps("📅 Appointments")
    assert "Sara" in boss.sees
    assert boss.sees.startswith("Tuesday, 10.11.2026: all centres")
    assert person_of(boss)


def test_appointed_moved_twice_not_there_as_they_read_it(here: Town, petra: Phone) -> None:
    """German stands below the Arabic each time, and no text says whose fault it was."""
    who, read = amal(here), []
    appointed(here, petra, who)
    read.append(who.reads().sees)
    petra.says("/appoint #1").taps("Move").taps("09:30").taps("Yes, tell")
    read.append(who.reads().sees)
    at(here, date(2026, 11, 12), 9, 45)
    petra.says("/today").taps("📅 Appointments").taps("1 not here")
    appointed(here, petra, who, "Thursday, 19.11.2026, 09:00")
    read.append(who.reads().sees)
    at(here, date(2026, 11, 19), 9, 20)
    petra.says("/today").taps("📅 Appointments").taps("1 not here")
    assert "☎️ Please call: 1" in petra.says("/today").sees
    assert who.reads().sees == read[-1]
    assert [text.split("\n\n")[1].split("\n")[0] for text in read] == [
        "📅 Sie haben einen Termin: Erstes Gespräch",
        "❗ GEÄNDERT. Ihr Termin hat eine neue Zeit.",
        "📅 Sie haben einen Termin: Erstes Gespräch",
    ]
    arabic = read[1].split("\n\n")[0]
    assert "12.11.2026" in arabic
    assert "verpasst" not in "".join(read)
