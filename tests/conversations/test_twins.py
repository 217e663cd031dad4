"""The German twin of every message goes along only where somebody looks at it: in the demo."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from bot.demo.run import LIMITS as IN_THE_DEMO
from locales.languages import FALLBACK, LANGUAGES
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.invited import staff
from tests.people import Town
from tests.scheduler.desk import booked, newcomer


def spoken(here: Town, language: str) -> list[dict[str, Any]]:
    """Answers, a message changed by a tap, and what waited, as bodies."""
    amal = newcomer(here, "amal", language=language)
    booked(here, amal, date(2026, 11, 12), time(15))
    for word in ("/menu", "/week", "/profile"):
        amal.says(word)
    amal.taps(".change").taps(".area")
    bodies = [bubble.body for bubble in amal.bubbles]
    assert {body["op"] for body in bodies} == {"send", "edit"}
    return bodies


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_carries_a_twin_that_nobody_reads(here: Town, language: str) -> None:
    assert [body for body in spoken(here, language) if "german" in body] == []


def test_a_report_kept_current_keeps_its_twin(here: Town) -> None:
    here.limits = IN_THE_DEMO
    (selam,) = newcomers(here, "60")
    petra = planned(staff(here, "50", "alb")).taps("Send now").says("/language").taps("العربية")
    a_minute_later(here)
    selam.reads().taps("I will come")
    report = next(bubble for bubble in petra.reads().bubbles if "K1" in bubble.text)
    assert "Gesendet: 1" in report.body["german"]["text"]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != FALLBACK])
def test_in_the_demo_every_message_has_its_twin(here: Town, language: str) -> None:
    here.limits = IN_THE_DEMO
    bodies = spoken(here, language)
    assert [body["text"] for body in bodies if "german" not in body] == []
