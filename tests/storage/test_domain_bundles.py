"""Bundles of a database: the numbers of the card are those of the rules, person by person."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from storage import bundles
from storage.crowd import people_in
from storage.matching import seeker_of
from storage.models import Offer, Profile
from storage.models.offers import OfferState
from storage.openings import opening_of
from storage.rules.fit import Seeker, judge
from storage.rules.one_step import STEPS, Step, after
from storage.rules.slots import SHORTCUTS
from storage.work import Work
from tests.people import Town
from tests.scheduler.desk import changed, newcomer, offered

pytestmark = pytest.mark.both_databases
TOWNS = ("72525", "72555", "72764", "88529")


def a_town(at: Town, chance: Random) -> None:
    """Let firms look for people, and people for work, at random."""
    offered(at, slots=sorted(SHORTCUTS["all_day"]), german_min="B1", hours_week=10)
    offered(at, slots=sorted(SHORTCUTS["evenings"]), licence="eu")
    for number in range(16):
        newcomer(
            at,
            f"person {number}",
            plz=chance.choice(TOWNS),
            slots=chance.choice([None, *map(sorted, SHORTCUTS.values())]),
            german=chance.choice((None, "A0", "A1", "A2")),
            mobility=chance.choice((None, ["foot"], ["foot", "bus"], ["car"])),
            licences=chance.choice(([], ["eu"])),
        )


def by_hand(work: Work, keys: list[int]) -> tuple[set[int], dict[Step, set[int]]]:
    """Judge everybody for some offers, now and with each one fact changed."""
    offers = work.session.scalars(select(Offer).where(Offer.id.in_(keys))).all()
    people = work.session.scalars(select(Profile).options(selectinload(Profile.skills))).all()

    def is_shown(seeker: Seeker) -> bool:
        return any(judge(seeker, opening_of(work, offer), work.today).shown for offer in offers)

    seekers = [seeker_of(work, profile) for profile in people]
    now = {each.id for each in seekers if is_shown(each)}
    left = [each for each in seekers if each.id not in now]
    found = {step: {each.id for each in left if is_shown(after(each, step))} for step in STEPS}
    return now, {step: who for step, who in found.items() if who}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_numbers_are_those_of_the_rules_for_everybody_alone(alb: Town, seed: int) -> None:
    a_town(alb, Random(seed))

    def compare(work: Work) -> int:
        (bundle,) = bundles.bundles(work, "alb")
        reach = bundles.reach(work, bundle)
        now, found = by_hand(work, [need.id for need in bundle.checked])
        assert {*people_in(reach.now)} == now
        assert {step: {*people_in(who)} for step, who in reach.after.items()} == found
        assert bundles.audience(work, bundle) == now.union(*found.values())
        return len(found)

    assert alb.do(lambda session: compare(alb.work(session))) > 2


def test_only_what_is_looked_for_now_is_in_a_bundle(alb: Town) -> None:
    keys = [offered(alb) for _ in range(5)]
    changed(alb, keys[2], state=OfferState.FILLED)
    changed(alb, keys[3], state=OfferState.DRAFT)
    changed(alb, keys[4], hidden_at=alb.now)

    def needs(work: Work) -> tuple[list[int], list[int]]:
        (bundle,) = bundles.bundles(work)
        return [each.id for each in bundle.checked], [each.id for each in bundle.unchecked]

    assert alb.do(lambda session: needs(alb.work(session))) == (keys[:2], keys[3:])


def test_what_the_district_lacks_counts_the_people_of_the_centre(alb: Town) -> None:
    offered(alb, places=3)
    for number in range(6):
        newcomer(alb, f"a{number}", german="A0", plz="72525", centre="alb")
        newcomer(alb, f"b{number}", german="A0", plz="72532", centre="ermstal")

    def lack(work: Work, centre: str | None) -> list[tuple[str, int, int, str | None]]:
        found = bundles.lacking(work, centre)
        return [(each.step.value, each.people, each.places, each.town) for each in found]

    assert alb.do(lambda s: lack(alb.work(s), "alb")) == [("A1", 6, 3, "Münsingen")]
    assert alb.do(lambda s: lack(alb.work(s), None)) == [("A1", 12, 3, "Münsingen")]
