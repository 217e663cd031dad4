"""An appointment in staff's hands: moved, cancelled with a minute to undo, the interpreter."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from conversations.kit.events import Tapped
from tests.conversations.appointing import amal, appointed, opens, taps, the_one
from tests.conversations.colleagues import lead
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import booked, moved, newcomer, news, put_out, states

pytestmark = pytest.mark.both_databases
THURSDAY = date(2026, 11, 12)


@pytest.fixture
def petra(here: Town) -> Phone:
    opens(here)
    return staff(here, "petra", "alb")


def opened(petra: Phone) -> Phone:
    """Open the day of the appointment from /today, and the first one on it."""
    return petra.says("/today day").taps("Next day").taps("Next day")


def passes(at: Town, **time_: int) -> None:
    at.now += timedelta(**time_)
    at.tick()


def test_it_is_moved_with_four_taps_and_the_person_reads_old_and_new_once(
    here: Town, petra: Phone
) -> None:
    who = newcomer(here, "amal", "en", first_name="Amal")
    appointed(here, petra, who)
    who.reads()
    opened(petra)
    moved = ("🕒 Move it", "Thursday, 12.11.2026, 10:30", "Yes, tell")
    count = taps(petra, "📅 1 · 09:00 open", *moved)
    assert count == 4
    assert the_one(here).at_time == time(10, 30)
    assert news(who) == ["❗ CHANGED. Your appointment (Termin) has a new time."]
    assert "Old: Thursday, 12.11.2026, 09:00 (in the morning)" in who.sees
    assert put_out(here, "appointment_moved") == 1


def test_the_summary_of_a_move_shows_old_and_new(here: Town, petra: Phone) -> None:
    who = amal(here)
    appointed(here, petra, who)
    opened(petra).taps("09:00 open").taps("Move").taps("10:30")
    assert petra.sees.split("\n")[2:4] == [
        "Old: Thursday, 12.11.2026, 09:00 (in the morning)",
        "New: Thursday, 12.11.2026, 10:30 (in the morning)",
    ]
    assert petra.buttons == ["✅ Yes, tell the person", "🕒 Another time", "Back"]


def test_it_is_cancelled_with_two_taps_and_the_person_hears_of_it_after_a_minute(
    here: Town, petra: Phone
) -> None:
    who = newcomer(here, "amal", "en", first_name="Amal")
    appointed(here, petra, who)
    who.reads()
    opened(petra)
    assert taps(petra, "📅 1 · 09:00 open", "❌ Cancel it") == 2
    assert "It is cancelled in a minute" in petra.sees
    assert petra.buttons == ["↩️ Do not cancel"]
    passes(here, seconds=30)
    assert news(who) == []
    passes(here, seconds=31)
    assert the_one(here).cancelled_at is not None
    assert news(who) == ["❌ CANCELLED. This appointment (Termin) does not take place."]
    opened(petra)
    assert "No appointments on this day." in petra.sees


def test_within_the_minute_it_is_taken_back_and_nobody_hears(here: Town, petra: Phone) -> None:
    who = newcomer(here, "amal", "en", first_name="Amal")
    found = appointed(here, petra, who)
    who.reads()
    opened(petra).taps("09:00 open").taps("Cancel it").taps("Do not cancel")
    assert petra.toast == "It takes place. Nobody was told."
    passes(here, minutes=5)
    assert news(who) == []
    assert (the_one(here).cancelled_at, the_one(here).revision) == (None, found.revision)
    petra.taps("Cancel it")
    passes(here, minutes=2)
    assert the_one(here).cancelled_at is not None


def test_who_works_there_no_longer_cancels_nothing(here: Town, petra: Phone) -> None:
    boss = lead(here, "boss")
    appointed(here, petra, amal(here))
    opened(petra).taps("09:00 open").taps("Cancel it")
    boss.says("/team").taps("👤 Petra").taps("Pause")
    passes(here, minutes=5)
    assert the_one(here).cancelled_at is None


def test_the_person_reads_truly_whether_somebody_interprets(here: Town, petra: Phone) -> None:
    who = newcomer(here, "amal", "fa", first_name="Amal")
    appointed(here, petra, who)
    german = who.reads().sees.split("\n\n")[1]
    assert "Wir suchen noch jemanden zum Dolmetschen" in german
    opened(petra).taps("09:00 open").taps("Interpreter asked")
    assert "💬 Interpreter, Farsi or Dari: asked" in petra.sees
    assert news(who) == []
    petra.taps("Interpreter found")
    assert "💬 Interpreter, Farsi or Dari: found" in petra.sees
    assert len(news(who)) == 1
    german = who.sees.split("\n\n")[1]
    assert "Neu: 💬 Jemand dolmetscht" in german
    petra.taps("Move").taps("10:30").taps("Yes, tell")
    assert the_one(here).interpreting == "wanted"


def test_staff_hear_in_the_morning_of_the_working_day_before(here: Town, petra: Phone) -> None:
    opens(here, weekday=0, starts=time(14), ends=time(15))
    who = amal(here)
    petra.says("/appoint Amal").taps("CV").taps("Show more")
    petra.taps("Monday, 16.11.2026, 14:00").taps("Yes, tell")
    who.reads()
    here.now = datetime(2026, 11, 13, 7, 29, tzinfo=BERLIN)
    here.tick()
    assert news(petra) == []
    passes(here, minutes=1)
    assert news(petra) == ["💬 Nobody has been found yet to interpret:"]
    notice = petra.bubbles[-1]
    assert "💬 interpreter missing: 1" in petra.says("/today").sees
    petra.taps("Interpreter found", notice)
    assert the_one(here).interpreting == "found"
    assert "interpreter missing" not in petra.says("/today").sees


def test_what_is_settled_by_then_wakes_nobody(here: Town, petra: Phone) -> None:
    appointed(here, petra, amal(here))
    opened(petra).taps("09:00 open").taps("Interpreter found")
    here.now = datetime(2026, 11, 11, 8, tzinfo=BERLIN)
    here.tick()
    assert news(petra) == []
    assert [state.value for state in states(here, "staff_notice_no_interpreter")] == ["cancelled"]


def test_staff_of_another_centre_can_do_nothing_with_it(here: Town, petra: Phone) -> None:
    appointed(here, petra, amal(here))
    eva = staff(here, "eva", "reutlingen")
    for action in ("move", "cancel", "found", "came"):
        eva.does(Tapped(f"1svisit.1.1.{action}", None))
        assert eva.toast == "This is closed. Here is the menu: /menu"
    eva.does(Tapped("1sday.26111201.1.came-1", None))
    assert eva.toast == "This is closed. Here is the menu: /menu"
    assert "No appointments" in eva.says("/today d26111201").sees
    assert eva.says("/appoint #1").sees == "This is closed. Here is the menu: /menu"


def test_who_moves_what_a_colleague_cancelled_meanwhile_revives_nothing(
    here: Town, petra: Phone
) -> None:
    eva = staff(here, "eva", "alb")
    appointed(here, petra, amal(here))
    opened(petra).taps("09:00 open").taps("Move").taps("10:30")
    eva.says("/appoint #1").taps("Cancel it")
    passes(here, minutes=2)
    petra.taps("Yes, tell")
    assert petra.sees == "This changed in the meantime. Please look again."
    assert the_one(here).cancelled_at is not None


def test_whoever_moves_it_in_that_minute_keeps_it_and_staff_see_so(
    here: Town, petra: Phone
) -> None:
    who = amal(here, "en")
    key = appointed(here, petra, who).id
    who.reads()
    petra.says(f"/appoint #{key}").taps("Cancel it")
    who.says("/appointments").taps("Another time").taps("11:00")
    passes(here, minutes=1)
    assert "11:00 (around noon)" in petra.reads().sees
    assert "cancelled" not in petra.sees
    assert (the_one(here).at_time, the_one(here).cancelled_at) == (time(11), None)
    petra.taps("Cancel it")
    passes(here, minutes=1)
    assert petra.reads().sees.endswith("❌ This appointment (Termin) is cancelled.")


def test_the_reminder_says_what_is_true_in_the_evening(here: Town, petra: Phone) -> None:
    who = newcomer(here, "amal", "fa", first_name="Amal")
    appointed(here, petra, who)
    opened(petra).taps("09:00 open").taps("No interpreter")
    who.reads()
    here.now = datetime(2026, 11, 11, 18, 1, tzinfo=BERLIN)
    here.tick()
    german = who.reads().sees.split("\n\n")[1]
    assert german.startswith("🕒 Morgen: Donnerstag, 12.11.2026")
    assert "Zum Dolmetschen wurde niemand gefunden" in german


def test_a_longer_one_keeps_its_length_at_a_typed_time(here: Town, petra: Phone) -> None:
    booked(here, amal(here), THURSDAY, time(9))
    petra.says("/appoint #1").taps("Move").taps("Other day").says("13.11.").says("14:00")
    petra.taps("Take it anyway").taps("Yes, tell")
    assert (the_one(here).minutes, the_one(here).desk) == (45, None)


def test_whoever_moves_it_an_interpreter_is_found_for_the_old_time_alone(
    here: Town, petra: Phone
) -> None:
    key = booked(here, amal(here), THURSDAY, time(9), interpreter="ar", interpreting="found")
    moved(here, key, THURSDAY, time(10))
    assert the_one(here).interpreting == "wanted"
    assert "Interpreter, Arabic: wanted" in petra.says(f"/appoint #{key}").sees


def test_what_a_colleague_settles_before_the_notice_goes_out_is_no_news(
    here: Town, petra: Phone
) -> None:
    eva = staff(here, "eva", "alb")
    appointed(here, petra, amal(here))
    here.now = datetime(2026, 11, 11, 7, 30, tzinfo=BERLIN)
    here.tick()
    eva.says("/appoint #1").taps("Interpreter found")
    assert news(petra) == []
