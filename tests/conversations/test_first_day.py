"""The first day at work: its hour, its eve, whom to ask for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.rules.introducing import Stage
from tests.conversations.candidate_scene import a_minute
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
    ]
    [_map] = amal.bubbles[-1].opens
    amal.taps("For my calendar")
    assert "DTSTART:20261201T070000Z" in content(amal)
    told = heard(alb, local(date(2026, 12, 1), 9), amal)
    assert told[-1] == "30.11. 18:01 ⏰ Tomorrow is your first day at work."
    assert "🕒 Tomorrow: Tuesday, 01.12.2026, 08:00 (in the morning)" in amal.sees
    assert stage(alb) is Stage.STARTED


def test_who_is_not_told_the_hour_reads_whom_to_ask(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CAME)
    alb.walk(alb.now + timedelta(days=1))
    firm.reads().taps("begins with us").says("1.12.2026").taps("Skip")
    a_minute(alb, amal)
    assert card(amal.reads())[1] == "🕒 You do not know when it begins? Please ask us: /person"
    assert "📆 For my calendar" not in amal.buttons
