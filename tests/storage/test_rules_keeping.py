"""Who counts as still there after three months, and which of a firm's days are to come."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from storage.rules.keeping import GONE, TALK, WELL, is_kept
from storage.rules.named_days import coming, read

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("firm", [None, WELL, TALK, GONE])
def test_the_persons_word_is_enough(firm: str | None) -> None:
    assert is_kept(WELL, firm)


@pytest.mark.parametrize(
    ("person", "firm", "kept"),
    [
        (None, WELL, True),
        (TALK, WELL, True),
        (GONE, WELL, False),
        (None, None, False),
        (TALK, TALK, False),
        (None, GONE, False),
    ],
)
def test_the_firms_word_counts_unless_the_person_is_gone(
    person: str | None, firm: str | None, kept: bool
) -> None:
    assert is_kept(person, firm) is kept


def test_a_day_is_read_as_it_was_named() -> None:
    assert read("2026-11-24T09:00") == (date(2026, 11, 24), time(9))
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read("Tuesday")


def test_days_that_are_over_keep_the_numbers_of_the_others() -> None:
    options = ["2026-11-24T09:00", "2026-11-26T13:30"]
    assert coming(options, datetime(2026, 11, 24, 9, 1, tzinfo=BERLIN), BERLIN) == [
        (2, "2026-11-26T13:30")
    ]
    assert [
        number for number, _day in coming(options, datetime(2026, 11, 24, 8, tzinfo=BERLIN), BERLIN)
    ] == [1, 2]
    assert coming(None, datetime(2026, 11, 24, tzinfo=BERLIN), BERLIN) == []
