"""Which times of a centre's consulting hours are free: hours, closings and what is taken in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from storage.rules.clock import NoSuchTimeError, to_utc

FIVE = timedelta(minutes=5)
Desk: TypeAlias = str
Taken: TypeAlias = Set[tuple[Desk, datetime]]
"""Cells of desks."""


@dataclass(frozen=True)
class Hours:
    """Hours on a weekday (0 = Monday), local; `kinds` None is every kind, `whom` nobody named."""

    key: int
    kinds: frozenset[str] | None
    weekday: int
    starts: time
    ends: time
    minutes: int
    places: int
    whom: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def desks(self) -> tuple[Desk, ...]:
        """The places of these hours; those of a colleague are the same in all their hours."""
        first = f"{self.key}" if self.whom is None else f"p{self.whom}"
        return tuple(f"{first}.{number}" for number in range(1, self.places + 1))

    def are_on(self, day: date) -> bool:
        """Tell whether they are held on a day, as far as weekday and dates say."""
        begun = self.since is None or self.since <= day
        return day.weekday() == self.weekday and begun and (self.until is None or day <= self.until)

    def are_for(self, kind: str) -> bool:
        """Tell whether a kind of appointment is held in them."""
        return self.kinds is None or kind in self.kinds

    def hold(self, kind: str | None, day: date, at: time, minutes: int) -> bool:
        """Tell whether a whole time of a kind (None: any) lies in them, slot or not."""
        ends = datetime.combine(day, at) + timedelta(minutes=minutes)
        is_within = self.starts <= at and ends <= datetime.combine(day, self.ends)
        return self.are_on(day) and (kind is None or self.are_for(kind)) and is_within


@dataclass(frozen=True)
class Closed:
    """A day or hours of it (`starts` None: the whole day) on which `whom` (None: all) is away."""

    on_date: date
    starts: time | None = None
    ends: time | None = None
    whom: int | None = None

    def covers(self, day: date, at: time, minutes: int, whom: int | None) -> bool:
        """Tell whether some of a time with somebody is closed."""
        if day != self.on_date or (self.whom is not None and self.whom != whom):
            return False
        begins, length = datetime.combine(day, at), timedelta(minutes=minutes)
        until = datetime.combine(day, self.ends) if self.ends else begins + FIVE
        since = datetime.combine(day, self.starts) if self.starts else begins
        return since < begins + length and begins < until


@dataclass(frozen=True)
class Slot:
    """A time of the consulting hours that can be booked; local."""

    centre: str
    desk: Desk
    on_date: date
    at_time: time
    minutes: int
    kind: str

    def begins(self, zone: str) -> datetime:
        """Return when it begins, in UTC."""
        return to_utc(self.on_date, self.at_time, zone)

    def cells(self, zone: str) -> list[datetime]:
        """Return the five minutes each that it takes, in order."""
        return cells(self.begins(zone), self.minutes)


def cells(starts_at: datetime, minutes: int) -> list[datetime]:
    """Return the five minutes each that a time touches, in order; `starts_at` in UTC."""
    first = starts_at.replace(minute=starts_at.minute // 5 * 5, second=0, microsecond=0)
    count = -(-(starts_at + timedelta(minutes=minutes) - first) // FIVE)
    return [first + number * FIVE for number in range(count)]


@dataclass(frozen=True)
class Book:
    """What is known of a centre's time: `away` tells of days the whole centre is not there."""

    centre: str
    zone: str
    now: datetime
    hours: Collection[Hours]
    closings: Collection[Closed]
    away: Callable[[date], bool]
    taken: Taken = frozenset()
    busy: Set[datetime] = frozenset()
    """Cells of the person the time is for."""

    def free(self, kind: str, days: Iterable[date]) -> Iterator[Slot]:
        """Give the free slots of a kind, the earliest first, one desk for each time."""
        for day in days:
            if not self.away(day):
                found = {(s.at_time, s.minutes): s for s in reversed([*self._on(day, kind)])}
                yield from (found[key] for key in sorted(found))

    def _on(self, day: date, kind: str) -> Iterator[Slot]:
        for hours in self.hours:
            if not (hours.are_on(day) and hours.are_for(kind)):
                continue
            for at in starts(hours):
                if not self.is_closed(day, at, hours.minutes, hours.whom):
                    yield from self._free_at(hours, day, at, kind)

    def _free_at(self, hours: Hours, day: date, at: time, kind: str) -> Iterator[Slot]:
        try:
            begins = to_utc(day, at, self.zone)
        except NoSuchTimeError:
            return
        wanted = cells(begins, hours.minutes)
        if begins <= self.now or not self.busy.isdisjoint(wanted):
            return
        for desk in hours.desks:
            if self.taken.isdisjoint((desk, cell) for cell in wanted):
                yield Slot(self.centre, desk, day, at, hours.minutes, kind)

    def is_closed(self, day: date, at: time, minutes: int, whom: int | None = None) -> bool:
        """Tell whether a time with somebody (None: whoever is there) is closed."""
        return any(each.covers(day, at, minutes, whom) for each in self.closings)

    def within(self, kind: str, day: date, at: time, minutes: int) -> list[Hours]:
        """Return the hours that hold a whole time, however the slots lie in them."""
        return [each for each in self.hours if each.hold(kind, day, at, minutes)]


def starts(hours: Hours) -> Iterator[time]:
    """Give when slots begin: one after the other, as long as a whole one is left."""
    any_day = date(2000, 1, 1)
    at, ends = datetime.combine(any_day, hours.starts), datetime.combine(any_day, hours.ends)
    length = timedelta(minutes=hours.minutes)
    while at + length <= ends:
        yield at.time()
        at += length
