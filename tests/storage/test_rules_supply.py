"""Supply beside demand: exactly whom the rules name, one by one, now and after each step."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from storage.rules.fit import Opening, Seeker, judge
from storage.rules.one_step import STEPS, Fact, Step, after, opened, steps_to
from storage.rules.slots import SHORTCUTS
from storage.rules.supply import Weighing
from storage.rules.way import Mode
from tests.storage.test_rules_ranking import AMAL, PLACES, SEWING, TODAY, somebody, something
from tests.storage.test_rules_ranking import shared as shared_facts

PEOPLE, BUNDLES = 60, 40


def by_hand(people: list[Seeker], offers: list[Opening]) -> tuple[int, dict[Step, int]]:
    """Judge everybody alone, as they are and with each one fact changed."""
    now, found = 0, dict[Step, int]()
    for person in people:
        if any(judge(person, offer, TODAY).shown for offer in offers):
            now |= 1 << person.id
            continue
        for step in STEPS:
            other = after(person, step)
            if any(judge(other, offer, TODAY).shown for offer in offers):
                found[step] = found.get(step, 0) | 1 << person.id
    return now, found


@pytest.mark.parametrize("seed", range(3))
def test_a_bundle_counts_exactly_whom_the_rules_name_now_and_after_each_step(seed: int) -> None:
    chance, steps, facts = Random(seed), 0, set[Fact]()
    for _ in range(BUNDLES):
        offers = [something(chance) for _ in range(chance.randint(1, 4))]
        people = [somebody(chance, number) for number in range(PEOPLE)]
        now, found = by_hand(people, offers)
        reach = Weighing(shared_facts(people), lambda home: home).reach(offers)
        assert reach.now == now
        assert reach.after == found
        steps += len(found)
        facts |= {step.fact for step in found}
    assert steps > BUNDLES
    assert facts == {*Fact}


@pytest.mark.parametrize("seed", range(3))
def test_no_step_that_is_left_out_would_open_anything(seed: int) -> None:
    chance = Random(seed)
    for number in range(400):
        offer, person = something(chance), somebody(chance, number)
        expected = by_hand([replace(person, id=0)], [offer])[1]
        assert set(opened(person, [offer], TODAY)) == set(expected)
        assert set(expected) <= set(steps_to(offer))


def test_what_was_not_asked_is_no_step() -> None:
    silent = replace(AMAL, german=None, slots=None)
    assert after(silent, Step(Fact.GERMAN, "A1")) == silent
    assert after(silent, Step(Fact.TIMES, "evenings")) == silent
    assert after(AMAL, Step(Fact.GERMAN, "B2")) == AMAL
    assert after(AMAL, Step(Fact.GERMAN, "B1")).german == "B1"


def test_one_fact_alone_is_told_with_its_value() -> None:
    far = replace(AMAL, mobility=frozenset({Mode.FOOT}))
    assert [*opened(far, [SEWING], TODAY)] == [Step(Fact.WAY, "bus"), Step(Fact.WAY, "car")]
    late = replace(SEWING, slots=SHORTCUTS["evenings"], german_min="A2")
    assert [*opened(AMAL, [late], TODAY)] == [Step(Fact.TIMES, "evenings")]
    assert [*opened(replace(AMAL, german="A0"), [SEWING], TODAY)] == [Step(Fact.GERMAN, "A1")]
    driving = replace(SEWING, licence="eu", at=PLACES[0])
    assert [*opened(AMAL, [driving], TODAY)] == [Step(Fact.LICENCE, "eu")]
