"""A row of the outbox whose time has come, with everything its words are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Chat, Outbox, Person


@dataclass(frozen=True)
class Waited:
    """What waited for one chat and the person behind it."""

    session: Session
    row: Outbox
    chat: Chat
    person: Person
    now: datetime
    limits: Limits
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.now.astimezone(self.zone).date()
