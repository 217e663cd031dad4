"""Not for me: it comes last from the next day on, and can be wanted again."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.kit.events import Tapped
from storage.activities import save_activity
from tests.conversations.test_week import codes, weekly
from tests.people import Town
from tests.scheduler.desk import held, local, newcomer

pytestmark = pytest.mark.both_databases

CLOSED = "This is closed. Here is the menu: /menu"
WEDNESDAY, THURSDAY = date(2026, 11, 11), date(2026, 11, 12)


def test_what_is_not_for_somebody_comes_last_until_they_want_it_after_all(alb: Town) -> None:
    held(alb, WEDNESDAY)
    held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    assert codes(amal) == ["A1", "A2"]
    amal.taps("Not for me", amal.bubbles[0])
    said = "You said: not for me. Other things to do: /week\n🍲 Cooking together"
    assert amal.bubbles[0].text.startswith(said)
    assert amal.bubbles[0].buttons == ["👍 I will come"]
    for _ in range(3):
        held(alb, THURSDAY)
    assert codes(amal.says("/week"))[-3:] == ["A1", "A2", "A3"]  # today it stays where it was
    alb.now = local(WEDNESDAY, 8)
    assert codes(amal.says("/week"))[-3:] == ["A2", "A3", "A4"]
    assert codes(amal.taps("Show more"))[-2:] == ["A5", "A1"]
    amal.taps("I will come", amal.bubbles[-1])
    assert "A1" in codes(amal.says("/week"))[-3:]


def test_not_for_me_is_by_code_too_and_nobody_elses_business(alb: Town) -> None:
    held(alb, WEDNESDAY)
    held(alb, THURSDAY)
    amal, yonas = newcomer(alb, "amal").says("/week"), newcomer(alb, "yonas")
    assert "Other things to do" in amal.says("2 A1").bubbles[-1].text
    assert codes(yonas.says("/week")) == ["A1", "A2"]


def test_who_is_coming_says_no_with_the_other_button(alb: Town) -> None:
    held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    old = amal.bubbles[0].data("Not for me")
    amal.taps("I will come").does(Tapped(old, amal.bubbles[0].row))
    assert amal.sees.startswith("✅ You are coming.")


def test_a_not_for_me_of_the_last_release_is_understood(alb: Town) -> None:
    key = held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week").does(Tapped(f"1spassed.{key}.1.no", None))
    assert amal.sees.startswith("You said: not for me. Other things to do: /week")


def test_what_was_not_shown_is_shown_whatever_is_said_on_the_way(alb: Town) -> None:
    for _ in range(7):
        held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week")
    for bubble in list(amal.bubbles):
        amal.taps("Not for me", bubble)
    amal.taps("Show more").taps("Show more")
    assert {code for code in codes(amal) if code} == {f"A{number}" for number in range(1, 8)}


def test_not_for_me_is_heard_where_all_places_are_taken(alb: Town) -> None:
    held(alb, THURSDAY, capacity=1)
    newcomer(alb, "yonas").says("/week").taps("I will come")
    amal = newcomer(alb, "amal").says("/week").taps("Not for me")
    assert amal.sees.startswith("You said: not for me.")


def test_a_day_that_is_over_is_not_the_next_one(alb: Town) -> None:
    alb.do(lambda session: save_activity(alb.work(session), weekly()))
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    alb.now = local(WEDNESDAY, 20)
    amal.says("/week").taps("Not for me")
    assert "Thursday, 12.11.2026" in amal.sees
    assert amal.sees.startswith("You said: not for me.")
