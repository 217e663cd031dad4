"""What all kinds of question share: ask, hear, keep."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Never, TypeAlias, TypeVar

from conversations.kit.events import Shared, Typed
from conversations.kit.here import Here
from conversations.kit.messages import Style
from conversations.kit.position import Half
from conversations.kit.steps import Next, Step
from locales.words import Words, _, p_

N = TypeVar("N")
Lines: TypeAlias = Sequence[Words]
SORRY = _("Sorry, I did not understand. Please tap a button, or type its number.")

# NOTE: Below a question: to the next without an answer.
SKIP = p_("button", "Skip")


@dataclass(frozen=True)
class Option:
    """Something to choose; `value` travels in the button. One that is `wide` has its own row."""

    value: str
    label: Words
    style: Style | None = None
    wide: bool = False


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
    """An option: tapped, or `typed` as its number or its label."""

    value: str
    typed: bool = False


Said: TypeAlias = Chosen | Typed | Shared


@dataclass(frozen=True)
class Answer:
    """The question is answered; `echo` says what was understood, where that was not chosen."""

    value: Any
    echo: Words | None = None


@dataclass(frozen=True)
class Stay:
    """Not answered yet: show the same prompt in its new state."""

    half: Half


@dataclass(frozen=True)
class Again:
    """Not understood: say this kindly and ask once more, in a new state where one is given.

    `known`: it was understood, and is no answer.
    """

    words: Words = SORRY
    half: Half = None
    known: bool = False


Heard: TypeAlias = Answer | Stay | Again


def always(here: Here[object]) -> bool:
    """Ask in every case."""
    return True


def nothing_that_changes(here: Here[object]) -> None:
    """Hear an answer however long ago it was asked for."""


def nothing(here: Here[object], value: Any) -> Step[Never]:
    """Keep nothing, go on."""
    return Next()


@dataclass(frozen=True, kw_only=True)
class Asked(ABC, Generic[N]):
    """A named question; `when` leaves it out, `keep` stores the answer at once and says what next.

    A question that `follows` belongs to the one before and is asked with it in a correction; one
    that is not `listed` is only asked by name. One that `stays` can be read after it was answered.
    Where a typed number is an answer of its own, options are not `numbered`. `skip` is what the
    button says that goes on without an answer. Where a no that ends it is among the answers,
    nothing else `cancels`: the word that does means that no. `about` names what is asked about as
    it stands: where that changed since, an answer is not heard and the question asked again; None:
    it is over, or does not matter.
    """

    name: str
    text: Callable[[Here[N]], Lines]
    keep: Callable[[Here[N], Any], Step[N]] = nothing
    when: Callable[[Here[N]], bool] = always
    skippable: bool = False
    skip: Words = SKIP
    back: bool = True
    cancels: bool = True
    follows: bool = False
    listed: bool = True
    stays: bool = False
    numbered: bool = True
    about: Callable[[Here[N]], str | None] = nothing_that_changes

    def is_asked(self, here: Here[N]) -> bool:
        """Tell whether it has its turn as things stand."""
        return self.listed and self.when(here)

    @abstractmethod
    def ask(self, here: Here[N]) -> Prompt:
        """Return the prompt in its present state, which is `here.half`."""

    @abstractmethod
    def hear(self, here: Here[N], said: Said) -> Heard:
        """Read an answer."""


def in_rows(options: Sequence[Option], columns: int = 1) -> tuple[tuple[Option, ...], ...]:
    """Lay options out in rows of at most `columns`, the wide ones below."""
    narrow = [each for each in options if not each.wide]
    rows = [tuple(narrow[i : i + columns]) for i in range(0, len(narrow), columns)]
    return (*rows, *((each,) for each in options if each.wide))
