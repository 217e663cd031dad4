"""Dates of the demo set: relative to the day of seeding, or absolute."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from storage.rules.clock import to_local
from storage.rules.workdays import is_working, working_days_after

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of(text: str, seeded: date) -> date:
    """Read `d+14` (moved to the next working day), `next 1 Sept`, `2026-05-04` or `4.5.2026`.

    `seeded` is the local day of loading. Raises ValueError naming what it cannot read.
    """
    text = text.strip()
    if relative := re.fullmatch(r"d([+-]\d{1,4})", text):
        return working_day(seeded + timedelta(days=int(relative[1])))
    if yearly := re.fullmatch(r"next (\d{1,2}) ([A-Za-z]{3,9})", text):
        return _next(int(yearly[1]), yearly[2], seeded)
    try:
        if german := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text):
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"no date: {text!r} (d+14, next 1 Sept or 2026-05-04)") from None


def moment_of(text: str, seeded: date, zone: str) -> tuple[date, time]:
    """Read `d+2 10:00`, `2026-05-04 10:00`, `4.5.2026 10 Uhr` or ISO with an offset, as local."""
    written = re.sub(" ?uhr$", "Uhr", text.strip().replace("T", " "), flags=re.IGNORECASE)
    day, _, clock = written.rpartition(" ")
    try:
        if re.search(r"[+-]\d\d:?\d\d$|Z$", clock):
            at = time.fromisoformat(clock)
            local = to_local(datetime.combine(date.fromisoformat(day), at), zone)
            return local.date(), local.time()
        return day_of(day, seeded), clock_of(clock)
    except (ValueError, OverflowError):
        raise ValueError(f"no date with time: {text!r} (d+2 10:00 or 2026-05-04 10:00)") from None


def clock_of(text: str) -> time:
    """Read `09:00`, `9.00` or `9 Uhr`."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d)(?::00)?)?( ?uhr)?", text.strip().lower())
    if not found or not (found[2] or found[3]):
        raise ValueError(f"no time: {text!r} (09:00)")
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise ValueError(f"no time: {text!r} (09:00)") from None


def working_day(day: date) -> date:
    """Return the day itself, or the first working day after a weekend or holiday."""
    return day if is_working(day) else working_days_after(day, 1)


def _next(number: int, month: str, seeded: date) -> date:
    """The next such day of the year after the day of seeding."""
    this_year = date(seeded.year, _month(month), number)
    return this_year if this_year > seeded else date(seeded.year + 1, _month(month), number)


def _month(name: str) -> int:
    if name.lower()[:3] not in _MONTHS:
        raise ValueError(f"no month: {name!r}")
    return _MONTHS.index(name.lower()[:3]) + 1
