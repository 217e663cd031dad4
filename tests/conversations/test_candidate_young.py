"""What a firm reads of somebody of 16 or 17 is what it reads of an adult."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from storage.models import Person
from storage.rules.ages import AgeBand
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    asked,
    is_interested,
    looking,
    moves,
    speaks,
    stage,
    way,
)
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, offered

pytestmark = pytest.mark.both_databases


def grows_young(at: Town, key: int) -> None:
    who = way(at, key).person_id
    at.do(lambda s: setattr(s.get_one(Person, who), "age_band", AgeBand.YOUNG))


def wanted(at: Town) -> tuple[Phone, Phone, int]:
    """Let a firm want somebody of 16 or 17 whom it knows by a code: both phones, the way."""
    firm, _offer, key = asked(at)
    grows_young(at, key)
    firm.taps("Please send")
    at.now += timedelta(hours=2)
    return firm, at.phone("amal"), key


def says_yes(amal: Phone, key: int) -> None:
    amal.reads().says("/ways").taps("way.1.").taps(".yes")
    assert stage(amal.town, key) is Stage.GUARDIAN


def waits_for_both(at: Town) -> tuple[Phone, int, int]:
    """Let a firm wait for two: parents are asked of one, the other said nothing yet."""
    firm, offer = looking(at, places=2)
    young, adult = (is_interested(at, offer, name) for name in ("amal", "reza"))
    at.walk(at.now + timedelta(days=1))
    for key in (young, adult):
        moves(at, key, Move.SEND, FIRM)
    grows_young(at, young)
    at.now += timedelta(hours=2)
    says_yes(at.phone("amal"), young)
    return firm, young, adult


def read_by(firm: Phone) -> tuple[str, list[str], str]:
    people = firm.says("/mypeople").sees
    firm.taps("👤")
    return people, firm.buttons, firm.sees


def test_the_day_a_firm_reads_does_not_tell_who_is_young(alb: Town) -> None:
    firm, amal, key = wanted(alb)
    before = read_by(firm)
    says_yes(amal, key)
    assert read_by(firm) == before
    assert "You hear from us by" in before[0]


def test_the_next_day_that_is_promised_is_the_one_of_an_adult(alb: Town) -> None:
    firm, _young, adult = waits_for_both(alb)
    alb.walk(alb.now + timedelta(days=6))
    assert stage(alb, adult) is Stage.WANTED
    said = firm.reads().says("/mypeople").sees.split("\n")
    assert said[2] == said[4]
    assert said[2].startswith("You hear from us by")


def test_an_old_no_of_a_firm_does_not_tell_who_is_young(alb: Town) -> None:
    firm, amal, key = wanted(alb)
    read_by(firm)
    old = firm.bubbles[-1]
    says_yes(amal, key)
    firm.taps("Not any more", old).taps("Another reason")
    assert firm.toast == "Thank you."
    assert "You said: no." in firm.sees
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert stage(alb, key) is Stage.REFUSED


def test_a_firm_that_fills_its_need_waits_for_nobody_young_either(alb: Town) -> None:
    firm, young, adult = waits_for_both(alb)
    firm.reads().says("/myoffers").taps("No, filled")
    alb.walk(alb.now + timedelta(minutes=2))
    assert (stage(alb, young), stage(alb, adult)) == (Stage.CLOSED, Stage.CLOSED)
    assert "Nobody is on the way to you now" in firm.reads().says("/mypeople").sees
    assert "This place is taken now" in alb.phone("amal").reads().sees


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    return alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)


def _read(firm: Phone, seen: int) -> list[str]:
    """Return what came to a firm and what it finds when it looks, but the code of who it is."""
    came = [bubble.text for bubble in firm.reads().bubbles[seen:]]
    listed = firm.says("/mypeople")
    found = [listed.sees, *listed.buttons]
    if any("👤" in each for each in listed.buttons):
        card = listed.taps("👤")
        found += [card.sees, *card.buttons]
    return [re.sub(r"\b[A-Z2-9]{6}\b|\b[EJ]\d+", "…", text) for text in (*came, *found)]


def _days(at: Town, firms: list[Phone], days: int) -> Iterator[list[list[str]]]:
    seen = [len(firm.reads().bubbles) for firm in firms]
    for _day in range(days):
        at.walk(at.now + timedelta(days=1))
        yield [_read(firm, n) for firm, n in zip(firms, seen, strict=True)]
        seen = [len(firm.bubbles) for firm in firms]


def test_a_patient_firm_reads_the_same_of_who_is_young_and_of_an_adult_on_each_day(
    town: Town,
) -> None:
    """The one said yes and the parents are asked, the other is silent: nothing tells which."""
    offers = [offered(town, kind="look_day", street="Musterweg 8") for _each in range(2)]
    address(town)
    firms = [speaks(town, f"firm {n}", offer) for n, offer in enumerate(offers)]
    names = zip(offers, ("amal", "reza"), strict=True)
    young, adult = (is_interested(town, offer, name) for offer, name in names)
    town.walk(town.now + timedelta(days=1))
    for key in (young, adult):
        moves(town, key, Move.SEND, FIRM)
    grows_young(town, young)
    town.now += timedelta(days=2)
    says_yes(town.phone("amal"), young)
    ends = [each for each, other in _days(town, firms, 30) if _same(each, other)]
    assert stage(town, young) is stage(town, adult) is Stage.EXPIRED
    assert any("The person did not answer." in text for day in ends for text in day)
    amal = town.phone("amal").reads()
    gone = "The yes of your parents or guardian was not there in time. It is not your fault."
    assert any(gone in bubble.text for bubble in amal.bubbles)


def _same(one: list[str], other: list[str]) -> bool:
    assert one == other
    return True
