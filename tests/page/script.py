"""What happened in a town by Telegram, written down, so that it happens in another by the page."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from types import SimpleNamespace
from typing import Any, TypeAlias, TypeVar

import pytest
from sqlalchemy.orm import Session

from conversations.kit.events import Event, Typed
from locales.direction import clean
from scheduler.due import run_due
from storage import desk_offers, digits, links, people
from storage.introductions import beginning, sealing
from storage.models import Dialogue
from storage.page import screens, sessions
from storage.rules import typed_codes
from tests.people import Bubble, Phone, Town

T = TypeVar("T")
Place: TypeAlias = tuple[str | None, str | None] | None
LUCKY = (links, digits, people, desk_offers, typed_codes, sessions, screens, beginning, sealing)
NEWEST, MESSAGES = 3, 10**6


@dataclass(frozen=True)
class Shown:
    """A message: words, and rows of buttons, each with its label and what it does."""

    row: int
    words: str
    rows: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Turn:
    """What somebody did, what was asked then, what they saw: `heard` before, `shown` since."""

    event: Event
    place: Place
    toast: str
    heard: int
    shown: Sequence[Shown]


@dataclass(frozen=True)
class Step:
    """One thing that happened, and when: a unit of the town, or a turn of who has this address.

    Neither is somebody who comes, or looks what came; without an address what is due is done.
    """

    at: datetime
    address: str = ""
    unit: Callable[[Session], Any] | None = None
    turn: Turn | None = None


@dataclass
class Writing(Town):
    """A town that writes down what happens in it, until somebody replies to a message.

    A page has no such reply: there is a button for it. What was kept until then is `found`, by
    what `looks`.
    """

    looks: Callable[[Session], Any] = lambda session: None
    found: Any = None
    is_over: bool = False
    steps: list[Step] = field(default_factory=list)
    dice: Random = field(default_factory=Random)

    def phone(self, address: str) -> WritingPhone:
        """Give somebody a phone."""
        return WritingPhone(self, address)

    def do(self, unit: Callable[[Session], T]) -> T:
        """Let something happen, and write it down."""
        self.add(Step(self.now, unit=unit))
        return self.alone(unit)

    def tick(self) -> None:
        """Do everything that is due, in as many units as the time of a machine asks for."""
        self.add(Step(self.now))
        while self.alone(lambda session: run_due(self.work(session))):
            pass

    def add(self, step: Step) -> None:
        """Write a step down; it has its own luck."""
        self.dice.seed(len(self.steps))
        if not self.is_over:
            self.steps.append(step)

    def ends(self) -> None:
        """Write down what is kept by now, and nothing more."""
        if not self.is_over:
            self.found, self.is_over = self.alone(self.looks), True


@dataclass
class WritingPhone(Phone):
    """A phone in such a town."""

    def __post_init__(self) -> None:
        """Write down who came."""
        assert isinstance(self.town, Writing)
        self.town.add(Step(self.town.now, self.address))
        super().__post_init__()

    def reads(self) -> Phone:
        """Receive what may go out now, and write so."""
        assert isinstance(self.town, Writing)
        self.town.add(Step(self.town.now, self.address))
        return super().reads()

    def _takes(self, event: Event) -> None:
        """Write down what came of it; what was typed can be taken away on every face."""
        town = self.town
        assert isinstance(town, Writing)
        if isinstance(event, Typed) and event.replies_to is not None:
            town.ends()
        if town.is_over:
            super()._takes(event)
            return
        number = len(town.steps)
        if isinstance(event, Typed):
            event = replace(event, message_id=MESSAGES + number)
        heard = max((bubble.row for bubble in self.bubbles), default=0)
        town.add(Step(town.now, self.address))
        super()._takes(event)
        shown = [message(bubble) for bubble in self.bubbles[-NEWEST:]]
        turn = Turn(event, town.alone(self.place), clean(self.toast or ""), heard, shown)
        town.steps[number] = replace(town.steps[number], turn=turn)

    def place(self, session: Session) -> Place:
        """Return which question of which flow is asked."""
        return asked(session, self.chat)


def asked(session: Session, chat: int) -> Place:
    """Return which question of which flow is asked in a chat."""
    row = session.get(Dialogue, chat)
    return (row.flow, row.question) if row and row.flow else None


def message(bubble: Bubble) -> Shown:
    """Return what a message says on either face; a row may be written from either side."""
    rows = [sorted((clean(b["text"]), means(b)) for b in row) for row in bubble.rows]
    return Shown(bubble.row, " ".join(bubble.text.split()), rows)


def means(button: dict[str, str]) -> str:
    """Return what a button does."""
    return button.get("data") or button.get("copies") or button["opens"]


@contextmanager
def dice(thrown: Random) -> Iterator[None]:
    """Let what is kept of secrets be thrown by such dice."""
    known = SimpleNamespace(
        token_bytes=thrown.randbytes,
        token_hex=lambda n: thrown.randbytes(n).hex(),
        token_urlsafe=lambda n: _written(thrown.randbytes(n)),
        randbelow=thrown.randrange,
        choice=thrown.choice,
    )
    with pytest.MonkeyPatch.context() as patch:
        for module in LUCKY:
            patch.setattr(module, "secrets", known)
        yield


def _written(thrown: bytes) -> str:
    return urlsafe_b64encode(thrown).rstrip(b"=").decode()
