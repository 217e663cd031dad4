"""What a unit works with: the session, the time, the zone and the limits, carried as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.rules.clock import to_local


@dataclass(frozen=True)
class Work:
    """One unit: `now` is aware and stands still, `zone` is the district's."""

    session: Session
    now: datetime
    zone: ZoneInfo
    limits: Limits

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return to_local(self.now, self.zone.key).date()
