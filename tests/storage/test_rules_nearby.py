"""What is worth telling somebody of: reach, hours, German, child care, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from storage.rules.nearby import Event, Wish, choose, in_reach
from storage.rules.way import Spot

TUESDAY = date(2026, 11, 17)
HERE = Spot(48.41, 9.49, "08415053", "Münsingen", 707, plateau=True)
NEXT_TOWN = Spot(48.40, 9.40, "08415027", "Gomadingen", 675, plateau=True)
FAR = Spot(48.49, 9.21, "08415061", "Reutlingen", 382, plateau=False)
AMAL = Wish(HERE, "alb", frozenset({"foot", "bus"}), frozenset({"tu.am"}), "A1")


def event(key: int = 1, **values: Any) -> Event:
    known = {"revision": 1, "centre": "alb", "at": HERE, "on_date": TUESDAY, "starts": time(10)}
    return Event(key, **{**known, **values})


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, True),
        ({"at": NEXT_TOWN}, True),
        ({"at": FAR}, False),
        ({"at": None}, True),  # no place is known, and it is the own centre's
        ({"at": None, "centre": "reutlingen"}, False),
        ({"starts": time(11, 59)}, True),
        ({"starts": time(12)}, False),
        ({"starts": time(7, 59)}, False),
        ({"on_date": TUESDAY + timedelta(days=1)}, False),
        ({"level": 1}, True),
        ({"level": 2}, False),
    ],
)
def test_what_fits(values: dict[str, Any], fits: bool) -> None:
    assert bool(choose([event(**values)], AMAL)) is fits


def test_who_said_little_is_told_what_is_near() -> None:
    unknown = Wish(HERE, "alb")
    assert choose([event(level=4, starts=time(20)), event(2, at=FAR)], unknown) == [
        event(level=4, starts=time(20))
    ]


def test_three_at_most_the_nearest_and_by_date() -> None:
    days = [event(key, on_date=TUESDAY + timedelta(days=7 * (4 - key))) for key in range(1, 5)]
    assert [each.key for each in choose(days, AMAL)] == [3, 2, 1]


def test_child_care_comes_first_only_where_it_is_needed() -> None:
    four = [event(key) for key in (1, 2, 3)] + [event(4, childcare=True)]
    assert [each.key for each in choose(four, AMAL)] == [1, 2, 3]
    assert [each.key for each in choose(four, replace(AMAL, childcare=True))] == [1, 2, 4]


def test_nothing_twice_unless_it_changed_and_nothing_that_was_declined() -> None:
    again = replace(AMAL, known=frozenset({(1, 1)}), no=frozenset({2}))
    assert choose([event(), event(2)], again) == []
    assert choose([event(revision=2)], again) == [event(revision=2)]


def test_evening_begins_at_six() -> None:
    assert [event(starts=time(17)).slot, event(starts=time(18)).slot] == ["tu.pm", "tu.eve"]


def test_a_car_reaches_what_a_bus_does_not() -> None:
    assert not in_reach(HERE, FAR, {"bus"}, own=True)
    assert in_reach(HERE, FAR, {"car"}, own=False)
    assert not in_reach(HERE, NEXT_TOWN, set(), own=True)  # no way to travel at all
