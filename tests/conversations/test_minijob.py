"""A Minijob has few hours: more are asked again, or it becomes work by one tap."""

from __future__ import annotations

import pytest

from storage.models.offers import OfferState
from tests.conversations.invited import staff
from tests.conversations.needing import SHORT, a_minute, asks_for, house, needs, of_firm
from tests.conversations.offering import Counted
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
TOO_MANY = (
    "⚠️ These are too many hours for a Minijob.\n"
    "At the minimum wage (Mindestlohn), hours a week at most: 10, since Thursday, 01.01.2026\n"
    "This is for your information. It is no legal advice."
)
MINIJOB = (SHORT[0], "Minijob", *SHORT[2:], "Tell more", "At once", "Other times")


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm staff have talked to."""
    return of_firm(alb, house(alb))


def at_hours(firm: Phone) -> Counted:
    """Come to the question how many hours a week a Minijob is."""
    said = asks_for(firm, *MINIJOB)
    firm.taps(".on.mo.am").taps(".done")
    return said


@pytest.mark.parametrize("hours", ["40", "12,5"])
def test_more_hours_than_a_minijob_has_are_asked_again(alb: Town, firm: Phone, hours: str) -> None:
    said = at_hours(firm)
    said.says(hours)
    assert firm.sees.split("\n", 1)[1] == TOO_MANY
    assert firm.buttons == ["🕒 Fewer hours", "💼 It is part-time work", "Back", "Cancel"]
    said.says("Fewer hours", "10", "instructions", "None of these", "Without", "Skip")
    a_minute(alb)
    assert (needs(alb)[0].kind, needs(alb)[0].hours_week) == ("minijob", 10)


def test_it_becomes_work_by_one_tap(alb: Town, firm: Phone) -> None:
    said = at_hours(firm)
    said.says("40", "part-time", "instructions", "None of these", "Without", "Skip")
    assert (needs(alb)[0].kind, needs(alb)[0].hours_week) == ("job", 40)
    assert "🕒 Hours a week: 40" in firm.sees


def test_work_that_is_called_a_minijob_later_is_asked_for_its_hours(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    said = asks_for(firm, *SHORT, "Tell more", "At once", "All day")
    said.says("instructions", "None of these", "Without", "Skip")
    a_minute(alb)
    firm.says("/myoffers").taps("Change").taps("What").taps("Minijob")
    assert firm.sees == TOO_MANY
    firm.taps("Fewer hours").says("9")
    a_minute(alb)
    [offer] = needs(alb)
    assert (offer.state, offer.kind, offer.hours_week) == (OfferState.OPEN, "minijob", 9)
    petra.says("/offer").taps("📋 Industrie").taps("Change the offer").taps("Hours a week").says(
        "30"
    )
    assert petra.sees == TOO_MANY
    petra.taps("part-time")
    assert (needs(alb)[0].kind, needs(alb)[0].hours_week) == ("job", 30)
    petra.taps("Change the offer").taps("What").taps("Minijob").taps("Fewer hours").says("8")
    assert (needs(alb)[0].kind, needs(alb)[0].hours_week) == ("minijob", 8)
