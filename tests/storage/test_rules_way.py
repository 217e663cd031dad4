"""About how long the way takes, valley and Alb."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.rules.places import shipped
from storage.rules.way import Mode, Spot, best_way, kilometres, over_escarpment, ways

DISTRICT = shipped()


def spot(plz: str) -> Spot:
    found = DISTRICT.spot(plz)
    assert found
    return found


@pytest.mark.parametrize(
    ("here", "there", "mobility", "mode", "minutes"),
    [
        ("72793", "72555", {"bus"}, "bus", 38.5),
        ("72793", "72555", {"bus", "car"}, "car", 16.5),
        ("72574", "72584", {"bus", "car"}, "car", 8.1),
        ("72584", "72574", {"bike"}, "bike", 24.5),
        ("88529", "72534", {"foot", "bus"}, "bus", 33.3),
        ("72525", "72534", {"bus"}, "bus", 64.3),
        ("72525", "72525", {"foot", "bus"}, "foot", 16.2),
    ],
)
def test_the_quickest_way(
    here: str, there: str, mobility: set[str], mode: str, minutes: float
) -> None:
    way = best_way(spot(here), spot(there), mobility)
    assert way
    assert way.mode == mode
    assert way.minutes == pytest.approx(minutes, abs=0.1)


def test_nobody_cycles_up_the_albtrauf() -> None:
    urach, hulben = spot("72574"), spot("72584")
    assert over_escarpment(urach, hulben)
    assert Mode.BIKE not in ways(urach, hulben)
    assert Mode.BIKE in ways(hulben, urach)
    assert best_way(urach, hulben, {"bike"}) is None


@pytest.mark.parametrize(
    ("km", "modes"),
    [
        (3.9, {Mode.FOOT, Mode.BIKE, Mode.BUS, Mode.CAR}),
        (4.1, {Mode.BIKE, Mode.BUS, Mode.CAR}),
        (7.9, {Mode.BIKE, Mode.BUS, Mode.CAR}),
        (8.1, {Mode.BUS, Mode.CAR}),
    ],
)
def test_how_far_people_walk_and_cycle(km: float, modes: set[Mode]) -> None:
    here = spot("72760")
    north = km / 1.35 / 111.195  # degrees; a road is longer than the air line
    assert set(ways(here, replace(here, lat=here.lat + north, ags="elsewhere"))) == modes


def test_zwiefalten_lies_below_the_alb_but_not_behind_the_edge() -> None:
    assert not over_escarpment(spot("88529"), spot("72534"))


def test_before_six_there_is_no_bus() -> None:
    assert best_way(spot("72793"), spot("72555"), {"bus"}, before_six=True) is None


def test_inside_a_town_the_way_is_marked_and_a_little_longer_than_nothing() -> None:
    way = best_way(spot("72760"), spot("72760"), {"foot"})
    assert way
    assert way.same_place
    assert way.minutes == pytest.approx(16.2)


def test_kilometres_between_the_centres() -> None:
    assert kilometres(48.49208, 9.21201, 48.41137, 9.49486) == pytest.approx(22.7, abs=0.1)
    assert kilometres(48.4, 9.4, 48.4, 9.4) == 0
