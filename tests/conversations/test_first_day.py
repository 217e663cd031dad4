"""The first day at work: its hour, its eve, whom to ask for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.rules.stages import Stage
from tests.conversations.candidate_scene import a_minute
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    card,
    comes_to,
    content,
    heard,
    stage,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases


def test_the_first_day_at_work_has_its_hour_and_its_eve(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.CAME)
    alb.walk(alb.now + timedelta(days=1))
    firm.reads().taps("begins with us").says("1.12.2026").taps("08:00")
    a_minute(alb, amal)
    assert stage(alb) is Stage.STARTING
    assert card(amal.reads())[:-1] == [
        "🎉 Your first day there: Tuesday, 01.12.2026",
        "🕒 Tuesday, 01.12.2026, 08:00 (in the morning)",
        "Your papers are checked for this place.",
        "📍 Address: Musterweg 8, 72525 Münsingen",
        "✅ Way: in your town",
        "👤 Please ask for: Frau Muster",
        "🎒 Please bring: clothes for work, something to eat and to drink",
        "You cannot come? Please say it here. That is fine.",
    ]
    [_map] = amal.bubbles[-1].opens
    amal.taps("For my calendar")
    assert "DTSTART:20261201T070000Z" in content(amal)
    told = heard(alb, local(date(2026, 11, 30), 20), amal)
    assert told[-1] == "30.11. 18:01 ⏰ Tomorrow is your first day at work."
    assert "🕒 Tomorrow: Tuesday, 01.12.2026, 08:00 (in the morning)" in amal.sees
    alb.walk(local(date(2026, 12, 1), 9))
    assert stage(alb) is Stage.STARTED


def test_who_is_not_told_the_hour_reads_whom_to_ask(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CAME)
    alb.walk(alb.now + timedelta(days=1))
    firm.reads().taps("begins with us").says("1.12.2026").taps("Skip")
    a_minute(alb, amal)
    assert card(amal.reads())[1] == "🕒 You do not know when it begins? Please ask us: /person"
    assert "📆 For my calendar" not in amal.buttons


def test_a_colleague_is_asked_for_the_hour_as_the_firm_is(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.CAME)
    opened(petra).taps("The first day is known").says("1.12.2026")
    assert petra.sees.startswith("When does it begin?")
    petra.taps("08:00")
    assert "In a minute it goes on, as the firm said." in petra.sees
    a_minute(alb, amal)
    begins = "🕒 Tuesday, 01.12.2026, 08:00 (in the morning)"
    assert card(amal.reads())[1] == begins
    opened(petra).taps("The first day is known").says("2.12.2026").taps("Skip")
    a_minute(alb, amal)
    assert card(amal.reads())[1] == "🕒 You do not know when it begins? Please ask us: /person"
    opened(petra).taps("The first day is known").says("3.12.2026").says("7:30")
    a_minute(alb, amal)
    told = heard(alb, local(date(2026, 12, 2), 20), amal)
    assert told[-1] == "02.12. 18:03 ⏰ Tomorrow is your first day at work."
    assert "🕒 Tomorrow: Thursday, 03.12.2026, 07:30 (in the morning)" in amal.sees


def begins(at: Town, firm: Phone, person: Phone, hour: str = "08:00") -> None:
    """Let the firm say when somebody begins."""
    comes_to(at, person, Stage.CAME)
    at.walk(at.now + timedelta(days=1))
    firm.reads().taps("begins with us").says("1.12.2026").taps(hour)
    a_minute(at, person)


def test_the_first_day_stands_among_the_days_to_come(alb: Town, firm: Phone, amal: Phone) -> None:
    begins(alb, firm, amal, "Skip")
    alb.walk(local(date(2026, 11, 30), 20))
    assert "🎉 Your first day there: Tuesday, 01.12.2026" in amal.reads().says("/appointments").sees
    assert "🎉 Ihr erster Tag dort: Dienstag, 01.12.2026" in amal.sees


def test_who_is_ill_on_the_first_morning_says_so_and_all_hear_it(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    begins(alb, firm, amal)
    alb.walk(local(date(2026, 12, 1), 6))
    firm.reads()
    assert "⏰ Somebody is coming to you today." in firm.sees
    alb.now += timedelta(minutes=1)
    petra.reads()
    amal.reads().says("/ways").taps("way.1.").taps("I cannot come")
    assert amal.sees.split("\n")[:2] == [
        "You cannot come on this day?",
        "🕒 Today: Tuesday, 01.12.2026, 08:00 (in the morning)",
    ]
    amal.taps("Another day, please")
    assert stage(alb) is Stage.TALKING
    assert card(amal)[0] == "❌ You do not go on Tuesday, 01.12.2026. The firm hears it."
    assert "❌ Nobody comes on Tuesday, 01.12.2026." in firm.reads().sees
    a_minute(alb, firm)
    assert not any("is coming to you" in each.text for each in firm.bubbles)
    assert "Wants to talk: the person" in petra.reads().sees


def test_what_the_first_day_promises_comes(alb: Town, firm: Phone, amal: Phone) -> None:
    begins(alb, firm, amal)
    alb.walk(local(date(2026, 11, 30), 19))
    assert card(amal.reads())[-1] == "You hear from us by Tuesday, 15.12.2026 at the latest."
    told = heard(alb, local(date(2026, 12, 15), 23), amal)
    assert [line for line in told if line.startswith("15.12.")]
