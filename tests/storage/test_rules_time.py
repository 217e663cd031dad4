"""Reminders, quiet hours and local time across the clock changes of 2026 to 2037."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.clock import NoSuchTimeError, begins_at, next_allowed, to_local, to_utc
from storage.rules.reminding import Offset, reminders
from storage.rules.workdays import is_quiet

BERLIN = "Europe/Berlin"
YEARS = range(2026, 2038)
FIRST = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LAST = datetime(2037, 12, 31, tzinfo=UTC).replace(tzinfo=None)


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def due(day: date, at: time, now: datetime) -> list[tuple[str, str]]:
    return [
        (each.offset, f"{to_local(each.due, BERLIN):%d.%m. %H:%M}")
        for each in reminders(day, at, BERLIN, now)
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(15), [("eve", "04.03. 18:00"), ("two_hours", "05.03. 13:00")]),
        (time(9, 30), [("eve", "04.03. 18:00"), ("two_hours", "05.03. 07:30")]),
        (time(9), [("eve", "04.03. 18:00"), ("two_hours", "05.03. 07:00")]),
        (time(8, 59), [("eve", "04.03. 18:00")]),
        (time(7, 30), [("eve", "04.03. 18:00")]),
        (time(0), [("eve", "04.03. 18:00")]),
    ],
)
def test_the_eve_and_two_hours_before(at: time, expected: list[tuple[str, str]]) -> None:
    assert due(date(2026, 3, 5), at, datetime(2026, 3, 1, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-03-04T16:59", ["eve", "two_hours"]),
        ("2026-03-04T17:00", ["two_hours"]),
        ("2026-03-05T11:59", ["two_hours"]),
        ("2026-03-05T12:00", []),
        ("2026-03-06T12:00", []),
    ],
)
def test_what_is_past_is_left_out(now: str, left: list[str]) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert [offset for offset, _ in due(date(2026, 3, 5), time(15), moment)] == left


def test_each_reminder_has_its_too_late() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    eve, second = reminders(date(2026, 3, 5), time(15), BERLIN, now)
    (alone,) = reminders(date(2026, 3, 5), time(8), BERLIN, now)
    assert eve.too_late == second.due == datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert second.too_late == datetime(2026, 3, 5, 13, 30, tzinfo=UTC)
    assert (alone.offset, alone.too_late) == (
        Offset.EVE,
        datetime(2026, 3, 5, 6, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("month", "before", "after"), [(3, 1, 2), (10, 2, 1)])
def test_reminders_stay_at_their_local_hour_when_the_clocks_change(
    year: int, month: int, before: int, after: int
) -> None:
    sunday = last_sunday(year, month)
    now = datetime(year, 1, 1, tzinfo=UTC)
    eve, second = reminders(sunday, time(10), BERLIN, now)
    assert eve.due == datetime(year, month, sunday.day - 1, 18 - before, tzinfo=UTC)
    assert second.due == datetime(year, month, sunday.day, 8 - after, tzinfo=UTC)


@pytest.mark.parametrize("year", YEARS)
def test_the_hour_that_is_skipped_is_refused_and_the_one_that_comes_twice_is_the_first(
    year: int,
) -> None:
    spring, autumn = last_sunday(year, 3), last_sunday(year, 10)
    with pytest.raises(NoSuchTimeError, match="02:30 does not exist"):
        to_utc(spring, time(2, 30), BERLIN)
    assert begins_at(spring, time(2, 30), BERLIN) == to_utc(spring, time(3, 30), BERLIN)
    assert to_utc(spring, time(3), BERLIN) == datetime(year, 3, spring.day, 1, tzinfo=UTC)
    assert to_utc(autumn, time(2, 30), BERLIN) == datetime(year, 10, autumn.day, 0, 30, tzinfo=UTC)
    later = time(2, 30, fold=1)
    assert to_utc(autumn, later, BERLIN) == to_utc(autumn, time(2, 30), BERLIN)


@given(st.datetimes(FIRST, LAST))
def test_local_time_survives_the_way_to_utc_and_back(local: datetime) -> None:
    try:
        moment = to_utc(local.date(), local.time(), BERLIN)
    except NoSuchTimeError:
        assert (local.month, local.hour, local.weekday()) == (3, 2, 6)
    else:
        assert to_local(moment, BERLIN).replace(tzinfo=None) == local.replace(fold=0)


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-03-05T08:00+01:00", "2026-03-05T09:00+01:00"),
        ("2026-03-05T09:00+01:00", "2026-03-05T09:00+01:00"),
        ("2026-03-05T18:59+01:00", "2026-03-05T18:59+01:00"),
        ("2026-03-05T19:00+01:00", "2026-03-06T09:00+01:00"),
        ("2026-03-28T23:00+01:00", "2026-03-29T09:00+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T09:00+01:00"),
        ("2026-12-31T22:00+01:00", "2027-01-01T09:00+01:00"),
    ],
)
def test_nobody_is_written_to_at_night(now: str, allowed: str) -> None:
    moment = datetime.fromisoformat(now).astimezone(UTC)
    assert next_allowed(moment, BERLIN) == datetime.fromisoformat(allowed)


@given(st.datetimes(FIRST, LAST, timezones=st.just(UTC)))
def test_what_is_allowed_is_soon_and_by_day(now: datetime) -> None:
    allowed = next_allowed(now, BERLIN)
    assert timedelta() <= allowed - now <= timedelta(hours=15)
    assert 9 <= to_local(allowed, BERLIN).hour < 19


def test_papers_are_looked_for_a_week_before_and_never_before_it_was_booked() -> None:
    thursday, booked = date(2026, 3, 5), datetime(2026, 2, 26, 16, 59, tzinfo=UTC)

    def kinds(now: datetime, kind: str) -> list[str]:
        return [each.offset for each in reminders(thursday, time(15), BERLIN, now, kind)]

    assert kinds(booked, "recognition_advice") == ["week", "eve", "two_hours"]
    assert kinds(booked + timedelta(minutes=1), "recognition_advice") == ["eve", "two_hours"]
    assert kinds(booked, "first_talk") == ["eve", "two_hours"]


@given(
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    st.sets(st.sampled_from(("mo", "tu", "we", "th", "fr", "sa")), max_size=3),
)
def test_what_waits_goes_out_in_the_day_and_no_later_than_it_must(
    now: datetime, own: set[str]
) -> None:
    opens = next_allowed(now, BERLIN, 8, 20, lambda day: is_quiet(day, own))
    local = to_local(opens, BERLIN)
    assert opens >= now
    assert 8 <= local.hour < 20
    assert not is_quiet(local.date(), own)
    before = to_local(now, BERLIN).date()
    passed = [before + timedelta(days=n) for n in range(1, (local.date() - before).days)]
    assert all(is_quiet(day, own) for day in passed)
    assert opens == now or (local.hour, local.minute) == (8, 0)
