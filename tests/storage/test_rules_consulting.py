"""Slots as a pure rule: weekdays, lengths, closings, colleagues, clocks that jump."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from storage.rules.consulting import Book, Closed, Hours, cells
from storage.rules.workdays import is_free

NOW = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock in the district."""
TODAY = date(2026, 11, 10)
TUESDAY = Hours(1, None, 1, time(9), time(11), 45, 1)
DAY = timedelta(days=1)
SICK, THERE = 7, 8


def book(*hours: Hours, **known: Any) -> Book:
    facts: dict[str, Any] = {"closings": (), "away": is_free} | known
    return Book("alb", "Europe/Berlin", NOW, hours, **facts)


def free(about: Book, days: int = 14, kind: str = "cv", first: date = TODAY) -> list[str]:
    found = about.free(kind, (first + n * DAY for n in range(days)))
    return [f"{slot.on_date:%d.%m.} {slot.at_time:%H:%M} {slot.desk}" for slot in found]


def test_slots_lie_one_after_the_other_and_none_has_begun() -> None:
    assert free(book(TUESDAY)) == ["10.11. 09:45 1.1", "17.11. 09:00 1.1", "17.11. 09:45 1.1"]


def test_hours_of_other_kinds_and_other_times_of_the_year_give_none() -> None:
    talks = replace(TUESDAY, kinds=frozenset({"first_talk"}))
    assert free(book(talks)) == []
    assert len(free(book(talks), kind="first_talk")) == 3
    assert free(book(replace(TUESDAY, since=date(2026, 11, 18)))) == []
    assert free(book(replace(TUESDAY, until=date(2026, 11, 10)))) == ["10.11. 09:45 1.1"]


def test_holidays_are_closed() -> None:
    friday = replace(TUESDAY, weekday=4)
    christmas = date(2026, 12, 25)
    assert free(book(friday), days=8, first=christmas) == []  # and New Year's Day
    assert len(free(book(friday), days=1, first=date(2027, 1, 8))) == 2


@pytest.mark.parametrize(
    ("closed", "left"),
    [
        pytest.param(Closed(date(2026, 11, 17)), [], id="a day"),
        pytest.param(Closed(date(2026, 11, 17), ends=time(9, 30)), ["09:45"], id="till half past"),
        pytest.param(Closed(date(2026, 11, 17), starts=time(9, 45)), ["09:00"], id="from then on"),
        pytest.param(Closed(date(2026, 11, 17), time(12), time(14)), ["09:00", "09:45"], id="noon"),
        pytest.param(Closed(date(2026, 11, 17), whom=SICK), ["09:00", "09:45"], id="a colleague"),
    ],
)
def test_a_closing_takes_the_slots_it_touches(closed: Closed, left: list[str]) -> None:
    found = free(book(TUESDAY, closings=[closed]), days=7, first=date(2026, 11, 12))
    assert [slot.split()[1] for slot in found] == left


def test_a_sick_colleagues_day_takes_only_theirs() -> None:
    theirs = [replace(TUESDAY, whom=SICK), replace(TUESDAY, key=2, whom=THERE)]
    closed = Closed(date(2026, 11, 17), whom=SICK)
    found = free(book(*theirs, closings=[closed]), days=7, first=date(2026, 11, 12))
    assert found == ["17.11. 09:00 p8.1", "17.11. 09:45 p8.1"]


def test_a_colleague_has_one_desk_in_all_their_hours() -> None:
    long, short = replace(TUESDAY, whom=SICK), replace(TUESDAY, key=2, minutes=60, whom=SICK)
    nine = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
    taken = {("p7.1", cell) for cell in cells(nine, 45)}
    found = free(book(long, short, taken=taken), days=7, first=date(2026, 11, 12))
    assert found == ["17.11. 09:45 p7.1", "17.11. 10:00 p7.1"]


def test_several_places_are_one_time_until_all_are_taken() -> None:
    two, nine = replace(TUESDAY, places=2), cells(datetime(2026, 11, 17, 8, 0, tzinfo=UTC), 45)
    days: dict[str, Any] = {"days": 7, "first": date(2026, 11, 12)}
    one = {("1.1", cell) for cell in nine}
    both = one | {("1.2", nine[-1])}
    assert free(book(two), **days) == ["17.11. 09:00 1.1", "17.11. 09:45 1.1"]
    assert free(book(two, taken=one), **days) == ["17.11. 09:00 1.2", "17.11. 09:45 1.1"]
    assert free(book(two, taken=both), **days) == ["17.11. 09:45 1.1"]


def test_a_time_the_clocks_jump_over_is_none() -> None:
    night = Hours(1, None, 6, time(1), time(4), 30, 1)
    found = free(book(night), days=1, first=date(2027, 3, 28))
    assert [slot.split()[1] for slot in found] == ["01:00", "01:30", "03:00", "03:30"]


def test_cells_hold_every_minute_touched() -> None:
    odd = datetime(2026, 11, 17, 8, 2, tzinfo=UTC)
    assert [f"{cell:%H:%M}" for cell in cells(odd, 9)] == ["08:00", "08:05", "08:10"]
    assert [f"{cell:%H:%M}" for cell in cells(odd, 8)] == ["08:00", "08:05"]
