"""A row of the outbox whose time has come, with everything its words are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.models import Chat, Outbox, Person
from storage.queues.kinds import Kind
from storage.work import Work


@dataclass(frozen=True)
class Outgoing:
    """What waited for one chat and the person behind it."""

    work: Work
    row: Outbox
    chat: Chat
    person: Person

    @property
    def kind(self) -> Kind:
        """What it is; ValueError for a kind nobody knows (any more)."""
        return Kind(self.row.kind or "")

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.work.today
