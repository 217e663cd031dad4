"""What a Minijob may pay a month, by the day from which it holds; which kinds are always paid."""

from __future__ import annotations

from datetime import date

MINIJOB = ((date(2026, 1, 1), 603), (date(2027, 1, 1), 633))
"""Euros. Source: the programme's domain notes on pay, 2026 and 2027; later years are added here."""
MAY_BE_UNPAID = frozenset({"internship", "look_day", "trial_day"})
MINIJOB_HOURS = 10


def minijob_limit(day: date) -> int:
    """Return the limit that holds on a day; the last one known for any later day."""
    known = [euros for since, euros in MINIJOB if since <= day]
    return known[-1] if known else MINIJOB[0][1]
