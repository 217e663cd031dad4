"""Local time and UTC: the only place where zones are turned into each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoSuchTimeError(ValueError):
    """A local time the clocks jump over in spring."""


def to_utc(day: date, at: time, zone: str) -> datetime:
    """Return the moment in UTC; of a time that comes twice in autumn the first.

    Raises NoSuchTimeError for a local time that does not exist on that day.
    """
    local = datetime.combine(day, at.replace(fold=0, tzinfo=None), ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTimeError(f"{day} {at:%H:%M} does not exist in {zone}")
    return moment


def begins_at(day: date, at: time, zone: str) -> datetime:
    """Return the moment in UTC; where the clocks jump over it, 02:30 is what they show as 03:30."""
    local = datetime.combine(day, at.replace(fold=0, tzinfo=None), ZoneInfo(zone))
    return local.astimezone(UTC)


def to_local(moment: datetime, zone: str) -> datetime:
    """Return an aware moment as local, aware time."""
    return moment.astimezone(ZoneInfo(zone))


def _none(day: date) -> bool:
    return False


def next_allowed(
    now: datetime,
    zone: str,
    start_hour: int = 9,
    end_hour: int = 19,
    closed: Callable[[date], bool] = _none,
) -> datetime:
    """Return `now` if people may be written to unasked, else the next local opening, in UTC.

    On a day that is `closed` nobody is written to.
    """
    local = to_local(now, zone)
    day = local.date() + timedelta(days=local.hour >= end_hour)
    while closed(day):
        day += timedelta(days=1)
    if day == local.date() and local.hour >= start_hour:
        return now
    return to_utc(day, time(start_hour), zone)
