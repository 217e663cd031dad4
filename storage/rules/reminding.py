"""When to remind of an appointment: by its kind, the eve at 18:00 and two hours before at least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from storage.rules.clock import begins_at, to_utc

EVE_AT = time(18)
EARLIEST = time(7)
ALONE_BEFORE = time(9)
AHEAD = timedelta(hours=2)
USELESS = timedelta(minutes=30)
"""So shortly before the start a reminder helps nobody: staff should know instead."""


class Offset(StrEnum):
    """Which reminder of an appointment."""

    WEEK = "week"
    EVE = "eve"
    TWO_HOURS = "two_hours"


USUAL = (Offset.EVE, Offset.TWO_HOURS)
OFFSETS: Mapping[str, tuple[Offset, ...]] = {
    "recognition_advice": (Offset.WEEK, *USUAL),  # papers of school and work are looked for
}
"""Of what kinds of appointment, where not the usual ones; two hours never lie before 7:00, and
before 9:00 the eve stands alone."""


@dataclass(frozen=True)
class Reminder:
    """Due in UTC; from `too_late` on it is not sent and staff are told."""

    offset: Offset
    due: datetime
    too_late: datetime


def reminders(
    day: date, at: time, zone: str, now: datetime, kind: str = ""
) -> tuple[Reminder, ...]:
    """Return what is still to come for an appointment at a local time, the earliest first.

    Each may be sent late until the next takes over.
    """
    wanted = OFFSETS.get(kind, USUAL)
    return tuple(each for each in _all(day, at, zone) if each.due > now and each.offset in wanted)


def _all(day: date, at: time, zone: str) -> Iterator[Reminder]:
    start = begins_at(day, at, zone)
    eve = to_utc(day - timedelta(days=1), EVE_AT, zone)
    yield Reminder(Offset.WEEK, to_utc(day - timedelta(days=7), EVE_AT, zone), eve)
    if at < ALONE_BEFORE:
        yield Reminder(Offset.EVE, eve, start - USELESS)
        return
    second = max(start - AHEAD, to_utc(day, EARLIEST, zone))
    yield Reminder(Offset.EVE, eve, second)
    yield Reminder(Offset.TWO_HOURS, second, start - USELESS)
