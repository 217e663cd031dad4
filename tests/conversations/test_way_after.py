"""Once a day at a firm, or the first at work, has come no card says any more that it is to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.introductions.steps import Facts
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    agreed,
    asked,
    both_agree,
    moves,
    stage,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)


def reading(at: Town, day: date, hour: int, *phones: Phone) -> str:
    """Let time pass while everybody reads what comes; return what stands in their chats then."""
    for _hour in at.hours(local(day, hour)):
        for each in phones:
            each.reads()
    at.now += timedelta(minutes=1)
    return "\n".join(bubble.text for each in phones for bubble in each.reads().bubbles)


def test_the_evening_after_a_day_at_a_firm_nothing_says_tomorrow_or_today(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    amal = alb.phone("amal").reads()
    agreed(alb, key, MONDAY)
    eve = reading(alb, MONDAY - DAY, 19, firm, amal)
    assert "🕒 Tomorrow: Monday, 16.11.2026" in eve
    assert "⏰ Somebody is coming to you tomorrow." in eve
    before = len(firm.bubbles), len(amal.bubbles)
    assert "🕒 Today: Monday, 16.11.2026" in reading(alb, MONDAY, 8, firm, amal)
    after = reading(alb, MONDAY + DAY, 8, firm, amal)
    assert stage(alb, key) is Stage.CAME
    for lie in ("Today: ", "Tomorrow: ", "coming to you tomorrow"):
        assert lie not in after
    assert "The day at the firm is over." in after
    assert "How was the day with Amal?" in after
    assert (len(firm.bubbles), len(amal.bubbles)) == (before[0], before[1] + 1)


def test_on_the_first_day_at_work_no_card_says_tomorrow(alb: Town) -> None:
    firm, _offer, key = asked(alb, "internship")
    amal = alb.phone("amal").reads()
    both_agree(alb, key, clear=True)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    assert "⏰ Tomorrow is your first day at work." in reading(alb, MONDAY - DAY, 19, firm, amal)
    after = reading(alb, MONDAY + DAY, 8, firm, amal)
    assert stage(alb, key) is Stage.STARTED
    assert "Tomorrow is your first day" not in after
    assert "🎉 You have been there since Monday, 16.11.2026." in after
