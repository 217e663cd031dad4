"""Six weeks of introductions: nobody waits without news, no place goes twice, every end is told."""

from __future__ import annotations

from tests.benchmarks.halfyear import BEGIN, HalfYear
from tests.people import Town

NEVER = (
    "places given twice",
    "limits broken: unasked messages to a person in a week",
    "limits broken: questions to a firm in a day",
    "people without news for 14 days",
    "introductions without an answer",
)


def test_nobody_on_the_way_is_left_without_news(here: Town) -> None:
    here.now = BEGIN
    half = HalfYear(here, firms=4, people=24, needs=12, days=42)
    half.live()
    told = half.told()
    assert told["introductions"] > 20
    assert {what: told[what] for what in NEVER} == dict.fromkeys(NEVER, 0)
