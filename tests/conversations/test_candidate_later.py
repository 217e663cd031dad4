"""What a firm reads of somebody when a day comes to nothing, or after a fortnight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.rules.introducing import Move
from tests.conversations.candidate_scene import FIRM, PERSON, agreed, asked, moves, way
from tests.people import Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)
DAY = timedelta(days=1)


def test_a_firm_hears_at_once_that_nobody_comes_on_the_day(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.now = local(MONDAY - DAY, 18)
    firm.reads()
    moves(alb, key, Move.OTHER, PERSON)
    assert firm.reads().sees.split("\n")[7:9] == [
        "❌ Nobody comes on Monday, 16.11.2026.",
        "👍 Amal would like to come. Which day is good for you?",
    ]
    alb.now = local(MONDAY, 12)
    assert "Nobody comes" not in firm.says("/questions").sees


@pytest.mark.parametrize("waits", [Move.SEND, Move.ASK])
def test_after_a_fortnight_a_firm_reads_how_far_it_is_and_nothing_of_who(
    alb: Town, waits: Move
) -> None:
    """What it said keeps the way alive; the card itself is over."""
    firm, _offer, key = asked(alb)
    alb.now += 12 * DAY
    moves(alb, key, waits, FIRM)
    alb.now += 2 * DAY
    shows = Standing("candidate", key, way(alb, key).revision, "show")
    firm.does(Tapped(str(shows), None))
    assert f"👤 Person {way(alb, key).code}" in firm.sees
    assert "Industrial sewing machine" not in firm.sees
    assert " by " in firm.sees
