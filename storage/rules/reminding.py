"""When to remind of an appointment: the eve at 18:00, and two hours before, never before 7:00."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from storage.rules.clock import to_utc

EVE_AT = time(18)
EARLIEST = time(7)
ALONE_BEFORE = time(9)
AHEAD = timedelta(hours=2)
USELESS = timedelta(minutes=30)
"""So shortly before the start a reminder helps nobody: staff should know instead."""


class Offset(StrEnum):
    """Which reminder of an appointment."""

    EVE = "eve"
    TWO_HOURS = "two_hours"


@dataclass(frozen=True)
class Reminder:
    """Due in UTC; from `too_late` on it is not sent and staff are told."""

    offset: Offset
    due: datetime
    too_late: datetime


def reminders(day: date, at: time, zone: str, now: datetime) -> tuple[Reminder, ...]:
    """Return what is still to come for an appointment at a local time, the earliest first.

    The eve may be sent late until the second reminder takes over. Raises NoSuchTimeError.
    """
    return tuple(each for each in _all(day, at, zone) if each.due > now)


def _all(day: date, at: time, zone: str) -> Iterator[Reminder]:
    start = to_utc(day, at, zone)
    eve = to_utc(day - timedelta(days=1), EVE_AT, zone)
    if at < ALONE_BEFORE:
        yield Reminder(Offset.EVE, eve, start - USELESS)
        return
    second = max(start - AHEAD, to_utc(day, EARLIEST, zone))
    yield Reminder(Offset.EVE, eve, second)
    yield Reminder(Offset.TWO_HOURS, second, start - USELESS)
