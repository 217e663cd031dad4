"""Dates of the demo set: relative to the day of seeding, or absolute."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from storage.rules.clock import to_local

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of(text: str, seeded: date) -> date:
    """Read `d+14` (moved to the next working day), `next 1 Sept` or `2026-05-04`.

    `seeded` is the local day of loading. Raises ValueError naming what it cannot read.
    """
    text = text.strip()
    if relative := re.fullmatch(r"d([+-]\d{1,4})", text):
        return working_day(seeded + timedelta(days=int(relative[1])))
    if yearly := re.fullmatch(r"next (\d{1,2}) ([A-Za-z]{3,9})", text):
        return _next(int(yearly[1]), yearly[2], seeded)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"no date: {text!r} (d+14, next 1 Sept or 2026-05-04)") from None


def moment_of(text: str, seeded: date, zone: str) -> tuple[date, time]:
    """Read `d+2 10:00`, `2026-05-04 10:00` or ISO with an offset, as local date and time."""
    day, _, clock = text.strip().replace("T", " ").rpartition(" ")
    try:
        at = time.fromisoformat(clock)
        if at.tzinfo:
            local = to_local(datetime.combine(date.fromisoformat(day), at), zone)
            return local.date(), local.time()
        return day_of(day, seeded), at
    except ValueError:
        raise ValueError(f"no date with time: {text!r} (d+2 10:00 or 2026-05-04 10:00)") from None


def working_day(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)


def _next(number: int, month: str, seeded: date) -> date:
    """The next such day of the year after the day of seeding."""
    this_year = date(seeded.year, _month(month), number)
    return this_year if this_year > seeded else date(seeded.year + 1, _month(month), number)


def _month(name: str) -> int:
    if name.lower()[:3] not in _MONTHS:
        raise ValueError(f"no month: {name!r}")
    return _MONTHS.index(name.lower()[:3]) + 1
