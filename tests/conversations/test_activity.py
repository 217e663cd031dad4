"""Staff look after what their centre holds: new, changed, asked whether it goes on, ended."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from scheduler.due import ensure_daily
from storage.models import Activity
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import address, held, local, newcomer, news, walked

pytestmark = pytest.mark.both_databases

TAPS = (
    *("A new activity", "Cooking", "Every week", "Tuesday", "17:00", "19:00", "Integrations"),
    *("Yes", "8", "Save"),
)
TUESDAY, FRIDAY = date(2026, 11, 10), date(2026, 11, 13)
WHEN = "📅 Tuesday, 10.11.2026, from 17:00 to 19:00"


@pytest.fixture
def petra(alb: Town) -> Phone:
    """Petra works at the centre in Münsingen."""
    address(alb)
    return staff(alb, "petra", "alb")


def activities(at: Town) -> list[Activity]:
    return at.do(lambda s: list(s.scalars(select(Activity).order_by(Activity.id))))


def made(phone: Phone, *taps: str) -> Phone:
    """Make a new activity and let a minute pass."""
    phone.says("/activity")
    for tap in taps or TAPS:
        phone.taps(tap)
    phone.town.now += timedelta(minutes=1)
    return phone


def opened(phone: Phone, code: str = "D1") -> Phone:
    return phone.says("/activity").taps(f"Open {code}")


def test_a_new_one_takes_ten_taps(alb: Town, petra: Phone) -> None:
    petra.says("/activity")
    assert petra.sees == "Activities: Integrationszentrum Alb\nNothing yet."
    for tap in TAPS:
        petra.taps(tap)
    assert len(TAPS) == 10
    [kept] = activities(alb)
    assert (kept.kind, kept.weekdays, kept.on_date) == ("cooking", "tu", None)
    assert (kept.starts, kept.ends, kept.capacity) == (time(17), time(19), 8)
    assert (kept.german_min, kept.free, kept.childcare) == ("A0", True, True)
    assert kept.until == TUESDAY + timedelta(weeks=13)
    assert petra.sees.split("\n") == [
        "⏳ People see it from 09:01.",
        "🍲 Cooking together",
        WHEN,
        "📍 Address: Musterweg 1, 72525 Münsingen",
        "🎁 It is free.",
        "🧸 Children are looked after.",
        "Places: 8",
        "Coming: 0 of 8",
        "🔁 Every week: Tuesday",
        "⏳ Valid until: Tuesday, 09.02.2027",
        "👤 Looks after it: Petra",
        "Code: D1",
    ]


def test_for_a_minute_nobody_sees_it_and_it_can_be_taken_back(alb: Town, petra: Phone) -> None:
    made(petra)
    alb.now -= timedelta(seconds=1)
    amal = newcomer(alb, "amal").says("/week")
    assert "nothing near you" in amal.sees
    alb.now += timedelta(seconds=1)
    assert "Cooking together" in amal.says("/week").sees
    petra.taps("Take it back")
    assert petra.toast == "This changed in the meantime. Please look again."
    made(petra, *TAPS[:6], "Integrations", "another one", "Yes", "8", "Save")
    alb.now -= timedelta(seconds=30)
    petra.taps("Take it back")
    assert petra.sees.startswith("🏁 It ended.")


def test_it_is_pushed_joined_full_and_the_waiting_list_moves(alb: Town, petra: Phone) -> None:
    alb.do(lambda session: ensure_daily(alb.work(session)))
    made(petra, *TAPS[:8], "6", "Save")
    people = [newcomer(alb, f"newcomer {number}") for number in range(7)]
    alb.now = local(TUESDAY, 10)
    monday = TUESDAY + timedelta(days=6)
    lines = walked(alb, local(monday, 11), *people)
    assert [line[:12] for line in lines] == ["16.11. 10:00"] * 7
    for phone in people:
        phone.taps("I will come: 1")
    assert people[-1].toast == "You are on the waiting list."
    assert "Coming: 6 of 6\nOn the waiting list: 1" in opened(petra).sees
    people[0].taps("I cannot come: 1")
    alb.tick()
    assert news(people[-1]) == ["🎉 There is a place for you now."]


def test_more_places_go_to_who_waits_first(alb: Town, petra: Phone) -> None:
    held(alb, FRIDAY, capacity=1)
    amal, *waiting = (newcomer(alb, f"newcomer {number}") for number in range(7))
    amal.says("/week").taps("I will come")
    for each in waiting:
        each.says("/week").taps("waiting list")
    opened(petra).taps("Change").taps("Places").taps("6")
    alb.tick()
    places = ["🎉 There is a place for you now."]
    assert [news(each) for each in waiting[:-1]] == [places] * 5
    assert news(waiting[-1]) == ["❗ CHANGED. Please look again."]
    assert "Coming: 6 of 6\nOn the waiting list: 1" in opened(petra).sees


def test_the_list_names_what_ends_first_first_and_has_pages(alb: Town, petra: Phone) -> None:
    for days in range(8, 0, -1):
        held(alb, TUESDAY + timedelta(days=days), kind="sport")
    petra.says("/activity")
    assert petra.sees.count("👥 Sport") + petra.sees.count("⚽ Sport") == 6
    assert petra.sees.index("(D8)") < petra.sees.index("(D7)")
    assert petra.sees.endswith("… +2")
    petra.taps("Show more")
    assert petra.buttons == ["Open D2", "Open D1", "➕ A new activity"]


def test_one_field_is_changed_alone_and_who_joined_hears_of_it(alb: Town, petra: Phone) -> None:
    made(petra)
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    opened(petra).taps("Change").taps("Time").taps("18:00")
    assert "Until what time?" in petra.sees
    petra.taps("20:00")
    assert "from 18:00 to 20:00" in petra.sees
    alb.tick()
    assert news(amal) == ["❗ CHANGED. Please look again."]
    kept = activities(alb)[0]
    assert (kept.starts, kept.ends, kept.capacity, kept.childcare) == (time(18), time(20), 8, True)


def test_village_street_and_point_on_the_map_are_asked_for(alb: Town, petra: Phone) -> None:
    petra.says("/activity")
    for tap in (*TAPS[:6], "Another place"):
        petra.taps(tap)
    petra.says("Mörsingen").says("Rathaus")
    assert "Send the point on the map" in petra.sees
    petra.says("beim Rathaus")
    assert "Please send a point on the map" in petra.sees
    petra.shares(52.5, 13.4)
    assert "This place is too far away." in petra.sees
    petra.shares(48.2191, 9.4385).taps("Yes").taps("8").taps("Save")
    kept = activities(alb)[0]
    assert (kept.village, kept.plz, kept.place_hint) == ("Mörsingen", "88529", "Rathaus")
    alb.now += timedelta(minutes=1)
    amal = newcomer(alb, "amal", mobility=["car"]).says("/week")
    assert amal.bubbles[-1].opens == [
        "https://www.openstreetmap.org/?mlat=48.21910&mlon=9.43850#map=17/48.21910/9.43850"
    ]


def test_the_german_name_is_given_alone(alb: Town, petra: Phone) -> None:
    made(petra)
    opened(petra).taps("Change").taps("Name").says("Kochtreff am Dienstag")
    assert "Name: Kochtreff am Dienstag (Deutsch)" in petra.sees
    amal = newcomer(alb, "amal", "ti").says("/week")
    assert "Kochtreff am Dienstag (Deutsch)" in amal.sees


def test_what_is_alike_is_shown_while_typing(alb: Town, petra: Phone) -> None:
    made(petra)
    petra.says("/activity")
    for tap in TAPS[:7]:
        petra.taps(tap)
    assert "⚠️ There is something like it already:\n🍲 Cooking together (D1)" in petra.sees
    petra.taps("Change D1").taps("Places").taps("12")
    assert "Coming: 0 of 12" in petra.sees
    assert len(activities(alb)) == 1
    made(petra, *TAPS[:7], "another one", *TAPS[7:])
    assert len(activities(alb)) == 2
    made(petra, *TAPS[:3], "Wednesday", *TAPS[4:])  # another day is nothing alike
    assert len(activities(alb)) == 3


def test_it_is_copied_in_four_taps(alb: Town, petra: Phone) -> None:
    made(petra)
    opened(petra)
    for tap in ("One more like it", "On one day", "13.11.2026", "Save"):
        petra.taps(tap)
    copy = activities(alb)[1]
    assert (copy.kind, copy.on_date, copy.weekdays) == ("cooking", FRIDAY, None)
    assert (copy.starts, copy.capacity, copy.place_hint) == (
        time(17),
        8,
        "Musterweg 1, 72525 Münsingen",
    )


def test_paused_opened_again_and_closed_and_who_comes_is_told(alb: Town, petra: Phone) -> None:
    made(petra)
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    opened(petra).taps("Pause it")
    assert "People who said they come: 1. They are told now." in petra.sees
    petra.taps("Pause it")
    assert petra.sees.startswith("⏸️ It is paused.")
    alb.tick()
    assert news(amal) == ["❌ This does not take place. We are sorry."]
    assert "nothing near you" in amal.says("/week").sees
    petra.taps("Open it again")
    alb.tick()
    assert news(amal) == ["❗ CHANGED. Please look again."]
    petra.taps("Let it end").taps("Let it end")
    assert petra.sees.startswith("🏁 It ended.")
    assert "🏁 It ended." in petra.says("/activity").sees


def test_who_comes_by_name_in_the_own_centre_and_by_number_elsewhere(
    alb: Town, petra: Phone
) -> None:
    made(petra)
    newcomer(alb, "amal", first_name="Amal").says("/week").taps("I will come")
    newcomer(alb, "tekle", plz="72764", first_name="Tekle").says("/week").taps("I will come")
    opened(petra).taps("Who comes")
    assert "Amal (R-" in petra.sees
    assert "Tekle" not in petra.sees
    assert "From other centres: 1" in petra.sees
    petra.taps("Open D1")
    assert "Coming: 2 of 8" in petra.sees


def test_another_centre_sees_and_does_nothing(alb: Town, petra: Phone) -> None:
    made(petra)
    other = staff(alb, "other", "reutlingen").says("/activity")
    assert "Nothing yet." in other.sees
    amal = newcomer(alb, "amal")
    for phone in (other, amal):
        phone.says("1 D1")
        assert "Cooking" not in phone.sees


@pytest.mark.parametrize("language", ["Deutsch", "العربية", "فارسی", "ትግርኛ"])
def test_every_language_makes_one(alb: Town, language: str) -> None:
    address(alb)
    petra = invited(alb, "petra", RoleName.STAFF, "alb", language)
    petra.says("/activity")
    for tap in ("activity-new", ".cooking", ".weekly", ".tu", ".1700", ".1900", ".here", ".yes"):
        petra.taps(tap)
    petra.taps(".8").taps(".save")
    assert "09.02.2027" in petra.sees
    assert activities(alb)[0].weekdays == "tu"
