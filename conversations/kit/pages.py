"""Lists are pages: a few at a time, the rest counted, one tap or `/week 2` for the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar

from conversations.kit.bound import REST
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message
from locales.words import Count, Words, p_, say
from storage.rules.typed import digits

T = TypeVar("T")
Rows: TypeAlias = tuple[tuple[Button, ...], ...]
MOST_PAGES = 999
# NOTE: Button under a list: show the next page of it.
NEXT = p_("button", "➕ Show more")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items of a list; `rest` is how many come after them."""

    items: Sequence[T]
    number: int
    rest: int

    def counted(self) -> tuple[Words, ...]:
        """Return the line that counts the rest, where there is one."""
        return (say(REST, count=Count(self.rest)),) if self.rest else ()

    def more(self, command: str) -> Rows:
        """Return the row with the button to the next page of a command, where there is one."""
        return next_page(command, self.number + 1) if self.rest else ()

    def show(
        self, context: Context, command: str, cards: Iterable[tuple[Message, tuple[str, int]]]
    ) -> None:
        """Send a card for each item; the last one says that there is more, where there is."""
        for number, (card, of) in enumerate(cards, start=1):
            if not self.rest or number < len(self.items):
                context.send(card, of)
                continue
            lines, rows = (*card.lines, *self.counted()), (*card.rows, *self.more(command))
            context.send(replace(card, lines=lines, rows=rows), of)


def next_page(command: str, number: int) -> Rows:
    """Return the row with the button to a page of a command's list."""
    return ((button(NEXT, f"{command}-{number}"),),)


def first_of(command: str, argument: str) -> tuple[str, int] | None:
    """Name the card of a command's list, which is its first page; a further one only leads on."""
    return None if argument else (command, 0)


def page(items: Sequence[T], argument: str, size: int) -> Page[T]:
    """Return the page an argument of a command names; the first one for any other argument."""
    said = digits(argument).strip()
    number = int(said) if said.isdecimal() and 1 <= int(said[:9]) <= MOST_PAGES else 1
    if (number - 1) * size >= len(items):
        number = 1
    upto = number * size
    return Page(items[upto - size : upto], number, max(0, len(items) - upto))
