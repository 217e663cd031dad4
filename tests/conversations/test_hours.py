"""/hours: what a centre says of itself, and when it sees people; who changes it sees what for."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from storage.appointments import coming
from storage.models import Appointment, Centre, Consulting
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import STREET, address, booked, newcomer, news, states

FRIDAY = date(2026, 11, 13)
MINUTE = timedelta(seconds=61)


@pytest.fixture
def town(here: Town) -> Town:
    """The centre with an address."""
    address(here)
    return here


@pytest.fixture
def anna(town: Town) -> Phone:
    """Staff in Münsingen."""
    return staff(town, "anna", "alb")


def after_a_minute(at: Town) -> None:
    at.now += MINUTE
    at.tick()
    at.now += timedelta(seconds=2)
    at.tick()


def adds_hours(anna: Phone) -> Phone:
    """Add Fridays from nine to twelve for everything, half an hour each."""
    anna.says("/hours").taps("Consulting hours").taps("New hours").taps("Friday")
    anna.says("9:00").says("12:00").taps("30").says("1").taps("For everything")
    return anna.taps("Whoever is there").taps("Save")


def kept(at: Town) -> list[Consulting]:
    return at.do(lambda s: list(s.scalars(select(Consulting).order_by(Consulting.id))))


def test_the_card_says_what_is_known_with_a_button_each(anna: Phone) -> None:
    anna.says("/hours")
    assert anna.sees.split("\n")[1:] == [
        f"📍 Address: {STREET}",
        "🏠 Room: not known so far",
        "☎️ Phone: +49 7381 000-1",
        "🕐 Opening hours: not known so far",
        "🕒 Consulting hours: 0",
    ]
    assert anna.buttons == [
        *("🚪 A closed day", "🕒 Consulting hours"),
        *("📍 Address", "🏠 Room", "☎️ Phone", "🕐 Opening hours"),
    ]


def test_who_is_responsible_everywhere_says_which_centre(town: Town) -> None:
    petra = invited(town, "petra", RoleName.COORDINATOR, "*").says("/hours")
    assert petra.sees == "For which centre?"
    assert "Ermstal" in petra.taps("Ermstal").sees


def test_new_hours_are_asked_for_one_by_one(town: Town, anna: Phone) -> None:
    adds_hours(anna)
    assert anna.sees == "Friday, from 09:00 to 12:00 · 30 minutes\nSaved."
    (row,) = kept(town)
    assert (row.weekday, row.starts, row.ends, row.minutes) == (4, time(9), time(12), 30)
    assert (row.places, row.kinds, row.with_id, row.until) == (1, None, None, None)
    anna.says("/hours").taps("Consulting hours")
    assert "1. Friday, from 09:00 to 12:00 · 30 minutes" in anna.sees


def changes_time(anna: Phone, starts: str, ends: str) -> Phone:
    anna.says("/hours").taps("Consulting hours").taps("1").taps("Change").taps("Time")
    return anna.says(starts).says(ends)


def test_who_shortens_hours_sees_who_falls_out_and_may_let_them_stay(
    town: Town, anna: Phone
) -> None:
    adds_hours(anna)
    amal, yonas = newcomer(town, "amal"), newcomer(town, "yonas")
    booked(town, amal, FRIDAY, time(9), desk="1.1")
    booked(town, yonas, FRIDAY, time(11), desk="1.1")
    amal.reads()
    yonas.reads()
    changes_time(anna, "10:00", "12:00")
    assert "Appointments that fall out: 1" in anna.sees
    assert "Friday, 13.11.2026, 09:00 (in the morning), R-" in anna.sees
    anna.taps("Save, these stay")
    after_a_minute(town)
    assert news(amal) == []
    changes_time(anna, "11:00", "12:00").taps("Save")
    after_a_minute(town)
    assert (news(amal), news(yonas)) == ([], [])
    assert kept(town)[0].starts == time(11)


def test_two_change_the_same_hours_and_nothing_of_the_first_is_lost(
    town: Town, anna: Phone
) -> None:
    adds_hours(anna)
    petra = staff(town, "petra", "alb")
    changes_time(anna, "10:00", "12:00")
    petra.says("/hours").taps("Consulting hours").taps("1").taps("Change").taps("Length")
    petra.taps("45").taps("Save")
    anna.taps("Save")
    assert anna.sees == "This changed in the meantime. Please look again."
    (row,) = kept(town)
    assert (row.starts, row.minutes) == (time(9), 45)


def test_or_offers_other_times_and_takes_that_back_within_the_minute(
    town: Town, anna: Phone
) -> None:
    adds_hours(anna)
    amal = newcomer(town, "amal")
    booked(town, amal, FRIDAY, time(9), desk="1.1")
    amal.reads()
    changes_time(anna, "10:00", "12:00").taps("Save, other times")
    assert anna.buttons == ["↩️ They stay booked"]
    anna.taps("They stay booked")
    after_a_minute(town)
    assert news(amal) == []
    changes_time(anna, "09:00", "12:00").taps("Save")
    changes_time(anna, "10:00", "12:00").taps("Save, other times")
    after_a_minute(town)
    assert len(news(amal)) == 1
    assert "The centre has no time then any more. We are sorry." in amal.sees
    assert amal.buttons[0] == "📅 Friday, 13.11.2026, 10:00"
    assert states(town, "hold_over") != []


def test_who_may_not_any_more_in_that_minute_cancels_nothing(town: Town, anna: Phone) -> None:
    adds_hours(anna)
    amal = newcomer(town, "amal")
    key = booked(town, amal, FRIDAY, time(9), desk="1.1")
    amal.reads()
    changes_time(anna, "10:00", "12:00").taps("Save, other times")
    boss = invited(town, "lea", RoleName.LEAD, "alb", name="Lea")
    boss.says("/team").taps("👤 Petra").taps("Pause the access")
    after_a_minute(town)
    assert news(amal) == []
    kept_one = town.do(lambda s: s.get_one(Appointment, key))
    assert (kept_one.cancelled_at, kept_one.dropped_for) == (None, None)


def test_hours_that_end_are_offered_no_more(town: Town, anna: Phone) -> None:
    adds_hours(anna)
    anna.says("/hours").taps("Consulting hours").taps("1").taps("End these hours")
    anna.taps("Friday, 13.11.2026").taps("Save")
    assert anna.sees.startswith("Friday, from 09:00 to 12:00 · 30 minutes · last day: Friday")
    assert kept(town)[0].until == FRIDAY


def tells(at: Town, name: str) -> object:
    return at.do(lambda s: getattr(s.get_one(Centre, "alb"), name))


def test_another_phone_is_told_once_in_a_minute_to_who_comes(town: Town, anna: Phone) -> None:
    amal, yonas = newcomer(town, "amal"), newcomer(town, "yonas")
    booked(town, amal, FRIDAY, time(9))
    amal.reads()
    anna.says("/hours").taps("Phone").says("call me")
    assert "Please write a phone number" in anna.sees
    anna.says("07381 / 12345")
    assert "People with an appointment who are told: 1" in anna.sees
    anna.taps("Save")
    assert anna.sees.endswith("Saved. People are told at 09:01.")
    assert news(amal) == []
    after_a_minute(town)
    assert news(amal)[0].startswith("❗ CHANGED. Something")
    changed = next(each.text for each in amal.bubbles if "CHANGED" in each.text)
    assert "Old: ☎️ Phone: +49 7381 000-1\nNew: ☎️ Phone: 07381 / 12345" in changed
    assert news(yonas) == []
    town.walk(town.now + timedelta(hours=2))
    assert news(amal) == []


def test_taken_back_within_the_minute_nobody_hears_of_it(town: Town, anna: Phone) -> None:
    amal = newcomer(town, "amal")
    booked(town, amal, FRIDAY, time(9))
    amal.reads()
    anna.says("/hours").taps("Address").says("Neue Gasse 2, 72525 Münsingen").taps("Save")
    assert tells(town, "address") == "Neue Gasse 2, 72525 Münsingen"
    anna.taps("Take it back")
    assert f"📍 Address: {STREET}" in anna.sees
    after_a_minute(town)
    assert news(amal) == []
    assert tells(town, "address") == STREET
    assert town.do(lambda s: len(coming(town.work(s), "alb"))) == 1


def test_a_new_address_takes_its_place_on_the_map(town: Town, anna: Phone) -> None:
    amal = newcomer(town, "amal")
    booked(town, amal, FRIDAY, time(9))
    amal.reads()
    anna.says("/hours").taps("Address").says("Neue Gasse 2, 72525 Münsingen").taps("Save")
    assert "please send the new one as a location" in anna.sees
    assert "This place is too far away." in anna.shares(52.5, 13.4).sees
    assert "📍 The map shows the new place." in anna.shares(48.41, 9.5).sees
    after_a_minute(town)
    amal.reads()
    assert (amal.others[-1]["lat"], amal.others[-1]["lon"]) == (48.41, 9.5)
    assert "📍 Address: Neue Gasse 2" in anna.taps("Good").sees


def test_opening_hours_nobody_understands_are_asked_again_with_an_example(
    town: Town, anna: Phone
) -> None:
    anna.says("/hours").taps("Opening hours").says("meistens")
    assert "I do not understand these hours. For example: Mo-Fr 9:00 bis 12:00" in anna.sees
    anna.says("Di 9-12, Do 14-17 Uhr")
    assert anna.sees.endswith("Saved.")
    assert tells(town, "hours") == "Di 9-12, Do 14-17 Uhr"
    assert anna.taps("Good").sees.split("\n")[4] == (
        "🕐 Opening hours: Di 9 bis 12, Do 14 bis 17 Uhr (Deutsch)"
    )


def test_a_room_is_read_below_the_address(town: Town, anna: Phone) -> None:
    anna.says("/hours").taps("Room").says("2. Stock, Zimmer 14")
    amal = newcomer(town, "amal")
    booked(town, amal, FRIDAY, time(9))
    amal.reads()
    assert "🏠 Room: 2. Stock, Zimmer 14" in amal.bubbles[-1].text
