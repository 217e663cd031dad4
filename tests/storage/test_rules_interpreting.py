"""When staff hear that nobody interprets, and what the person knows of it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from storage.rules.interpreting import is_missing, missing_at, read_fact, told_of
from tests.people import BERLIN

NOON = time(12)


@pytest.mark.parametrize(
    ("day", "at", "now", "hears"),
    [
        # a Thursday: on Wednesday morning
        ((2026, 11, 12), NOON, (2026, 11, 10, 9, 0), (2026, 11, 11, 7, 30)),
        # a Monday: on the Friday before
        ((2026, 11, 16), NOON, (2026, 11, 10, 9, 0), (2026, 11, 13, 7, 30)),
        # after Christmas and a weekend: on the 23rd
        ((2026, 12, 28), NOON, (2026, 12, 1, 9, 0), (2026, 12, 23, 7, 30)),
        # booked when that morning is over: in the morning of the day
        ((2026, 11, 12), NOON, (2026, 11, 11, 9, 0), (2026, 11, 12, 7, 30)),
        # before half past seven nobody can be told in the morning of the day
        ((2026, 11, 12), time(7), (2026, 11, 11, 9, 0), None),
        # booked on the day itself: who books it knows
        ((2026, 11, 12), NOON, (2026, 11, 12, 9, 0), None),
    ],
)
def test_in_the_morning_of_the_working_day_before(
    day: tuple[int, int, int],
    at: time,
    now: tuple[int, int, int, int, int],
    hears: tuple[int, int, int, int, int] | None,
) -> None:
    expected = datetime(*hears, tzinfo=BERLIN) if hears else None
    found = missing_at(date(*day), at, "Europe/Berlin", datetime(*now, tzinfo=BERLIN))
    assert found == expected


@pytest.mark.parametrize(
    ("language", "state", "fact", "missing"),
    [
        (None, None, None, False),
        (None, "wanted", None, False),
        ("ar", None, "ar", False),
        ("ar", "found", "ar", False),
        ("ar", "wanted", "wanted:ar", True),
        ("ar", "asked", "wanted:ar", True),
        ("ar", "none", "none:ar", False),
    ],
)
def test_the_person_knows_what_is_settled_and_not_whom_we_asked(
    language: str | None, state: str | None, fact: str | None, missing: bool
) -> None:
    assert told_of(language, state) == fact
    assert is_missing(language, state) is missing


def test_a_fact_is_read_back_also_one_of_before() -> None:
    assert [read_fact(each) for each in ("ar", "wanted:ar", "none:ti")] == [
        ("found", "ar"),
        ("wanted", "ar"),
        ("none", "ti"),
    ]
