"""A row of the outbox whose time has come, with everything its words are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.models import Chat, Outbox, Person
from storage.work import Work


@dataclass(frozen=True)
class Outgoing:
    """What waited for one chat and the person behind it."""

    work: Work
    row: Outbox
    chat: Chat
    person: Person

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.work.today
