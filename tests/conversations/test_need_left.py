"""A need left half-way: each step can be cancelled, an old one never comes back by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.models.offers import OfferState
from tests.conversations.needing import asks_for, house, needs, of_firm
from tests.page.phone import PageTown
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
STEPS = ("Industrial", "Work", "2", "Münsingen")


@pytest.fixture(params=["telegram", "page"])
def firm(request: pytest.FixtureRequest, alb: Town) -> Phone:
    """Somebody of a firm, on each face."""
    town = alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)
    return of_firm(town, house(town))


@pytest.mark.parametrize("count", range(3))
def test_each_step_can_be_cancelled_and_nothing_is_saved(firm: Phone, count: int) -> None:
    asks_for(firm, *STEPS[:count])
    assert firm.buttons[-1] == "Cancel"
    firm.taps("Cancel")
    assert firm.sees == "Nothing was saved."
    assert needs(firm.town) == []


@pytest.mark.parametrize("word", ["Cancel", "abbrechen", "Abbrechen", "إلغاء", "لغو"])
def test_the_word_does_the_same_in_any_language(firm: Phone, word: str) -> None:
    firm.says("/need").says(word)
    assert firm.sees == "Nothing was saved."


def test_what_the_centre_has_already_is_shown_and_can_be_dropped_there(firm: Phone) -> None:
    asks_for(firm, *STEPS)
    firm.taps("Cancel")
    assert "📝 Not complete yet." in firm.sees
    assert "❌ No longer needed" in firm.buttons
    assert needs(firm.town)[0].state is OfferState.DRAFT


def test_it_says_for_what_where_it_goes_on_the_same_day(firm: Phone) -> None:
    firm.says("/need").taps("Industrial").says("Wie lange dauert das bei Ihnen denn").taps(".no")
    assert "Industrial sewing" in firm.sees
    assert firm.sees.split("\n")[-1] == "What can you offer?"


def test_days_later_it_is_laid_aside(alb: Town) -> None:
    firm = of_firm(alb, house(alb)).says("/need").taps("Industrial")
    alb.now += timedelta(days=3)
    firm.says("Wie lange dauert das bei Ihnen denn").taps(".no")
    assert firm.sees == "All right. You find everything here: /menu"
