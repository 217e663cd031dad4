"""What a firm reads of somebody when a day comes to nothing, or after a fortnight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.introductions.steps import Facts
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    PERSON,
    a_minute,
    agreed,
    asked,
    cleared,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.invited import staff
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
    alb.now = local(MONDAY + DAY, 8)
    assert "Nobody comes" not in firm.says("/questions").sees


def test_who_did_not_come_stands_on_every_card(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    petra.reads()
    firm.reads().taps("Did not come")
    a_minute(alb, firm)
    firm.says("/mypeople").taps("👤")
    assert "You said: did not come.\nThe centre calls you by" in firm.sees
    assert not [each for each in firm.buttons if "begins with us" in each]
    assert "🚫 The firm says: did not come." in petra.reads().sees
    moves(alb, key, Move.AGAIN, FIRM)
    moves(alb, key, Move.TALK, PERSON)
    assert "🟡 Wants to talk: the person" in petra.reads().sees
    assert "did not come" not in petra.sees


def test_a_day_somebody_cannot_come_is_not_offered_again(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    moves(alb, key, Move.OTHER, PERSON)
    firm.reads().says("/questions")
    assert [each[:12] for each in firm.buttons[:2]] == ["📅 Tue 17.11.", "📅 Mon 23.11."]
    firm.taps("Tue 17.11.")
    moves(alb, key, Move.OTHER, PERSON)
    firm.says("/questions")
    assert [each[:12] for each in firm.buttons[:2]] == ["📅 Wed 18.11.", "📅 Mon 23.11."]


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


def test_that_somebody_is_gone_can_be_taken_back_for_a_minute(alb: Town) -> None:
    firm, _offer, key = asked(alb, "internship")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    alb.walk(local(MONDAY + 15 * DAY, 9))
    firm.reads().taps("No longer there")
    assert "In a minute we tell the person and the centre." in firm.sees
    assert (stage(alb, key), firm.buttons) == (Stage.STARTED, ["↩️ Take it back"])
    firm.taps("Take it back")
    assert "👍 Going well" in firm.buttons
    alb.now += timedelta(seconds=1)
    firm.taps("No longer there")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert stage(alb, key) is Stage.LEFT
    assert "is not with you any more" in firm.reads().sees


def test_a_firm_says_at_any_time_that_it_wants_to_talk_or_who_is_gone(alb: Town) -> None:
    """Nobody has to be asked first: before two weeks, and between them and three months."""
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb, "internship")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    alb.walk(local(MONDAY + 3 * DAY, 9))
    firm.reads().says("/mypeople").taps("👤")
    assert firm.buttons == ["🟡 I need to talk", "🚪 No longer there"]
    petra.reads()
    firm.taps("I need to talk")
    assert "The centre calls you by" in firm.sees
    assert firm.buttons == ["🚪 No longer there"]
    assert "🟡 Wants to talk: the firm" in petra.reads().sees
    petra.says("/today").taps("Who is on").taps("Want to talk: 1").taps("🤝 Amal")
    petra.taps("✅ Talked with: the firm")
    alb.walk(local(MONDAY + 15 * DAY, 9))
    firm.reads().taps("Going well")
    alb.walk(local(MONDAY + 30 * DAY, 11))
    firm.reads().says("/mypeople").taps("👤")
    assert firm.buttons == ["🟡 I need to talk", "🚪 No longer there"]
    firm.taps("I need to talk")
    assert "The centre calls you by" in firm.sees
    firm.taps("No longer there")
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.LEFT
