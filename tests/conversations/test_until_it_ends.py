"""What sentence 9 says is kept: one firm reads the first name until the way ends, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.introductions import sealing
from storage.rules.stages import Stage
from tests.conversations.candidate_scene import speaks, stage, way
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, offered
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    return alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)


def asked(at: Town) -> tuple[Phone, Phone, int]:
    """Let a firm see a card of somebody, and ask for them; returns both and the introduction."""
    address(at)
    offer = offered(at)
    firm, amal = speaks(at, "firm", offer), newcomer(at, "amal", first_name="Amal")
    key = interested(at, amal, offer)
    at.walk(at.now + DAY)
    firm.reads().says("/questions").taps("Please send")
    at.now += timedelta(minutes=1)
    amal.reads()
    return firm, amal, key


def is_named(firm: Phone) -> bool:
    """Tell whether anything before the firm has the name."""
    return any("Amal" in bubble.text for bubble in firm.reads().bubbles)


def test_longer_than_a_fortnight_and_not_a_day_after_the_end(town: Town) -> None:
    firm, amal, key = asked(town)
    assert any("Only this firm, only until this way ends." in each.text for each in amal.bubbles)
    assert not is_named(firm)
    amal.taps("Yes, tell the firm")
    for _each in range(4):
        town.walk(town.now + 5 * DAY)
        firm.reads()
    assert (stage(town, key), is_named(firm)) == (Stage.PERMIT, True)
    amal.reads().says("/ways").taps(".open").taps("No longer for me").taps("do not want this place")
    assert (stage(town, key), sealing.facts(way(town, key))) == (Stage.WITHDRAWN, {})
    assert not is_named(firm)
    town.walk(town.now + 3 * DAY)
    firm.reads()
    assert any("is no longer available." in bubble.text for bubble in firm.bubbles)


def test_no_is_fine_and_no_other_firm_reads_it(town: Town) -> None:
    firm, amal, _key = asked(town)
    other = speaks(town, "other", offered(town))
    amal.taps("👎 No")
    town.walk(town.now + 2 * DAY)
    assert (is_named(firm), is_named(other)) == (False, False)
