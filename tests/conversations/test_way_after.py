"""Once a day at a firm, or the first at work, has come no card says any more that it is to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.introductions.steps import Facts
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    a_minute,
    agreed,
    asked,
    both_agree,
    moves,
    stage,
)
from tests.page.phone import PageTown
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
    said = "\n".join(bubble.text for each in phones for bubble in each.reads().bubbles)
    return said.replace("\n\n", "\n")


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


@pytest.mark.parametrize("face", ["chat", "page"])
def test_a_firm_reads_on_top_that_somebody_comes_today(alb: Town, face: str) -> None:
    at = alb if face == "chat" else PageTown(alb.database, alb.now, alb.limits)
    firm, _offer, key = asked(at)
    agreed(at, key, MONDAY)
    assert "coming to you" not in reading(at, MONDAY - DAY, 17, firm)
    comes = "📅 Amal comes: Monday, 16.11.2026, 09:00 (in the morning)\n👤 Amal ("
    for day, hour, when, other in (
        (MONDAY - DAY, 19, "tomorrow", "today"),
        (MONDAY, 1, "today", "tomorrow"),
        (MONDAY, 8, "today", "tomorrow"),
    ):
        said = reading(at, day, hour, firm)
        assert f"⏰ Somebody is coming to you {when}.\n{comes}" in said
        assert f"coming to you {other}" not in said


@pytest.mark.parametrize("face", ["chat", "page"])
def test_a_firm_hears_on_the_eve_that_somebody_begins_there(alb: Town, face: str) -> None:
    at = alb if face == "chat" else PageTown(alb.database, alb.now, alb.limits)
    firm, _offer, key = asked(at, "internship")
    both_agree(at, key, clear=True)
    moves(at, key, Move.TALK, FIRM)
    firm.reads().says("/mypeople").taps("👤").taps("begins with us").says("17.11.2026").taps(
        "08:00"
    )
    a_minute(at, firm)
    begins, before = "🎉 Amal begins: Tuesday, 17.11.2026", len(firm.bubbles)
    reading(at, MONDAY, 17, firm)
    assert len(firm.bubbles) == before
    assert f"⏰ Somebody is coming to you tomorrow.\n{begins}" in reading(at, MONDAY, 19, firm)
    assert len(firm.bubbles) == before + 1
    assert f"⏰ Somebody is coming to you today.\n{begins}" in reading(at, MONDAY + DAY, 7, firm)
    assert "Somebody is coming" not in reading(at, MONDAY + DAY, 12, firm)


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
