"""What all kinds of question share: ask, hear, keep."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from conversations.kit.context import Context
from conversations.kit.events import Shared, Typed
from locales.words import Words, _

Lines: TypeAlias = Sequence[Words]
SORRY = _("Sorry, I did not understand. Please tap a button, or type its number.")


@dataclass(frozen=True)
class Option:
    """Something to choose; `value` travels in the button."""

    value: str
    label: Words


@dataclass(frozen=True)
class Prompt:
    """What is asked now: lines, options in rows, and whether the place may be shared.

    `in_german` swaps the text into German, for consent and deletion; `also` shows lines below in
    the languages named, as a preview.
    """

    lines: tuple[Words, ...]
    rows: tuple[tuple[Option, ...], ...] = ()
    share_place: Words | None = None
    in_german: bool = False
    also: tuple[tuple[str, tuple[Words, ...]], ...] = ()


@dataclass(frozen=True)
class Chosen:
    """An option: tapped, typed as its number, or typed as its label."""

    value: str


Said: TypeAlias = Chosen | Typed | Shared


@dataclass(frozen=True)
class Answer:
    """The question is answered."""

    value: Any


@dataclass(frozen=True)
class Stay:
    """Not answered yet: show the same prompt in its new state."""


@dataclass(frozen=True)
class Again:
    """Not understood: say this kindly and ask once more."""

    words: Words = SORRY


Heard: TypeAlias = Answer | Stay | Again


def always(context: Context) -> bool:
    """Ask in every case."""
    return True


def nothing(context: Context, value: Any) -> None:
    """Keep nothing beyond the dialogue."""


@dataclass(frozen=True, kw_only=True)
class Asked(ABC):
    """A named question; `when` leaves it out, `keep` stores the answer at once.

    A question that `follows` belongs to the one before and is asked with it in a correction.
    Where a typed number is an answer of its own, options are not `numbered`.
    """

    name: str
    text: Callable[[Context], Lines]
    keep: Callable[[Context, Any], None] = nothing
    when: Callable[[Context], bool] = always
    skippable: bool = False
    back: bool = True
    follows: bool = False
    numbered: bool = True

    @property
    def state(self) -> str:
        """The draft's key for what is half answered; no other part of the draft has such keys."""
        return f"?{self.name}"

    @abstractmethod
    def ask(self, context: Context) -> Prompt:
        """Return the prompt in its present state."""

    @abstractmethod
    def hear(self, context: Context, said: Said) -> Heard:
        """Read an answer."""


def in_rows(options: Sequence[Option], columns: int = 1) -> tuple[tuple[Option, ...], ...]:
    """Lay options out in rows of at most `columns`."""
    return tuple(tuple(options[i : i + columns]) for i in range(0, len(options), columns))
