"""Working days and holidays of Baden-Württemberg."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage.rules.workdays import (
    in_school_holidays,
    is_free,
    is_working,
    next_working,
    working_days_after,
    working_time_after,
)


@pytest.mark.parametrize(
    "day",
    [
        *((2026, 1, 6), (2026, 4, 3), (2026, 6, 4), (2026, 11, 1), (2026, 12, 24), (2026, 12, 25)),
        *((2026, 12, 31), (2027, 1, 1), (2027, 5, 27)),
    ],
)
def test_nobody_is_expected_on_a_holiday_of_the_state(day: tuple[int, int, int]) -> None:
    assert is_free(date(*day))
    assert not is_working(date(*day))


@pytest.mark.parametrize("day", [(2026, 8, 15), (2026, 10, 31), (2026, 11, 18), (2026, 12, 23)])
def test_holidays_of_other_states_are_days_like_others(day: tuple[int, int, int]) -> None:
    assert not is_free(date(*day))


def test_school_holidays() -> None:
    days = (date(2026, 10, 26), date(2026, 11, 2), date(2026, 12, 23), date(2027, 8, 2))
    assert [in_school_holidays(day) for day in days] == [True, False, True, True]


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        ((2026, 11, 10), 3, (2026, 11, 13)),
        ((2026, 11, 12), 3, (2026, 11, 17)),
        ((2026, 12, 22), 3, (2026, 12, 29)),
        ((2026, 12, 30), 1, (2027, 1, 4)),
        ((2026, 11, 10), 0, (2026, 11, 10)),
    ],
)
def test_working_days_jump_over_weekends_and_holidays(
    day: tuple[int, int, int], count: int, later: tuple[int, int, int]
) -> None:
    assert working_days_after(date(*day), count) == date(*later)


def test_where_nobody_works_any_more_all_days_count_in_the_end() -> None:
    assert working_days_after(date(2026, 11, 10), 3, lambda day: False) == date(2027, 2, 11)


BERLIN = ZoneInfo("Europe/Berlin")


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "looks", "half_an_hour_later"),
    [
        (local(12, 9), local(12, 9), local(12, 9, 30)),
        (local(12, 7, 59), local(12, 8), local(12, 8, 30)),
        (local(12, 17, 30), local(12, 17, 30), local(12, 18)),
        (local(12, 17, 40), local(12, 17, 40), local(13, 8, 10)),
        (local(12, 18), local(13, 8), local(13, 8, 30)),
        (local(13, 17, 45), local(13, 17, 45), local(16, 8, 15)),  # Friday to Monday
        (local(14, 22, 40), local(16, 8), local(16, 8, 30)),  # a Saturday night
        (local(23, 17, 50, month=12), local(23, 17, 50, month=12), local(28, 8, 20, month=12)),
        (local(24, 20, month=10), local(26, 8, month=10), local(26, 8, 30, month=10)),  # clocks
    ],
)
def test_somebody_looks_on_working_days_from_eight_to_six(
    at: datetime, looks: datetime, half_an_hour_later: datetime
) -> None:
    assert next_working(at) == looks
    assert working_time_after(at, timedelta(minutes=30)) == half_an_hour_later
    assert half_an_hour_later.utcoffset() == working_time_after(at, timedelta(0)).utcoffset()
