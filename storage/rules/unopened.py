"""Until when somebody may open by themselves what waits for them: then staff call."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from storage.rules.clock import to_local, to_utc
from storage.rules.workdays import OPENS, is_working, next_working, working_days_after

LAST = time(16)
"""After this hour of a working day a call does not reach everybody any more."""
AHEAD = timedelta(hours=1)


def call_at(now: datetime, starts_at: datetime, zone: str, grace: timedelta) -> datetime:
    """Return when to call about an appointment that nobody opened.

    At 16:00 of the working day before. What comes to stand later: at once, or in the next morning
    of a working day, if that is still an hour before.
    """
    local = to_local(starts_at, zone)
    day = local.date() - timedelta(days=1)
    while not is_working(day):
        day -= timedelta(days=1)
    if (last := to_utc(day, LAST, zone)) >= now + grace:
        return last
    morning = next_working(to_local(now + grace, zone))
    return morning if morning <= starts_at - AHEAD else now + grace


def days_later(now: datetime, count: int, zone: str) -> datetime:
    """Return 16:00 of the working day so many working days later."""
    return to_utc(working_days_after(to_local(now, zone).date(), count), LAST, zone)


def next_morning(now: datetime, zone: str) -> datetime:
    """Return when the next local day begins for who works."""
    return to_utc(to_local(now, zone).date() + timedelta(days=1), OPENS, zone)
