"""Whether what a phone shows can be typed back: every label of a living keyboard, every variant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conversations.everybody.menus import KIND, every_button
from conversations.kit.buttons import OfQuestion, Pressed, Standing, read
from conversations.kit.context import opened
from conversations.kit.engine import Engine
from conversations.kit.events import Typed
from conversations.kit.messages import Message
from conversations.kit.questions import Chosen
from conversations.kit.typed import button_of, choice, command_for
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
    cards: list[Message]

    def reads(self, text: str) -> Pressed | None:
        """Return the button a text means."""
        context = self.engine.context
        said = Typed(text, context.work.now).text
        if found := command_for(COMMANDS, said):
            return Standing(KIND, 0, 0, found.name)
        current = self.engine.current
        chosen = choice(self.engine.here(), *current, said) if current else None
        if chosen:
            return OfQuestion(context.position.serial, chosen.value)
        pressed = (button_of(card, context.language, said) for card in self.cards)
        return next((each for each in pressed if each), None)


def misread(phone: Phone, bubbles: Sequence[Bubble], known: set[str]) -> list[str]:
    """Name every label under these messages that means something else when it is typed back.

    A label that stands twice means what is nearest to the end; twice under one message, nothing.
    `known` were read before, and grows.
    """
    return phone.town.do(lambda session: list(_misread(session, phone, bubbles, known)))


def _misread(
    session: Session, phone: Phone, bubbles: Sequence[Bubble], known: set[str]
) -> Iterator[str]:
    context = opened(phone.town.work(session), phone.chat, "test")
    engine = Engine(context, HOUSE)
    reader = Reader(engine, [every_button(context, COMMANDS), *living_cards(context)])
    said: set[str] = set()
    for bubble in reversed(bubbles):
        buttons = [(button["text"], read(button["data"])) for row in bubble.rows for button in row]
        times = Counter(key(label) for label, _pressed in buttons)
        for label, pressed in buttons:
            is_old = isinstance(pressed, OfQuestion) and pressed.serial != context.position.serial
            about = f"{label} {ALIKE.sub('', str(pressed))} {times[key(label)]}"
            if key(label) not in said and not is_old and about not in known:
                known.add(about)
                yield from _unlike(reader, label, pressed if times[key(label)] == 1 else None)
        said |= set(times)


def _unlike(reader: Reader, label: str, wanted: Pressed | None) -> Iterator[str]:
    for name, text in variants(label):
        found = reader.reads(text)
        if found != wanted:
            yield f"{label!r} {name}: {text!r} is {found}, not {wanted}"
