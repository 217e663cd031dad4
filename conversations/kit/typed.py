"""Typed words: what is valid anywhere, and which option a number or a label means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias, TypeVar

from conversations.kit.commands import Command
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.prompting import options_of
from conversations.kit.questions import Asked, Chosen, Option
from locales.languages import LANGUAGES
from locales.render import label
from locales.words import Words
from storage.rules.typed import normalise, number

N = TypeVar("N")
EMOJI_STYLE = "\ufe0f"
Place: TypeAlias = Literal["edge", "inside"]


@cache
def spoken(words: Words, language: str) -> frozenset[str]:
    """Return the normalised alternatives of a word valid anywhere, in one language."""
    return frozenset(normalise(part) for part in re.split("[,،፣]", label(words, language)))


def command_for(commands: Sequence[Command], text: str) -> Command | None:
    """Return the command a whole message means, in any of the languages."""
    plain = normalise(text)
    for command in commands:
        if command.typed is not None and any(
            plain in spoken(command.typed, language) for language in LANGUAGES
        ):
            return command
    return None


def mentions(command: Command, text: str) -> Place | None:
    """Tell where in a longer message a word of the command stands, in any of the languages."""
    plain = f" {normalise(text)} "
    words = command.typed
    said = {word for code in LANGUAGES for word in spoken(words, code)} if words else set()
    found = [word for word in said if f" {word} " in plain]
    if any(plain.startswith(f" {word} ") or plain.endswith(f" {word} ") for word in found):
        return "edge"
    return "inside" if found else None


def choice(here: Here[N], flow: Flow[N], question: Asked[N], text: str) -> Chosen | None:
    """Return the option a bare number or a typed label means."""
    rows = options_of(here, flow, question, question.ask(here))
    options = [option for row in rows for option in row]
    position = number(text) if question.numbered else None
    if position is not None and 1 <= position <= len(options):
        return Chosen(options[position - 1].value)
    return _labelled(options, here.language, _without_signs(text))


def _labelled(options: Sequence[Option], language: str, plain: str) -> Chosen | None:
    named = (o for o in options if plain and _without_signs(label(o.label, language)) == plain)
    return next((Chosen(option.value) for option in named), None)


def _without_signs(text: str) -> str:
    """Leave out emoji: people type the words of a button."""
    kept = (sign for sign in text if unicodedata.category(sign)[0] != "S" and sign != EMOJI_STYLE)
    return normalise("".join(kept))
