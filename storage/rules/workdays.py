"""Days on which somebody at a centre answers."""

from __future__ import annotations

from datetime import date, timedelta


def working_days_after(day: date, count: int) -> date:
    """Return the day `count` working days (Monday to Friday) later; holidays are not known."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
