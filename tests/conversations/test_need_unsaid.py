"""What a firm did not say of a need is nothing: it is asked before anybody sees the need."""

from __future__ import annotations

import pytest

from storage.models.offers import OfferState
from tests.conversations.invited import staff
from tests.conversations.needing import SHORT, a_minute, asks_for, house, needs, of_firm
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news

pytestmark = pytest.mark.both_databases
OPEN = ["When is the work?", "How many hours a week?", "How much German is needed?"]
OPEN += ["How much experience is needed?"]


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm staff have talked to."""
    return of_firm(alb, house(alb))


def open_questions(phone: Phone) -> list[str]:
    """Return what stands there as not said yet."""
    _said, found, rest = phone.sees.partition("❔ Not said yet:\n")
    return [line for line in rest.split("\n") if line.endswith("?")] if found else []


def test_a_short_need_keeps_nothing_nobody_said(alb: Town, firm: Phone) -> None:
    asks_for(firm, *SHORT, "Later")
    [offer] = needs(alb)
    assert (offer.kind, offer.places, offer.paid) == ("job", 2, True)
    assert (offer.slots, offer.hours_week, offer.german_min, offer.experience) == ([], 0, "", "")
    assert offer.unsaid == ["spans", "hours", "german", "experience"]
    assert open_questions(firm) == OPEN
    assert "38,5" not in firm.sees


def test_what_is_missing_is_asked_of_staff_before_it_opens(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal")
    asks_for(firm, *SHORT, "Later")
    news(petra)
    petra.says("/offer").taps("📋 Industrie")
    assert open_questions(petra) == OPEN
    assert "✅ It is complete: publish it" not in petra.buttons
    petra.taps("Change the offer").taps("Hours a week").says("20,5")
    assert open_questions(petra) == [each for each in OPEN if "hours" not in each]
    petra.taps("Complete and publish")
    assert "When is the work?" in petra.sees
    a_minute(alb)
    assert needs(alb)[0].state is OfferState.DRAFT
    petra.taps("Weekday mornings").taps("instructions").taps("Without experience")
    assert petra.sees.startswith("⏳ It opens in a minute. Nobody was told yet.")
    a_minute(alb, petra)
    [offer] = needs(alb)
    assert (offer.state, offer.unsaid, offer.hours_week) == (OfferState.OPEN, None, 20.5)
    assert (offer.german_min, offer.experience, len(offer.slots)) == ("A2", "none", 5)
    assert "Nähwerk Alb" in amal.says("/offers").sees


def test_a_short_internship_is_asked_for_its_pay(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    asks_for(firm, SHORT[0], "Internship", *SHORT[2:], "Later")
    assert needs(alb)[0].unsaid == ["spans", "hours", "german", "experience", "paid"]
    petra.says("/offer").taps("📋 Industrie").taps("Complete and publish").taps("All day")
    petra.taps("instructions").taps("Without experience").taps("Yes")
    a_minute(alb)
    assert (needs(alb)[0].state, needs(alb)[0].paid) == (OfferState.OPEN, True)


def test_what_was_closed_before_it_was_complete_does_not_open_with_a_tap(
    alb: Town, firm: Phone
) -> None:
    amal = newcomer(alb, "amal")
    asks_for(firm, *SHORT, "Later", "No longer needed")
    a_minute(alb, firm)
    firm.says("/myoffers").taps("Earlier").taps("still open")
    a_minute(alb, firm)
    assert needs(alb)[0].state is OfferState.DRAFT
    assert "Nähwerk" not in amal.says("/offers").sees


def test_of_a_sentence_all_is_asked_that_it_does_not_say(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    firm.says("Wir suchen jemanden zum Bügeln").taps("Yes, we need somebody")
    first = ["What does the firm offer?", "Where is the work?", "How many people?"]
    assert open_questions(firm)[:3] == first
    petra.says("/offer").taps("📋 Wir suchen").taps("Complete and publish").taps("Work")
    petra.says("Münsingen").taps("2").taps("All day").taps("instructions").taps("Without")
    a_minute(alb)
    [offer] = needs(alb)
    assert (offer.state, offer.kind, offer.plz, offer.places) == (
        OfferState.OPEN,
        "job",
        "72525",
        2,
    )
