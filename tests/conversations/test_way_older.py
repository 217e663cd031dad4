"""Older cards of somebody's way to a firm say what is true now, whenever they hear news of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.kit.elsewhere import EACH, MOST
from storage.rules.stages import Move, Stage
from tests.conversations.way_scene import comes_to, moves, names_days
from tests.people import Bubble, Phone, Town

pytestmark = pytest.mark.both_databases


def soon(phone: Phone) -> Phone:
    """Read what came, and what follows within some seconds."""
    phone.reads().town.now += (MOST + 1) * EACH
    return phone.reads()


def cards(phone: Phone, code: str = "B1") -> list[Bubble]:
    """Return the cards of the way, or of the offer, the oldest first."""
    return [bubble for bubble in phone.bubbles if f"Code: {code}" in bubble.text]


def test_news_of_a_way_is_on_its_older_cards_and_on_that_of_the_offer(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.NAMING)
    soon(amal)
    names_days(alb)
    soon(amal)
    assert len(cards(amal)) > 2
    assert {"📅 On which day can you come?" in each.text for each in cards(amal)} == {True}
    [offer] = cards(amal, "O1")
    assert offer.text.startswith("🧭 How far it is: ❗ please choose a day")


def test_what_somebody_says_themselves_is_on_the_card_of_the_offer_as_well(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    soon(amal)
    [offer] = cards(amal, "O1")
    assert offer.text.startswith("🧭 How far it is: 📅 ")
    amal.taps("No longer for me", offer)
    soon(amal)
    ways = [each.text for each in amal.bubbles if "🧭 Your way to" in each.text]
    assert {text.split("\n")[3] for text in ways} == {"You said no to this place. That is fine."}


def test_a_reminder_is_news_too(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    soon(amal)
    for _hour in alb.hours(alb.now + timedelta(days=14)):
        amal.reads()
    moves(alb, Move.OTHER)
    soon(amal)
    assert not [each for each in cards(amal) if "The day is agreed" in each.text]


def test_who_is_asked_again_reads_first_until_when(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.WANTED)
    soon(amal)
    for _hour in alb.hours(alb.now + timedelta(days=4)):
        amal.reads()
    first, again = (each for each in amal.bubbles if "May we tell" in each.text)
    until = "Please answer by Tuesday, 24.11.2026."
    assert (first.text.startswith(until), again.text.startswith(until)) == (False, True)
    assert until in first.text
    assert again.buttons == first.buttons
