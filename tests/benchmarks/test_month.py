"""A short month at a centre: nobody is forgotten, and an answer costs few taps."""

from __future__ import annotations

from tests.benchmarks.month import Month
from tests.people import Town

TAPS = 4  # take, ready sentences, a sentence, close


def test_nobody_waits_longer_than_promised_and_an_answer_costs_few_taps(here: Town) -> None:
    month = Month(here, people=30, days=7, asks=0.1)
    month.live()
    told = month.told()
    assert told["requests"] > 10
    assert told["promises broken"] == 0
    assert told["taps of staff for each request"] <= TAPS
    assert told["messages to each colleague and day"] < 10


def test_where_nobody_answers_it_is_counted_as_broken(here: Town) -> None:
    month = Month(here, people=30, days=7, asks=0.1, rest=1.0)
    month.live()
    assert month.told()["promises broken"] > 0
