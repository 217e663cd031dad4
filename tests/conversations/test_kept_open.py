"""A firm that said "filled" keeps it open after all, however it says so: nobody is sent away."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Offer
from storage.models.offers import OfferState
from storage.rules.stages import Stage
from tests.conversations.candidate_scene import (
    a_minute,
    agreed,
    asked,
    is_interested,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.people import Bubble, Phone, Town

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm with three places, where Amal comes on a day."""
    firm, offer, key = asked(alb)
    alb.do(lambda s: setattr(s.get_one(Offer, offer), "places", 3))
    agreed(alb, key, MONDAY)
    return firm.reads().says("/myoffers")


def now(at: Town, key: int = 1) -> tuple[OfferState, Stage]:
    """Return how the offer stands, and how far somebody is."""
    return at.do(lambda s: s.get_one(Offer, 1).state), stage(at, key)


def calls_off(firm: Phone) -> None:
    """Let the firm say that it needs nobody, below another message of the same need."""
    firm.says("/myoffers").taps(".filled").taps("Call it off")


def button(at: Town, kind: str, action: str) -> Tapped:
    """Return a tap on a button that stands in another chat."""
    revision = at.do(lambda s: s.get_one(Offer, 1).revision)
    return Tapped(str(Standing(kind, 1, revision, action)), None)


def test_who_says_how_many_places_there_are_keeps_it_open(alb: Town, firm: Phone) -> None:
    firm.taps("still open")
    before: Bubble = firm.bubbles[-1]
    calls_off(firm)
    firm.taps("2 places", before)
    assert "Thank you. Places: 2" in before.text
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)


@pytest.mark.parametrize("places", ["p2", "p3"])
def test_however_many_places_it_says_nobody_is_sent_away(
    alb: Town, firm: Phone, places: str
) -> None:
    calls_off(firm)
    firm.does(button(alb, "places", places))
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)


@pytest.mark.parametrize(
    ("action", "stands"), [("open", OfferState.OPEN), ("later", OfferState.PAUSED)]
)
def test_who_says_that_it_is_open_or_rests_calls_nobody_off(
    alb: Town, firm: Phone, action: str, stands: OfferState
) -> None:
    calls_off(firm)
    firm.does(button(alb, "opening", action))
    a_minute(alb, firm)
    assert now(alb) == (stands, Stage.DATED)


def test_who_changes_an_answer_keeps_it_open(alb: Town, firm: Phone) -> None:
    firm.says("/myoffers").taps("Change").taps("Hours a week")
    firm.does(button(alb, "opening", "filled"))
    firm.does(button(alb, "opening", "off"))
    firm.says("20,5")
    assert alb.do(lambda s: s.get_one(Offer, 1).hours_week) == 20.5
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)


def test_where_staff_take_it_back_nobody_is_called_off(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    calls_off(firm)
    petra.says("/offer").taps("📋").taps("Take it back")
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)


def test_who_is_called_off_once_it_is_filled_comes_where_it_opens_again(
    alb: Town, firm: Phone
) -> None:
    firm.taps(".filled")
    a_minute(alb, firm)
    firm.does(button(alb, "opening", "off"))
    firm.does(button(alb, "opening", "reopen"))
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)


def test_a_no_to_one_person_stays_a_no_where_the_place_is_open_after_all(
    alb: Town, firm: Phone
) -> None:
    reza = is_interested(alb, 1, "reza")
    firm.says(f"1 J{reza}").taps("❌ No").taps("The place is filled")
    calls_off(firm)
    firm.taps("No, it is still open")
    a_minute(alb, firm)
    assert now(alb) == (OfferState.OPEN, Stage.DATED)
    assert (stage(alb, reza), way(alb, reza).reason) == (Stage.REFUSED, "filled")
