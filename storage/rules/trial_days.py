"""The days a firm is asked to choose from for somebody to come, and when a day begins there."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from storage.rules.slots import DAYS
from storage.rules.workdays import is_working, working_days_after

AHEAD = 2
"""Working days that people need at least to get ready."""
BEGINS = {"early": time(6), "am": time(9), "pm": time(13), "eve": time(17)}
USUAL = time(9)
MOST_DAYS = 60
MOST_NAMED = 3
"""Days a firm may name at once."""


def suggested(
    today: date, slots: Collection[str], refused: Collection[date] = ()
) -> tuple[datetime, datetime]:
    """Return two local beginnings, the second at least two days after the first.

    On working days; on those on which the firm works by its own slots, where it named any. Never on
    a day the person cannot come, as far as there are others.
    """
    first = _next(working_days_after(today, AHEAD), slots, refused)
    second = _next(first + timedelta(days=2), slots, refused)
    return _begin(first, slots), _begin(second, slots)


def is_soon(today: date, day: date) -> bool:
    """Tell whether a day comes sooner than people can get ready for it."""
    return day < working_days_after(today, AHEAD)


def may_be_suggested(today: date, at: datetime) -> bool:
    """Tell whether a local beginning is one `suggested` may have returned, today or before."""
    is_near = at.date() <= today + timedelta(days=2 * MOST_DAYS)
    in_time = is_working(at.date()) and not is_soon(today, at.date())
    return is_near and in_time and at.time() in {USUAL, *BEGINS.values()}


def code_of(at: datetime) -> str:
    """Write a local beginning in ten digits, for a button."""
    return f"{at:%y%m%d%H%M}"


def day_of(code: str) -> datetime | None:
    """Read what `code_of` wrote; None for anything else."""
    if not re.fullmatch(r"[0-9]{10}", code):
        return None
    year, month, day, hour, minute = (int(code[at : at + 2]) for at in range(0, 10, 2))
    try:
        return datetime.combine(date(2000 + year, month, day), time(hour, minute))
    except ValueError:
        return None


def _next(day: date, slots: Collection[str], refused: Collection[date]) -> date:
    """Return the first fitting day from this one on; any working day where none is for months."""
    wanted = {slot.partition(".")[0] for slot in slots} & set(DAYS[:5])
    coming = (day + timedelta(days=n) for n in range(MOST_DAYS))
    working = [each for each in coming if is_working(each) and each not in refused]
    fitting = [each for each in working if not wanted or DAYS[each.weekday()] in wanted]
    return (fitting or working)[0]


def _begin(day: date, slots: Collection[str]) -> datetime:
    parts = {slot.partition(".")[2] for slot in slots if slot.startswith(DAYS[day.weekday()])}
    at = USUAL if "am" in parts else min((BEGINS[each] for each in parts), default=USUAL)
    return datetime.combine(day, at)
