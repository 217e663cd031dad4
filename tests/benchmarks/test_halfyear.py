"""Six weeks of introductions: nobody waits without news, no place goes twice, firms hear little."""

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


MOST = {
    "messages to each chat of a firm and week": 3,
    "messages to each chat of a firm and week: introduction_firm": 0.5,
    "most messages to one firm in a week": 6,
}
"""A message on each working day, and a day that is near; with one for each step it was 6.7."""


def test_nobody_on_the_way_is_left_without_news_and_no_firm_hears_too_much(here: Town) -> None:
    here.now = BEGIN
    half = HalfYear(here, firms=4, people=24, needs=12, days=42)
    half.live()
    told = half.told()
    assert told["introductions"] > 20
    assert {what: told[what] for what in NEVER} == dict.fromkeys(NEVER, 0)
    assert {
        what: told.get(what, 0) for what, most in MOST.items() if told.get(what, 0) > most
    } == {}
