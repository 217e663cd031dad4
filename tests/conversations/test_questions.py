"""The kinds of question: what they take, what they ask once more, what an old button does."""

from __future__ import annotations

from datetime import date, time

import pytest

from conversations.kit.events import Tapped
from storage.rules.dates import read_day
from storage.rules.times import read_time
from tests.conversations.invited import staff
from tests.conversations.kept import place, profile
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

CLOSED = "This is closed. Here is the menu: /menu"


def tap(phone: Phone, data: str) -> Phone:
    """Tap a button that may be long gone."""
    return phone.does(Tapped(data, phone.bubbles[-1].row))


def test_an_old_button_answers_closed_and_changes_nothing(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change").taps(".hours")
    full = amal.bubbles[-1].data("Full days")
    amal.taps("Half days").taps("Change").taps(".start").taps("Now")
    tap(amal, full)
    assert amal.toast == CLOSED
    assert profile(amal).hours == "half"


def test_a_second_tap_on_the_same_button_says_nothing(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change").taps(".hours")
    half = amal.bubbles[-1].data("Half days")
    card = tap(amal, half).sees
    tap(amal, half)
    assert amal.toast is None
    assert amal.sees == card


def test_with_no_question_open_a_button_is_closed(here: Town) -> None:
    amal = here.phone("1").settles_in()
    yes = amal.bubbles[-1].data("Yes, look")
    tap(amal.taps("Later"), yes)
    assert amal.toast == CLOSED
    assert place(amal) == (None, None)


@pytest.mark.parametrize(
    "value", ["nonsense", "on.nonsense", "maybe.bus", "skip", "deutsch", "on."]
)
def test_a_value_nobody_offered_is_not_understood(here: Town, value: str) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change").taps(".wants")
    serial = amal.bubbles[-1].every_data[0].split(".")[0]
    tap(amal, f"{serial}.{value}")
    assert place(amal) == ("work", "wants")
    amal.taps(".done")
    assert profile(amal).wants == ["job"]


def test_a_tap_changes_the_message_in_place(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change")
    seen = len(amal.bubbles)
    amal.taps(".mobility").taps(".on.bike").taps(".off.foot").taps(".back")
    assert len(amal.bubbles) == seen + 1
    assert amal.bubbles[seen - 1].text == "How can you travel?\nYou can choose several."


def test_a_typed_answer_is_answered_below_and_the_old_buttons_go(here: Town) -> None:
    amal = newcomer(here, "amal").says("/profile").taps("Change").taps(".mobility")
    asked = amal.bubbles[-1]
    amal.says("2")
    assert asked.rows == []
    assert "☑️ 🚲 Bicycle" in amal.buttons


def test_sharing_the_place_shows_the_telephones_own_button(here: Town) -> None:
    reza = here.phone("1").says("/start").taps("English").taps("I agree").taps("18 or older")
    reza.taps("Another place").taps("Share my place")
    assert reza.bubbles[-1].body["share_place"] == "📍 Share my place"
    assert reza.bubbles[-1].rows == []
    assert "Or type the place or the postcode." in reza.sees


def test_who_does_not_want_to_share_types_back_or_a_town(here: Town) -> None:
    reza = here.phone("1").says("/start").taps("English").taps("I agree").taps("18 or older")
    reza.taps("Another place").taps("Share my place").says("back")
    assert "How old are you?" in reza.sees
    assert any(bubble.body.get("close_keyboard") for bubble in reza.bubbles)


@pytest.mark.parametrize("last", ["Only look", "I agree"])
def test_the_keyboard_is_put_away_when_the_place_is_known(here: Town, last: str) -> None:
    reza = here.phone("1").says("/start").taps("English").taps(last)
    if last == "I agree":
        reza.taps("Under 16")
    reza.taps("Another place").taps("Share my place").shares(48.41, 9.49)
    assert [bool(b.body.get("close_keyboard")) for b in reza.bubbles].count(True) == 1
    assert "Your centre" in str([bubble.text for bubble in reza.bubbles])


def test_outside_the_district_the_nearest_place_is_asked_for(here: Town) -> None:
    reza = here.phone("1").says("/start").taps("English").taps("I agree").taps("18 or older")
    reza.says("Stuttgart")
    assert reza.sees.startswith("This place is not in the district of Reutlingen.")
    assert "Metzingen" in str(reza.buttons)
    reza.taps("Another place").taps("Integrationszentrum Alb").taps("Zwiefalten")
    assert profile(reza).ags == "08415085"


def test_an_unknown_place_is_asked_for_again(here: Town) -> None:
    reza = here.phone("1").says("/start").taps("English").taps("I agree").taps("18 or older")
    assert reza.says("xqzvw").sees.startswith("I do not know this place.")


def test_a_text_of_ones_own_may_be_short_but_not_empty(here: Town) -> None:
    petra = staff(here, "petra", "alb").says("/announce").taps("course").says("24.12.2026")
    petra.says("17:00").says("19:00").taps("Costs something").taps("Open to all")
    petra.taps("Change").taps("Place").taps("Another place").says("Metzingen").says("x" * 121)
    assert petra.sees.startswith("Please write less: up to 120 letters.")
    assert place(petra) == ("announce", "street")


def test_back_passes_over_what_was_not_asked(here: Town) -> None:
    petra = staff(here, "petra", "alb").says("/announce").taps("course").says("24.12.2026")
    petra.says("17:00").says("19:00").taps("Costs something").taps("Back")
    assert petra.sees.endswith("Is it free? Is there child care?")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.12.2026", date(2026, 12, 24)),
        ("٢٤.١٢.٢٠٢٦", date(2026, 12, 24)),
        ("1/2/2026", date(2026, 2, 1)),
        ("20261224", date(2026, 12, 24)),
        ("30.02.2026", None),
        ("24.12.26", date(2026, 12, 24)),
        ("tomorrow", date(2026, 11, 11)),
        ("24.13.", None),
        ("", None),
    ],
)
def test_a_typed_day(text: str, day: date | None) -> None:
    assert read_day(text, date(2026, 11, 10)) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("17:30", time(17, 30)),
        ("۱۷:۳۰", time(17, 30)),
        ("1730", time(17, 30)),
        ("9", time(9)),
        ("9h", time(9)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("17:60", None),
        ("five", time(17)),
        ("fife", None),
    ],
)
def test_a_typed_time(text: str, at: time | None) -> None:
    assert read_time(text) == at
