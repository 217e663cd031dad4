"""What happens near somebody this week: what there is, who comes, who waits, who only looks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.activities import save_activity
from storage.models import Activity, Signup
from storage.rules.ages import AgeBand
from tests.people import Phone, Town
from tests.scheduler.desk import address, held, local, newcomer
from tests.works import work_at

pytestmark = pytest.mark.both_databases

CLOSED = "This is closed. Here is the menu: /menu"
WEDNESDAY, THURSDAY = date(2026, 11, 11), date(2026, 11, 12)


def signups(at: Town) -> list[tuple[int, bool]]:
    rows = select(Signup.person_id, Signup.waiting).order_by(Signup.id)
    return at.do(lambda session: [(row[0], row[1]) for row in session.execute(rows)])


def looks(phone: Phone, line: str) -> bool:
    return line in phone.sees.split("\n")


def codes(phone: Phone) -> list[str]:
    """Return the codes of the cards, the oldest first."""
    return [bubble.text.partition("Code: ")[2].split("\n")[0] for bubble in phone.bubbles]


def test_what_is_in_reach_is_shown_first_and_by_date_each_with_its_button(alb: Town) -> None:
    held(alb, THURSDAY, label="women_welcome", partner="Kirchengemeinde Muster")
    held(alb, WEDNESDAY, plz="72764", centre="reutlingen", kind="language_cafe")
    amal = newcomer(alb, "amal").says("/week")
    first, second = amal.bubbles
    assert second.text.startswith("☕ Language café")  # on Wednesday, and an hour away
    assert first.text.split("\n") == [
        "This week near you:",
        "🍲 Cooking together",
        "📅 Thursday, 12.11.2026, from 17:00 to 19:00",
        "📍 Place: Münsingen, Musterweg 8 (Deutsch)",
        "🎁 It is free.",
        "🧸 Children are looked after.",
        "Women are very welcome.",
        "🤝 With: Kirchengemeinde Muster",
        "Code: A1",
    ]
    assert first.buttons == second.buttons == ["👍 I will come", "Not for me"]


def test_three_are_shown_at_a_time_and_the_rest_is_one_tap_away(alb: Town) -> None:
    for _ in range(7):
        held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    assert amal.sees.endswith("\n… +4")
    amal.taps("Show more")
    assert amal.sees.endswith("\n… +1")
    amal.taps("Show more")
    assert codes(amal) == [f"A{number}" for number in range(1, 8)]


def test_sixty_things_are_shown_by_date_the_nearest_of_a_day_first(alb: Town) -> None:
    for number in range(60):
        held(alb, WEDNESDAY + timedelta(days=number % 3), plz=("72532", "72525")[number % 2])
    amal = newcomer(alb, "amal", mobility=["car"]).says("/week")
    for _ in range(19):
        amal.taps("Show more")
    days = [THURSDAY + timedelta(days=n) for n in (-1, 0, 1)]
    shown = [
        (days.index(day), "Münsingen" not in bubble.text)
        for bubble in amal.bubbles
        for day in days
        if f"{day:%d.%m.%Y}" in bubble.text
    ]
    assert len(shown) == len(set(codes(amal))) == 60
    assert shown == sorted(shown)
    assert "Show more" not in str(amal.buttons)


@pytest.mark.parametrize("page", ["0", "9", "-1", "x", "2" * 40, "٢"])
def test_a_page_that_is_none_is_the_first(alb: Town, page: str) -> None:
    for _ in range(4):
        held(alb, THURSDAY)
    shown = newcomer(alb, "amal").says(f"/week {page}").bubbles
    assert len(shown) == (1 if page == "٢" else 3)


def test_a_weekly_activity_shows_its_next_day_only(alb: Town) -> None:
    alb.do(lambda session: save_activity(alb.work(session), weekly()))
    amal = newcomer(alb, "amal").says("/week")
    assert len(amal.bubbles) == 1
    assert "Wednesday, 11.11.2026" in amal.sees


def weekly() -> Activity:
    return Activity(
        kind="language_cafe",
        centre="alb",
        plz="72525",
        weekdays="we,th",
        starts=time(15),
        ends=time(17),
    )


def test_an_empty_week_is_said_kindly(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/week")
    assert amal.sees.startswith("We have nothing near you this week.")


def test_i_come_turns_the_same_message_and_cannot_turns_it_back(alb: Town) -> None:
    held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    assert amal.toast == "Thank you. See you there."
    assert amal.sees.startswith("✅ You are coming.\n🍲 Cooking together")
    assert amal.buttons == ["❌ I cannot come"]
    amal.taps("I cannot come")
    assert amal.buttons == ["👍 I will come", "Not for me"]
    assert signups(alb) == []
    assert len(amal.bubbles) == 1


def test_a_map_shows_where_it_takes_place(alb: Town) -> None:
    address(alb)
    held(alb, WEDNESDAY, plz="88529", village="Mörsingen", place_hint="Rathaus, Hauptstr. 1")
    held(alb, THURSDAY, place_hint="Musterweg 1, 72525 Münsingen")
    amal = newcomer(alb, "amal").says("/week")
    near, far = sorted(amal.bubbles, key=lambda bubble: "Mörsingen" in bubble.text)
    assert "📍 Place: Mörsingen (Zwiefalten), Rathaus, Hauptstr. 1" in far.text
    search = "https://www.openstreetmap.org/search?query="
    assert far.opens == [f"{search}Rathaus%2C+Hauptstr.+1%2C+88529+M%C3%B6rsingen"]
    assert near.opens[0].startswith("https://www.openstreetmap.org/?mlat=48.")


def test_where_no_street_is_known_somebody_says_whom_to_ask(alb: Town) -> None:
    held(alb, THURSDAY, place_hint=None)
    amal = newcomer(alb, "amal").says("/week")
    assert "📍 Place: Münsingen\nWhere exactly? Ask here: /person" in amal.sees
    assert amal.bubbles[0].opens == []


def test_two_taps_are_one_place(alb: Town) -> None:
    held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    data, row = amal.bubbles[0].data("I will come"), amal.bubbles[0].row
    amal.does(Tapped(data, row)).does(Tapped(data, row))
    assert len(signups(alb)) == 1
    assert amal.buttons == ["❌ I cannot come"]


def test_when_it_is_full_there_is_a_waiting_list(alb: Town) -> None:
    held(alb, THURSDAY, capacity=1)
    newcomer(alb, "amal").says("/week").taps("I will come")
    yonas = newcomer(alb, "yonas").says("/week")
    assert looks(yonas, "All places are taken. There is a waiting list.")
    yonas.taps("waiting list")
    assert looks(yonas, "⏳ You are on the waiting list. We write to you when there is a place.")
    assert [waiting for _, waiting in signups(alb)] == [False, True]


def test_a_place_that_becomes_free_goes_to_who_waits(alb: Town) -> None:
    held(alb, THURSDAY, capacity=1)
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    yonas = newcomer(alb, "yonas").says("/week").taps("waiting list")
    amal.taps("I cannot come")
    alb.tick()
    yonas.reads()
    assert yonas.sees.startswith("🎉 There is a place for you now.\n✅ You are coming.")


def test_the_place_of_who_deletes_their_data_goes_to_who_waits(alb: Town) -> None:
    held(alb, THURSDAY, capacity=1)
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    yonas = newcomer(alb, "yonas").says("/week").taps("waiting list")
    amal.says("/delete").taps("Yes, delete everything")
    alb.tick()
    assert [waiting for _, waiting in signups(alb)] == [False]
    assert yonas.reads().sees.startswith("🎉 There is a place for you now.")


def test_in_the_night_the_clocks_change_one_can_come_as_well(alb: Town) -> None:
    alb.now = local(date(2027, 3, 25), 9)
    weekly = {"weekdays": "su", "starts": time(2, 30), "ends": time(4), "kind": "cooking"}
    known = {"centre": "alb", "plz": "72525", "free": True, "childcare": False}
    alb.do(lambda s: save_activity(alb.work(s), Activity(**weekly, **known)))
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    assert looks(amal, "✅ You are coming.")
    alb.walk(local(date(2027, 3, 27), 19))
    assert "28.03.2027, from 02:30 to 04:00" in amal.reads().sees


def test_who_only_looks_is_led_to_the_consent(alb: Town) -> None:
    held(alb, THURSDAY)
    selam = alb.phone("selam").says("/start").taps("English").taps("Only look").says("Münsingen")
    assert "🍲 Cooking together" in selam.sees
    selam.taps("I will come")
    assert "I agree, start" in selam.buttons[0]
    assert signups(alb) == []
    selam.taps("I agree").taps("18")
    assert [waiting for _, waiting in signups(alb)] == [False]
    assert any(looks_in(bubble.text, "✅ You are coming.") for bubble in selam.bubbles)
    assert not any("Where do you live?" in bubble.text for bubble in selam.bubbles[-4:])


def looks_in(text: str, line: str) -> bool:
    return line in text.split("\n")


def test_who_goes_on_only_looking_is_not_asked_again_and_again(alb: Town) -> None:
    held(alb, THURSDAY)
    selam = alb.phone("selam").says("/start").taps("English").taps("Only look").says("Münsingen")
    selam.taps("I will come").taps("Only look")
    assert signups(alb) == []
    assert "I agree, start" not in selam.buttons
    selam.says("/offers")
    assert "So we ask you first" in selam.bubbles[-2].text
    selam.taps("Only look")
    assert "I agree, start" not in selam.buttons


def test_somebody_unknown_with_a_copied_button_is_led_to_the_consent(alb: Town) -> None:
    held(alb, THURSDAY)
    selam = alb.phone("selam").says("/start").taps("English").taps("Only look").says("Münsingen")
    selam.does(Tapped("1sactivity.1.1.come-20261112", None))
    assert signups(alb) == []
    assert "I agree, start" in selam.buttons[0]


def test_under_sixteen_is_sent_to_the_centre(alb: Town) -> None:
    held(alb, THURSDAY)
    selam = newcomer(alb, "selam", age_band=AgeBand.UNDER_16).says("/week")
    assert looks(selam, "To come, please ask your centre: /person")
    selam.does(Tapped("1sactivity.1.1.come-20261112", None))
    assert signups(alb) == []


def test_a_changed_activity_is_shown_before_anybody_is_signed_up(alb: Town) -> None:
    key = held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    alb.do(lambda session: _begins_later(session, key, alb.now))
    amal.taps("I will come")
    assert amal.toast == "This changed in the meantime. Please look again."
    assert "from 18:00 to 19:00" in amal.sees
    assert signups(alb) == []


def _begins_later(session: Session, key: int, now: datetime) -> None:
    activity = session.get_one(Activity, key)
    activity.starts = time(18)
    save_activity(work_at(session, now), activity)


@pytest.mark.parametrize(
    ("at", "stamp", "comes"),
    [
        (local(WEDNESDAY, 16, 59), "20261111", True),
        (local(WEDNESDAY, 17), "20261111", False),
        (local(THURSDAY, 9), "20261111", False),
        (local(WEDNESDAY, 9), "20261105", False),
        (local(WEDNESDAY, 9), "20271111", True),
        (local(WEDNESDAY, 9), "20271117", False),
    ],
)
def test_nobody_comes_to_a_day_that_is_over_or_a_year_away(
    alb: Town, at: datetime, stamp: str, comes: bool
) -> None:
    alb.do(lambda session: save_activity(alb.work(session), weekly()))
    amal = newcomer(alb, "amal")
    alb.now = at
    amal.does(Tapped(f"1sactivity.1.1.come-{stamp}", None))
    assert bool(signups(alb)) is comes
    assert amal.toast == ("Thank you. See you there." if comes else CLOSED)


@pytest.mark.parametrize("action", ["come-20261113", "come-99999999", "steal", "come-20261001"])
def test_other_days_and_invented_actions_sign_nobody_up(alb: Town, action: str) -> None:
    key = held(alb, THURSDAY)
    newcomer(alb, "amal").does(Tapped(f"1sactivity.{key}.1.{action}", None))
    assert signups(alb) == []


def test_the_typed_twin_comes_and_goes(alb: Town) -> None:
    key = held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week").says(f"1 A{key}")
    assert len(signups(alb)) == 1
    amal.says(f"1 a{key}")
    assert signups(alb) == []
