"""Whether what a phone shows can be typed back: every label of a living keyboard, every variant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy.orm import Session

from conversations.everybody.menus import every_button
from conversations.kit.buttons import MENU, OfQuestion, Pressed, Standing, read
from conversations.kit.context import opened
from conversations.kit.engine import Engine
from conversations.kit.events import Typed
from conversations.kit.messages import Message
from conversations.kit.questions import Chosen, Option
from conversations.kit.typed import button_of, chosen, command_for, offered
from conversations.living import living_cards
from conversations.registry import COMMANDS, HOUSE
from storage.rules.typed import key
from tests.people import Bubble, Phone
from tests.variants import variants

ALIKE = re.compile(r"^\d+q\d+|\.\d+\.\d+")


@dataclass
class Reader:
    """What the bot would understand in one chat, as things stand."""

    engine: Engine

    def __post_init__(self) -> None:
        """Draw no card before it is looked for."""
        self._drawn: list[Message] = []
        self._rest = self._cards()

    def _cards(self) -> Iterator[Message]:
        yield every_button(self.engine.context, COMMANDS)
        yield from (card for _row, card in living_cards(self.engine.context))

    def cards(self) -> Iterator[Message]:
        """Yield what stands in the chat, the menu first; each is drawn once."""
        yield from self._drawn
        for card in self._rest:
            self._drawn.append(card)
            yield card

    @cached_property
    def open(self) -> tuple[list[Option], bool]:
        """What the open question offers, and whether a number means it."""
        current = self.engine.current
        if current is None:
            return [], False
        return offered(self.engine.here(), *current), current[1].numbered

    def _chosen(self, language: str, said: str) -> Chosen | None:
        options, numbered = self.open
        return chosen(options, language, said, numbered=numbered)

    def reads(self, text: str) -> Pressed | None:
        """Return the button a text means."""
        context = self.engine.context
        said = Typed(text, context.work.now).text
        if found := command_for(COMMANDS, said):
            return Standing(MENU, 0, 0, found.name)
        if option := self._chosen(context.language, said):
            return OfQuestion(context.position.serial, option.value)
        pressed = (button_of(card, context.language, said) for card in self.cards())
        return next((each for each in pressed if each), None)


def misread(phone: Phone, bubbles: Sequence[Bubble], known: set[str]) -> list[str]:
    """Name every label under these messages that means something else when it is typed back.

    A label that stands twice means what is nearest to the end; twice under one message, nothing.
    `known` were read before, and grows.
    """
    new = [each for each in _labels(bubbles) if str(each) not in known]
    known.update(map(str, new))
    return phone.town.alone(lambda session: list(_misread(session, phone, new))) if new else []


class Label(NamedTuple):
    """A label, what it leads to, alike for every thing of a kind, and how often it stands there."""

    text: str
    about: str
    times: int
    data: str

    def __str__(self) -> str:
        """Tell it from others."""
        return f"{self.text} {self.about} {self.times}"


def _labels(bubbles: Sequence[Bubble]) -> Iterator[Label]:
    said: set[str] = set()
    for bubble in reversed(bubbles):
        buttons = [button for row in bubble.rows for button in row if "data" in button]
        times = Counter(key(button["text"]) for button in buttons)
        for button in buttons:
            text, data = button["text"], button["data"]
            if key(text) not in said:
                yield Label(text, ALIKE.sub("", data), times[key(text)], data)
        said |= set(times)


def _misread(session: Session, phone: Phone, labels: Sequence[Label]) -> Iterator[str]:
    context = opened(phone.town.work(session), phone.chat, "test")
    reader = Reader(Engine(context, HOUSE))
    for label in labels:
        pressed = read(label.data)
        if isinstance(pressed, OfQuestion) and pressed.serial != context.position.serial:
            continue
        wanted = pressed if label.times == 1 else None
        for name, text in variants(label.text):
            found = reader.reads(text)
            if found != wanted:
                yield f"{label.text!r} {name}: {text!r} is {found}, not {wanted}"
