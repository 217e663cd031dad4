"""A firm takes somebody whose permission is over by then: the centre agrees the first day."""

from __future__ import annotations

from datetime import date

import pytest

from storage.introductions.permission import set_permit
from storage.rules.stages import Move, Permit, Stage
from tests.conversations.candidate_scene import asked, chooses, cleared, moves, says_yes, stage
from tests.conversations.introducing_scene import lines, opened, stepped
from tests.conversations.way_scene import FIRM
from tests.people import Phone, Town
from tests.scheduler.desk import local
from tests.storage.way_scene import go, on

pytestmark = pytest.mark.both_databases
DAY, UNTIL = date(2026, 11, 16), date(2026, 11, 18)
AGREE = "You said: begins. Please agree the first day with the centre."
SAYS = "🎉 The firm says: begins with us. The first day is to be agreed."


@pytest.fixture
def came(alb: Town) -> tuple[Phone, int]:
    """After a day to try the permission has ended when the firm answers."""
    firm, _offer, key = asked(alb, kind="trial_day")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    on(alb, key, lambda work, found: set_permit(work, found, Permit.CLEAR, UNTIL))
    on(alb, key, go(Move.NAME, FIRM, options=[f"{DAY}T09:00"]))
    chooses(alb, key, DAY)
    alb.walk(local(date(2026, 11, 19), 9))
    assert stage(alb, key) is Stage.CAME
    return firm.reads(), key


def test_the_firm_reads_at_once_that_the_centre_agrees_the_day_and_a_colleague_hears(
    alb: Town, petra: Phone, came: tuple[Phone, int]
) -> None:
    (firm, key), heard = came, len(petra.reads().bubbles)
    firm.says("/mypeople").taps("👤").taps("begins with us")
    assert AGREE in firm.sees
    assert "The centre calls you by Tuesday, 24.11.2026." in firm.sees
    assert "ermission" not in firm.sees
    assert stage(alb, key) is Stage.TALKING
    assert any(SAYS in each.text for each in petra.reads().bubbles[heard:])
    firm.says("/mypeople").taps("👤")
    assert AGREE in firm.sees
    heard = len(petra.bubbles)
    firm.taps("begins with us")
    assert AGREE in firm.sees
    assert len(petra.reads().bubbles) == heard


def test_who_talks_already_and_then_is_taken_is_told_of_too(
    alb: Town, petra: Phone, came: tuple[Phone, int]
) -> None:
    (firm, key) = came
    firm.says("/mypeople").taps("👤").taps("Let us talk")
    heard = len(petra.reads().bubbles)
    firm.says("/mypeople").taps("👤").taps("begins with us")
    assert AGREE in firm.sees
    assert stage(alb, key) is Stage.TALKING
    assert any(SAYS in each.text for each in petra.reads().bubbles[heard:])


def test_a_colleague_has_the_usual_days_and_is_asked_about_the_permission(
    alb: Town, petra: Phone, came: tuple[Phone, int]
) -> None:
    firm, key = came
    firm.says("/mypeople").taps("👤").taps("begins with us")
    opened(petra).taps("first day is known")
    assert "📅 Monday, 23.11.2026" in petra.buttons
    petra.taps("23.11.2026")
    assert lines(petra) == [
        "⚠️ Last day of the permission: Wednesday, 18.11.2026",
        "This first day comes after it. Then the papers begin anew. Is that right?",
    ]
    assert stepped(petra, key, "Yes", "08:00") is Stage.PERMIT
    assert SAYS not in opened(petra).sees
