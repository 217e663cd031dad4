"""What the functions of a question and of a flow look at: the turn, and this flow's own notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.position import Half
from storage.models import Person, Profile
from storage.work import Work

N_co = TypeVar("N_co", covariant=True)


@dataclass(frozen=True)
class Here(Generic[N_co]):
    """One flow in one turn; `notes` are of this flow alone, `half` of this question alone."""

    context: Context
    notes: N_co
    half: Half = None
    alone: bool = False

    @property
    def work(self) -> Work:
        """What the turn works with."""
        return self.context.work

    @property
    def person(self) -> Person | None:
        """Who is behind the chat, once they agreed."""
        return self.context.person

    @property
    def profile(self) -> Profile | None:
        """What the person told us, where there is a profile."""
        return self.context.profile

    @property
    def language(self) -> str:
        """The chat's language, or the fallback before it was chosen."""
        return self.context.language

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return self.work.today

    def send(self, message: Message) -> int | None:
        """Say something now; returns the outbox row."""
        return self.context.send(message)
