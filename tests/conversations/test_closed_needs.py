"""What a firm needed before stands in a list of its own: the same once more, or open again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Offer
from storage.models.offers import OfferState
from tests.conversations.candidate_scene import employer_of, speaks
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import offered

pytestmark = pytest.mark.both_databases
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    return alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)


def needed(at: Town, count: int) -> tuple[Phone, list[int]]:
    """Let a firm have closed so many needs, and one be open; returns its phone and their keys."""
    keys = [offered(at) for _n in range(count + 1)]

    def close(session: Session) -> None:
        firm = session.get_one(Offer, keys[0]).employer_id
        of_it = update(Offer).where(Offer.id.in_(keys))
        session.execute(of_it.values(employer_id=firm))
        for number, key in enumerate(keys[:-1], start=1):
            offer = session.get_one(Offer, key)
            offer.state, offer.title_de = OfferState.FILLED, f"Stelle {number}"

    at.do(close)
    return speaks(at, "firm", keys[0]).reads(), keys[:-1]


def titles(phone: Phone, before: int) -> list[str]:
    """Return what the needs that came are called."""
    every = [line for each in phone.bubbles[before:] for line in each.text.split("\n")]
    return [line.split(": ")[1] for line in every if "Stelle" in line or "Näherin" in line]


def of_state(at: Town, key: int) -> OfferState:
    return at.do(lambda s: s.get_one(Offer, key).state)


def test_the_open_ones_come_first_and_the_closed_ones_are_pages(town: Town) -> None:
    firm, _keys = needed(town, 7)
    before = len(firm.bubbles)
    firm.says("/myoffers")
    assert titles(firm, before) == ["Näherin (Deutsch)"]
    before = len(firm.bubbles)
    firm.taps("🗂️ Earlier: 7")
    assert firm.bubbles[before].text == "Earlier needs: 7"
    assert titles(firm, before) == [f"Stelle {number} (Deutsch)" for number in (7, 6, 5, 4, 3)]
    assert "… +2" in firm.sees
    assert firm.buttons == ["↩️ No, it is still open", "🔁 The same once more", "➕ Show more"]
    before = len(firm.bubbles)
    firm.taps("Show more")
    assert titles(firm, before) == ["Stelle 2 (Deutsch)", "Stelle 1 (Deutsch)"]
    assert "Show more" not in " ".join(firm.buttons)


def test_one_of_them_is_needed_once_more_and_the_list_goes_on(town: Town) -> None:
    firm, keys = needed(town, 6)
    firm.says("/myoffers").taps("Earlier: 6")
    listed = firm.bubbles[-1]
    firm.taps("The same once more", listed)
    assert "Stelle 2" in firm.sees
    assert "⏳ It opens in a minute." in firm.sees
    town.now += MINUTE
    town.tick()
    assert of_state(town, max(keys) + 2) is OfferState.OPEN
    assert of_state(town, keys[1]) is OfferState.FILLED
    row = next(each for each in firm.reads().bubbles if each.row == listed.row)
    assert row.buttons[-1] == "➕ Show more"
    firm.taps("Show more", row)
    assert "Stelle 1" in firm.sees


def test_what_is_opened_again_holds_as_long_as_what_is_new(town: Town) -> None:
    firm, keys = needed(town, 1)
    soon = town.now.date() + timedelta(days=6)
    town.do(lambda s: s.execute(update(Offer).values(valid_until=soon)))
    firm.says("/myoffers").taps("Earlier: 1").taps("No, it is still open")
    town.now += MINUTE
    town.tick()
    until = town.do(lambda s: s.get_one(Offer, keys[0]).valid_until)
    assert until
    assert until > soon + timedelta(weeks=7)
    firm.reads()
    assert any("📅 Last day: Tuesday, 05.01.2027" in each.text for each in firm.bubbles)


def test_one_of_them_is_opened_again_and_leaves_the_list(town: Town) -> None:
    firm, keys = needed(town, 1)
    firm.says("/myoffers").taps("Earlier: 1").taps("No, it is still open")
    town.now += MINUTE
    town.tick()
    assert of_state(town, keys[0]) is OfferState.OPEN
    before = len(firm.reads().bubbles)
    firm.says("/myoffers")
    assert titles(firm, before) == ["Näherin (Deutsch)", "Stelle 1 (Deutsch)"]
    assert not any("Earlier" in each for bubble in firm.bubbles[before:] for each in bubble.buttons)


@pytest.mark.parametrize("page", ["1000", "1001", "1999", "999999999", "x", "-1"])
def test_a_page_that_is_not_there_shows_the_first(alb: Town, page: str) -> None:
    firm, _keys = needed(alb, 1)
    firm.does(Tapped(str(Standing("menu", 0, 0, f"myoffers-{page}")), None))
    assert "Stelle 1" in firm.sees or "Näherin" in firm.sees


def test_nobody_reads_what_another_firm_needed(alb: Town) -> None:
    firm, keys = needed(alb, 1)
    other = offered(alb)
    assert employer_of(alb, other) != employer_of(alb, keys[0])
    stranger = speaks(alb, "other", other)
    stranger.does(Tapped(str(Standing("menu", 0, 0, "myoffers-1000")), None))
    assert stranger.sees == "Earlier needs: 0"
    assert "Stelle" not in " ".join(each.text for each in stranger.bubbles)
    assert firm.says("/myoffers 1000").sees.count("Stelle 1") == 1
