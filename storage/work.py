"""What a unit works with: the session, the time, the zone and the limits, carried as one."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models.people import Person
from storage.rules.clock import next_allowed, to_local
from storage.rules.workdays import is_chosen, is_quiet


@dataclass(frozen=True)
class Work:
    """One unit: `now` is aware and stands still, `zone` is the district's."""

    session: Session
    now: datetime
    zone: ZoneInfo
    limits: Limits

    @property
    def local(self) -> datetime:
        """The local time of the programme."""
        return to_local(self.now, self.zone.key)

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.local.date()

    def daytime(self, at: datetime) -> datetime:
        """Return `at`, or the next time from then on at which people may be written to unasked."""
        limits = self.limits
        hours = limits.push_from_hour, limits.push_until_hour
        return next_allowed(at, self.zone.key, *hours, self._is_quiet)

    def waking(self, at: datetime, person: Person | None = None) -> datetime:
        """Return `at`, or the next time from then on that is not quiet: for what can wait.

        Quiet are nights, Sundays, free days, and the days a person chose.
        """
        limits, own = self.limits, person.quiet_on if person else None
        hours = limits.quiet_until_hour, limits.quiet_from_hour
        return next_allowed(at, self.zone.key, *hours, lambda day: self._is_quiet(day, own or ()))

    def _is_quiet(self, day: date, own: Collection[str] = ()) -> bool:
        """Tell whether a whole day is quiet; where no hour is, only those a person chose are."""
        return is_chosen(day, own) if self.limits.never_quiet else is_quiet(day, own)

    def savepoint(self) -> AbstractContextManager[object]:
        """Keep all of what the block does, or nothing where it raises."""
        return self.session.begin_nested()
