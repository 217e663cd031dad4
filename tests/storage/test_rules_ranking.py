"""Sets of people in order: exactly whom the rules send an offer to, and in the order they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from storage.rules.fit import Opening, Seeker, judge
from storage.rules.fit_codes import FOREIGN, LEVELS
from storage.rules.places import shipped
from storage.rules.ranking import Sets, best_first
from storage.rules.slots import SLOTS
from storage.rules.way import Mode

TODAY = date(2026, 5, 4)
DISTRICT = shipped()
PLACES = [DISTRICT.spot(plz) for plz in ("72793", "72555", "72525", "72532", "88529", "")]
KEYS = ["textile.machine", "textile.tailor", "shop.sales", "shop.fashion", "care.dentist", "gone"]
PEOPLE, OFFERS, SAME = 60, 80, 0.7
FACTS = ("wants", "areas", "licences", "slots", "mobility", "skills", "german", "home")

AMAL = Seeker(
    id=1,
    wants=frozenset({"job", "tryout"}),
    home=PLACES[0],
    skills=(("textile.machine", 3),),
    areas=frozenset({"textile"}),
    german="A2",
    slots=frozenset(SLOTS[:8]),
    mobility=frozenset({Mode.BUS, Mode.BIKE}),
    licences=frozenset({"forklift"}),
)
SEWING = Opening(
    id=7,
    kind="job",
    skills=frozenset({"textile.machine"}),
    at=PLACES[1],
    places=1,
    hours_week=30,
    german_min="A2",
    slots=frozenset({"mo.am", "mo.pm", "tu.am"}),
)


def some(chance: Random, of: Sequence[Any], most: int) -> frozenset[Any]:
    return frozenset(chance.sample(of, chance.randint(0, most)))


def somebody(chance: Random, number: int) -> Seeker:
    """Return somebody who differs from Amal here and there."""
    skills = ((key, chance.randint(0, 3)) for key in sorted(some(chance, KEYS, 3)))
    other = {
        "wants": some(chance, ["job", "tryout", "course"], 3),
        "home": chance.choice(PLACES),
        "skills": tuple(skills),
        "areas": some(chance, ["any", "shop", "textile"], 2),
        "german": chance.choice([None, *LEVELS, "?"]),
        "slots": chance.choice([None, some(chance, SLOTS[:12], 12)]),
        "mobility": chance.choice([None, some(chance, [*Mode], 4)]),
        "licences": some(chance, ["car", "forklift", FOREIGN], 2),
    }
    return replace(AMAL, id=number, **few(chance, other))


def something(chance: Random) -> Opening:
    """Return an offer that differs from the sewing here and there."""
    other = {
        "kind": chance.choice(["look_day", "course", "unheard"]),
        "skills": some(chance, KEYS, 3),
        "area": chance.choice(["textile", "shop"]),
        "at": chance.choice(PLACES),
        "hours_week": 10,
        "german_min": chance.choice([*LEVELS, "?"]),
        "german_help": True,
        "slots": some(chance, SLOTS[:12], 12),
        "licence": chance.choice(["forklift", FOREIGN]),
        "experience": "some",
        "before_six": chance.choice([False, True]),
    }
    return replace(SEWING, **few(chance, other))


def few(chance: Random, other: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in other.items() if chance.random() > SAME}


def shared(people: Sequence[Seeker]) -> Sets:
    """Return who shares what, as it is kept: who was not asked yet has None."""
    sets: dict[str, dict[Any, int]] = {name: {} for name in FACTS}
    for person in people:
        for name, known in sets.items():
            told = getattr(person, name)
            for value in {told} if told is None or name in {"german", "home"} else {*told}:
                known[value] = known.get(value, 0) | 1 << person.id
    return sets


@pytest.mark.parametrize("seed", range(3))
def test_sets_name_exactly_whom_the_rules_name_score_by_score(seed: int) -> None:
    chance, scores = Random(seed), 0
    for _ in range(OFFERS):
        offer, people = something(chance), [somebody(chance, number) for number in range(PEOPLE)]
        expected: dict[int, int] = {}
        for person in people:
            fit = judge(person, offer, TODAY)
            if fit.pushed:
                expected[fit.score] = expected.get(fit.score, 0) | 1 << person.id
        without = sum(1 << person.id for person in chance.sample(people, 3))
        wanted = [expected[score] & ~without for score in sorted(expected, reverse=True)]
        found = best_first(offer, shared(people), lambda home: home, without)
        assert [*found] == [who for who in wanted if who]
        scores += len(expected)
    assert scores > 3 * OFFERS
