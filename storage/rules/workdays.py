"""Days on which somebody at a centre answers, and holidays, of Baden-Württemberg."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays.constants import PUBLIC, SCHOOL
from holidays.countries.germany import Germany

from storage.rules.slots import DAYS

SATURDAY, SUNDAY = 5, 6
OPENS, CLOSES = time(8), time(18)
"""Between these somebody looks on a working day, local time."""
A_SEASON = timedelta(days=90)
OFFICES_CLOSED = ((12, 24), (12, 31))
"""No public holidays, but the public service does not work (collective agreement TVöD, § 6)."""


def is_free(day: date) -> bool:
    """Tell whether nobody is expected anywhere: a public holiday, Christmas Eve, New Year's Eve."""
    return (day.month, day.day) in OFFICES_CLOSED or day in _holidays(day.year, PUBLIC)


def is_quiet(day: date, own: Collection[str] = ()) -> bool:
    """Tell whether nobody is told what can wait: a Sunday, a free day, one of somebody's `own`."""
    return day.weekday() == SUNDAY or is_chosen(day, own) or is_free(day)


def is_chosen(day: date, own: Collection[str]) -> bool:
    """Tell whether somebody named a day of the week among their `own`."""
    return DAYS[day.weekday()] in own


def in_school_holidays(day: date) -> bool:
    """Tell whether schools are closed; known as far as they are announced, some three years."""
    return day in _holidays(day.year, SCHOOL)


def is_working(day: date) -> bool:
    """Tell whether offices work: Monday to Friday, no holiday."""
    return day.weekday() < SATURDAY and not is_free(day)


def working_days_after(day: date, count: int, works: Callable[[date], bool] = is_working) -> date:
    """Return the day `count` working days later; where nobody works for months, all days count."""
    since = day
    while count > 0:
        day += timedelta(days=1)
        count -= works(day) or day - since > A_SEASON
    return day


def weeks_after(day: date, today: date) -> int:
    """Return how many whole weeks ago a day was; 0 where it is to come."""
    return max(0, (today - day).days) // 7


def weekly(day: date, weeks: int) -> date:
    """Return the working day on which something is said again so many weeks after a day."""
    return working_days_after(day + timedelta(days=7 * weeks - 1), 1)


def working_days_before(day: date, count: int) -> date:
    """Return the day `count` working days earlier."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working(day)
    return day


def next_working(at: datetime) -> datetime:
    """Return when somebody looks from a local time on: that time itself within the hours."""
    if is_working(at.date()) and at.time() < CLOSES:
        return max(at, _at(at.date(), OPENS, at))
    return _at(working_days_after(at.date(), 1), OPENS, at)


def working_time_after(at: datetime, length: timedelta) -> datetime:
    """Return the local time at which somebody could have looked for so long since `at`."""
    begins = next_working(at)
    while (closes := _at(begins.date(), CLOSES, at)) - begins < length:
        length -= closes - begins
        begins = next_working(closes)
    return begins + length


def _at(day: date, hour: time, like: datetime) -> datetime:
    return datetime.combine(day, hour, like.tzinfo)


@lru_cache(maxsize=16)
def _holidays(year: int, kind: str) -> frozenset[date]:
    """Ask the library once a year: its own tables grow while they are asked, and threads differ."""
    return frozenset(Germany(subdiv="BW", years=year, categories=(kind,)))
