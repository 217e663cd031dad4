"""Two districts that begin alike: what happens in one by Telegram does in the other by a page."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from conversations.kit.events import Event, Typed
from storage.models import Dialogue
from tests.page.phone import PagePhone, PageTown
from tests.people import Bubble, Phone, Town

T = TypeVar("T")
NEWEST = 3
"""So many messages are compared after each turn; what stands above was compared before."""


@dataclass
class BothTowns(Town):
    """Everything is done here, and once more `there`, by the same dice."""

    there: PageTown = field(init=False)
    dice: Random = field(default_factory=Random)
    thrown: int = 0
    turns: int = 0

    def phone(self, address: str) -> BothPhones:
        """Give somebody a phone here and a browser there."""
        return BothPhones(self, address)

    def do(self, unit: Callable[[Session], T]) -> T:
        """Let something happen here and there; what came of it here is returned."""
        return self.twice(lambda: self.alone(unit), lambda: self.there.alone(unit))

    def twice(self, here: Callable[[], T], there: Callable[[], object]) -> T:
        """Do both at the same time of day, with the same luck."""
        self.thrown += 1
        self.there.now, self.there.limits = self.now, self.limits
        self.dice.seed(self.thrown)
        found = here()
        self.dice.seed(self.thrown)
        there()
        return found

    def same_dice(self, patch: pytest.MonkeyPatch) -> None:
        """Let secrets be thrown by the dice of this town."""
        dice = self.dice
        patch.setattr(secrets, "token_bytes", dice.randbytes)
        patch.setattr(secrets, "token_hex", lambda n: dice.randbytes(n).hex())
        patch.setattr(secrets, "randbelow", dice.randrange)
        patch.setattr(secrets, "choice", dice.choice)
        patch.setattr(
            secrets,
            "token_urlsafe",
            lambda n: urlsafe_b64encode(dice.randbytes(n)).rstrip(b"=").decode(),
        )


@dataclass
class BothPhones(Phone):
    """A phone here and a browser `there`: after each turn both show the same.

    What answers a message by the messenger's reply is answered there by the button under it.
    """

    town: BothTowns
    there: PagePhone = field(init=False)
    later: Event | None = None
    apart: bool = False

    def __post_init__(self) -> None:
        """Come here, and there."""
        super().__post_init__()
        self.there = self.town.there.phone(self.address)

    def reads(self) -> Phone:
        """Receive what may go out, here and there."""
        self.town.twice(super().reads, self.there.reads)
        return self

    def _takes(self, event: Event) -> None:
        self.town.twice(lambda: super(BothPhones, self)._takes(event), lambda: self._there(event))
        self.town.turns += 1
        self.agree(event)

    def _there(self, event: Event) -> None:
        if isinstance(event, Typed) and event.replies_to is not None:
            card = next(b for b in self.there.bubbles if b.row == event.replies_to)
            self.apart, self.later = True, Typed(event.text, event.written_at)
            self.there.taps(".write", card)
            return
        self.there._takes(event)
        if self.later is not None:
            event, self.later = self.later, None
            self.there._takes(event)

    def agree(self, event: Event | None = None) -> None:
        """Hold what is seen there against what is seen here."""
        if self.apart:
            return
        asked = self.town.alone(self.place), self.town.there.alone(self.place)
        assert asked[0] == asked[1], f"{asked} after {event}"
        assert self.toast == self.there.toast, f"{self.toast!r}, {self.there.toast!r} after {event}"
        there = {bubble.row: bubble for bubble in self.there.bubbles}
        for bubble in self.bubbles[-NEWEST:]:
            found = there.get(bubble.row)
            assert found is not None, f"{bubble.text!r} is not there after {event}"
            assert seen(found) == seen(bubble), f"after {event}"

    def place(self, session: Session) -> tuple[str | None, str | None, int] | None:
        """Return what is asked, and how often anything was."""
        row = session.get(Dialogue, self.chat)
        return (row.flow, row.question, row.serial) if row else None


def seen(bubble: Bubble) -> tuple[str, Sequence[Sequence[tuple[str, str]]]]:
    """Return what a message says on either face: words, and rows of buttons whichever way."""
    rows = [sorted((b["text"], means(b)) for b in row) for row in bubble.rows]
    return " ".join(bubble.text.split()), rows


def means(button: dict[str, str]) -> str:
    """Return what a button does."""
    return button.get("data") or button.get("copies") or button["opens"]
