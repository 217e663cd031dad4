"""A firm said that a place is filled: its word of a minute ago holds, whatever came meanwhile."""

from __future__ import annotations

import pytest

from storage.models.offers import EmployerStatus, OfferState
from tests.conversations.firm_scene import POINTS, card, firm_of, gives, registers, ticks
from tests.conversations.invited import staff
from tests.conversations.needing import a_minute
from tests.conversations.test_closed_needs import of_state
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import offered

pytestmark = pytest.mark.both_databases


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    return alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)


def registered(at: Town) -> tuple[Phone, Phone, int]:
    """Let a firm have one place, and a colleague look at it; returns both and the offer."""
    blum, petra = registers(at, "blum"), staff(at, "petra", "alb")
    ticks(card(petra.reads()), *POINTS)
    return blum, petra, gives(at, firm_of(at).id, offered(at))


def says_filled(at: Town, *, checked: bool = True) -> tuple[Phone, Phone, int]:
    """Let a firm say that the one place it has is filled."""
    blum, petra, key = registered(at)
    if checked:
        petra.taps(".verify")
    blum.reads().says("/myoffers").taps("No, filled")
    return blum, petra, key


@pytest.mark.parametrize("goes", [("/myfirm", "I leave", "Yes"), ("/delete", ".yes")])
def test_it_is_filled_though_who_said_so_left_in_its_minute(
    town: Town, goes: tuple[str, ...]
) -> None:
    blum, _petra, key = says_filled(town)
    command, *taps = goes
    blum.says(command)
    for each in taps:
        blum.taps(each)
    a_minute(town)
    assert of_state(town, key) is OfferState.FILLED


def test_it_is_filled_though_staff_checked_the_firm_in_its_minute(town: Town) -> None:
    _blum, petra, key = says_filled(town, checked=False)
    petra.taps(".verify")
    assert firm_of(town).status is EmployerStatus.VERIFIED
    a_minute(town)
    assert of_state(town, key) is OfferState.FILLED


def test_a_word_from_a_phone_that_staff_shut_out_is_asked_about(town: Town) -> None:
    _blum, petra, key = says_filled(town)
    card(petra.reads()).taps("Frau Blum left the firm").taps("Yes, do it")
    a_minute(town)
    assert of_state(town, key) is OfferState.OPEN
    assert "☎️ Please call: 1" in petra.reads().says("/today").sees
    petra.taps("Whom to call")
    assert "Näherin (Deutsch): Still open?" in petra.sees


def test_who_says_a_moment_later_how_many_places_there_are_keeps_it_open(town: Town) -> None:
    blum, petra, key = registered(town)
    petra.taps(".verify")
    asked = blum.reads().says("/myoffers").taps("Yes, still open").bubbles[-1]
    blum.says("/myoffers").taps(".filled")
    blum.taps("2 places", asked)
    assert any("Thank you. Places: 2" in each.text for each in blum.bubbles)
    a_minute(town)
    assert of_state(town, key) is OfferState.OPEN
