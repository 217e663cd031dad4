"""One firm does not come again and again: thirty days for the same work, not for who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.models import Employer, Offer, OfferSkill
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, offered, walked

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


@pytest.fixture
def town(alb: Town) -> Town:
    """Nobody is asked whether they still look: that is another rule."""
    alb.limits = replace(alb.limits, unanswered_pushes=100)
    return alb


def again(at: Town, first: int, skill: str = "textile.machine") -> int:
    """Let the firm of an offer save one more."""
    key = offered(at)

    def belongs(session: Session) -> None:
        offer = session.get_one(Offer, key)
        offer.employer = session.get_one(Employer, session.get_one(Offer, first).employer_id)
        if skill not in {each.skill for each in offer.skills}:
            offer.skills = [OfferSkill(skill=skill)] if skill else []

    at.do(belongs)
    return key


def sent(at: Town, until: datetime, amal: Phone) -> list[str]:
    """Return the days on which offers were sent."""
    return [line[:6] for line in walked(at, until, amal) if "💼" in line]


def test_the_same_firm_with_the_same_work_rests_for_thirty_days(town: Town) -> None:
    amal = newcomer(town, "amal")
    first = offered(town)
    assert sent(town, town.now + DAY, amal) == ["10.11."]
    again(town, first)
    assert sent(town, town.now + 40 * DAY, amal) == ["11.12."]


def test_the_days_are_a_setting(town: Town) -> None:
    town.limits = replace(town.limits, employer_pause_days=5)
    amal = newcomer(town, "amal")
    first = offered(town)
    sent(town, town.now + DAY, amal)
    again(town, first)
    assert sent(town, town.now + 10 * DAY, amal) == ["16.11."]


@pytest.mark.parametrize("skill", ["textile.tailor", ""])
def test_other_work_of_the_firm_and_other_firms_do_not_rest(town: Town, skill: str) -> None:
    amal = newcomer(town, "amal", skills={"textile.machine": 3, "textile.tailor": 3})
    first = offered(town)
    sent(town, town.now + DAY, amal)
    again(town, first, skill)
    assert len(sent(town, town.now + 3 * DAY, amal)) == 1
    offered(town)
    assert len(sent(town, town.now + 8 * DAY, amal)) == 1


def test_two_offers_that_ask_for_no_skill_are_the_same_work(town: Town) -> None:
    amal = newcomer(town, "amal")
    first = offered(town)
    town.do(lambda s: setattr(s.get_one(Offer, first), "skills", []))
    assert len(sent(town, town.now + DAY, amal)) == 1
    again(town, first, "")
    assert sent(town, town.now + 20 * DAY, amal) == []


def test_who_asks_is_shown_it_all_the_same_and_that_is_no_push(town: Town) -> None:
    amal = newcomer(town, "amal")
    first = offered(town)
    sent(town, town.now + DAY, amal)
    again(town, first)
    assert "Code: O2" in amal.says("/offers").bubbles[-2].text + amal.sees
    reza = newcomer(town, "reza").says("/offers")
    assert "Code: O" in reza.sees
    again(town, first)
    town.walk(town.now + DAY)
    assert [line[:6] for line in news(reza)] == ["💼 Work"]


def test_one_who_rests_keeps_nobody_else_from_being_sent_it(town: Town) -> None:
    phones = [newcomer(town, f"newcomer {number}") for number in range(4)]
    first = offered(town)
    town.tick()
    assert [len(news(phone)) for phone in phones] == [1, 1, 1, 0]
    again(town, first)
    town.walk(town.now + DAY)
    assert [len(news(phone)) for phone in phones] == [0, 0, 0, 1]
