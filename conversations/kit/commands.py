"""What a command is: a name, a word in every language, what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.actor import Actor
from conversations.kit.buttons import MENU, Standing
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message
from conversations.kit.steps import Onward
from locales.words import Words
from storage.work import Work


@dataclass(frozen=True)
class Command:
    """Something to ask for by name; who may stands in the permission table.

    `typed` is the word valid anywhere (alternatives separated by commas); `card` makes what it
    shows as it would look now, where that has buttons of its own. Beside what is in the menu the
    help names what is `in_help`. `offered` tells whether there is such a thing in this chat: else
    no menu names it.
    """

    name: str
    about: Words
    do: Callable[[Context, str], Sequence[Onward]]
    typed: Words | None = None
    in_menu: bool = True
    in_help: bool = False
    card: Callable[[Work, Actor], Message] | None = None
    offered: Callable[[Context], bool] | None = None

    @property
    def row(self) -> str:
        """The name of its row in the permission table."""
        return f"/{self.name}"


def button(label: Words, name: str) -> Button:
    """Build a standing button that runs a command; `name-2` shows the second page of its list."""
    return Button(label, str(Standing(MENU, 0, 0, name)))
