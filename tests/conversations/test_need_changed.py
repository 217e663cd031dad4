"""Somebody else completes a need while its firm still tells of it: theirs is not written over."""

from __future__ import annotations

import pytest

from storage.models.offers import OfferState
from tests.conversations.invited import staff
from tests.conversations.needing import SHORT, a_minute, asks_for, house, needs, of_firm
from tests.conversations.offering import Counted
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
CHANGED = "This changed in the meantime. Please look again."
BEGUN = ("At once", "All day")
REST = ("instructions", "None of these", "Without experience", "Skip")


def completes(petra: Phone) -> None:
    """Let staff, who called the firm, complete what it said, and publish it."""
    petra.says("/offer").taps("📋 Industrie").taps("Complete and publish").taps("Weekday mornings")
    petra.taps("Enough for work").taps("Some")
    assert "It opens in a minute" in petra.sees


def test_what_staff_completed_meanwhile_stands_and_opens(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm = of_firm(alb, house(alb))
    said = asks_for(firm, *SHORT, "Tell more", *BEGUN)
    completes(petra)
    said.says(*REST)
    assert CHANGED in [each.text for each in firm.bubbles]
    a_minute(alb, firm)
    [offer] = needs(alb)
    assert (offer.state, len(offer.slots), offer.experience) == (OfferState.OPEN, 5, "some")
    assert "Open. Places: 2" in firm.says("/myoffers").sees


def test_a_colleague_of_the_firm_who_changed_it_is_not_overruled(alb: Town) -> None:
    key = house(alb)
    firm, other = of_firm(alb, key), of_firm(alb, key, "other")
    said = asks_for(firm, *SHORT, "Tell more", *BEGUN)
    other.says("/myoffers").taps("Change").taps("Hours a week").says("20,5")
    said.says(*REST)
    assert CHANGED in [each.text for each in firm.bubbles]
    assert needs(alb)[0].hours_week == 20.5


@pytest.mark.parametrize("minutes", [0, 1])
def test_of_a_sentence_that_staff_completed_there_is_one_need(alb: Town, minutes: int) -> None:
    petra = staff(alb, "petra", "alb")
    firm = of_firm(alb, house(alb))
    firm.says("Wir suchen jemanden zum Bügeln").taps("Yes, we need somebody").taps("Tell more")
    said = Counted(firm).says("Industrial sewing", "Internship")
    petra.says("/offer").taps("📋 Wir suchen").taps("Complete and publish").taps("Work")
    petra.says("Münsingen").taps("2").taps("All day").taps("instructions").taps("Without")
    for _ in range(minutes):
        a_minute(alb)
    said.says("3", "Münsingen", *BEGUN, *REST[:-1], "Yes", "Skip")
    assert CHANGED in [each.text for each in firm.bubbles]
    a_minute(alb)
    [offer] = needs(alb)
    assert (offer.state, offer.kind, offer.places) == (OfferState.OPEN, "job", 2)
