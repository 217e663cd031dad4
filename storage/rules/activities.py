"""When activities take place, and which are near."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from storage.rules.slots import DAYS
from storage.rules.way import Spot, kilometres
from storage.rules.workdays import in_school_holidays, is_free


@dataclass(frozen=True)
class Exceptions:
    """What a weekly rule leaves out; `every` so many weeks, counted from the week of `since`."""

    since: date | None = None
    until: date | None = None
    every: int = 1
    off: frozenset[date] = frozenset()
    on_holidays: bool = False
    school_off: bool = False

    def leave_out(self, day: date) -> bool:
        """Tell whether there is nothing on a day that is in the rule."""
        return (
            not (self.since or date.min) <= day <= (self.until or date.max)
            or day in self.off
            or bool(self.every > 1 and self.since and _weeks(self.since, day) % self.every)
            or (not self.on_holidays and is_free(day))
            or (self.school_off and in_school_holidays(day))
        )


ALWAYS = Exceptions()


@dataclass(frozen=True)
class Rule:
    """A weekly rule (0 = Monday) or a single date, local times; season = first and last month.

    A single day takes place whatever day it is.
    """

    starts: time
    ends: time
    weekdays: frozenset[int] = frozenset()
    on_date: date | None = None
    season: tuple[int, int] | None = None
    but: Exceptions = ALWAYS


@dataclass(frozen=True)
class Occurrence:
    """One day of an activity, local time."""

    on_date: date
    starts: time
    ends: time


@dataclass(frozen=True)
class Happening:
    """An occurrence with its place, to be put in order of nearness."""

    activity: int
    centre: str
    at: Spot | None
    when: Occurrence


def rule(
    starts: time,
    ends: time,
    weekdays: str | None,
    on_date: date | None,
    season: str | None,
    *,
    but: Exceptions = ALWAYS,
) -> Rule:
    """Read the codes of a table row: `tu,th` and `04-10`; ValueError where they make no sense."""
    days = [day.strip() for day in (weekdays or "").split(",") if day.strip()]
    if not set(days) <= set(DAYS) or bool(days) == bool(on_date) or starts >= ends:
        raise ValueError(f"no rule: {weekdays!r}, {on_date}, {starts} to {ends}")
    if but.every > 1 and not but.since:
        raise ValueError(f"every {but.every} weeks needs `since`, a day in the first of them")
    if but.since and but.until and but.until < but.since:
        raise ValueError(f"ends on {but.until}, before it begins on {but.since}")
    return Rule(starts, ends, frozenset(map(DAYS.index, days)), on_date, _season(season), but)


def occurrences(rule: Rule, first: date, last: date) -> tuple[Occurrence, ...]:
    """Return the days of a rule from `first` to `last`, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(Occurrence(day, rule.starts, rule.ends) for day in days if _on(rule, day))


def week_of(rule: Rule, today: date) -> tuple[Occurrence, ...]:
    """Return the days of a rule in the seven days that begin today."""
    return occurrences(rule, today, today + timedelta(days=6))


def near(
    happenings: Iterable[Happening], home: Spot | None, centres: Collection[str]
) -> list[Happening]:
    """Order: own municipality, own centre, distance by the kilometre, time."""

    def key(each: Happening) -> tuple[bool, bool, int, date, time, int]:
        same = bool(home and each.at and home.ags == each.at.ags)
        km = kilometres(home.lat, home.lon, each.at.lat, each.at.lon) if home and each.at else 0
        away = 0 if same else round(km)
        own = each.centre in centres
        return not same, not own, away, each.when.on_date, each.when.starts, each.activity

    return sorted(happenings, key=key)


def _season(text: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    months = re.fullmatch(r"(0?[1-9]|1[0-2])-(0?[1-9]|1[0-2])", text)
    if not months:
        raise ValueError(f"no season: {text!r} (04-10, April to October)")
    return int(months[1]), int(months[2])


def _on(rule: Rule, day: date) -> bool:
    if rule.on_date:
        return day == rule.on_date
    weekly = day.weekday() in rule.weekdays and _in_season(rule.season, day.month)
    return weekly and not rule.but.leave_out(day)


def _weeks(since: date, day: date) -> int:
    """Count the Mondays between."""
    return (day - since + timedelta(days=since.weekday())).days // 7


def _in_season(season: tuple[int, int] | None, month: int) -> bool:
    if not season:
        return True
    first, last = season
    return first <= month <= last if first <= last else month >= first or month <= last
