"""Needs put together: alike in pairs, each once, the same whatever order they come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from storage.rules.bundling import ALONE, Need, alike, bundles, firms, places
from storage.rules.places import shipped
from storage.rules.taxonomy import skills

DISTRICT = shipped()
PLZ = ("72793", "72555", "72525", "72532", "88529", "72764")
DAY = date(2026, 5, 4)
SEWING = Need(
    id=1,
    firm=1,
    kind="internship",
    skills=frozenset({"textile.machine"}),
    at=DISTRICT.spot("72525"),
    centre="alb",
    places=1,
    starts=DAY,
)


def some_need(chance: Random, number: int) -> Need:
    plz = chance.choice(PLZ)
    at = DISTRICT.spot(plz)
    return Need(
        id=number,
        firm=chance.randint(1, 12),
        kind=chance.choice(("job", "internship")),
        skills=frozenset(chance.sample([*skills()][:12], chance.randint(0, 2))),
        at=at,
        centre=DISTRICT.by_ags[at.ags].centre if at else None,
        places=chance.randint(0, 4),
        starts=chance.choice((None, DAY + timedelta(days=chance.randint(0, 90)))),
        checked=chance.random() > 0.2,
    )


@pytest.mark.parametrize("seed", range(5))
def test_any_two_of_a_bundle_are_alike_and_the_order_does_not_matter(seed: int) -> None:
    chance = Random(seed)
    needs = [some_need(chance, number) for number in range(1, 80)]
    found = bundles(needs)
    chance.shuffle(needs)
    assert bundles(needs) == found
    keys = [need.id for each in found for need in each.needs]
    assert len(keys) == len(set(keys))
    for each in found:
        assert all(alike(one, other) for one in each.needs for other in each.needs)
        assert firms(each.needs) > 1 or places(each.needs) >= ALONE
        assert each.key == min(need.id for need in each.needs)
    sizes = [places(each.needs) for each in found]
    assert sizes == sorted(sizes, reverse=True)
    assert len(found) > 3
    taken = set(keys)
    left = [need for need in needs if need.id not in taken and need.skills and need.places]
    assert not any(
        one.firm != other.firm and alike(one, other) for one in left for other in left
    ), "two firms that need the same are left apart"


def test_one_firm_alone_is_a_bundle_from_three_places_on() -> None:
    second = replace(SEWING, id=2)
    assert bundles([SEWING, second]) == []
    assert [each.key for each in bundles([SEWING, replace(second, places=2)])] == [1]
    assert [each.key for each in bundles([SEWING, replace(second, firm=2)])] == [1]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ({"skills": frozenset({"textile.tailor"})}, True),
        ({"skills": frozenset({"food.cook"})}, False),
        ({"kind": "job"}, False),
        ({"starts": DAY + timedelta(weeks=4)}, True),
        ({"starts": DAY + timedelta(weeks=4, days=1)}, False),
        ({"starts": None}, True),
        ({"at": DISTRICT.spot("72532"), "centre": "other"}, True),  # Gomadingen, 8 km
        ({"at": DISTRICT.spot("88529"), "centre": "other"}, False),  # Zwiefalten, 20 km
        ({"at": DISTRICT.spot("88529"), "centre": "alb"}, True),
        ({"at": None, "centre": None}, False),
    ],
)
def test_what_is_alike(other: dict[str, Any], together: bool) -> None:
    two = [SEWING, replace(SEWING, id=2, firm=2, **other)]
    assert bool(bundles(two)) is together


def test_what_waits_for_a_colleague_is_counted_apart_and_the_skill_is_the_usual_one() -> None:
    others = [
        replace(SEWING, id=2, firm=2, skills=frozenset({"textile.tailor"})),
        replace(SEWING, id=3, firm=3, skills=frozenset({"textile.tailor"}), checked=False),
    ]
    (found,) = bundles([SEWING, *others])
    assert [need.id for need in found.checked] == [1, 2]
    assert [need.id for need in found.unchecked] == [3]
    assert found.skill == "textile.tailor"
    assert found.centres == {"alb"}
