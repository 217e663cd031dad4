"""Typed words: what is valid anywhere, and which option or button a number or a label means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias, TypeVar

from conversations.kit import prompting
from conversations.kit.buttons import Standing, read
from conversations.kit.commands import Command
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.prompting import BACK, options_of
from conversations.kit.questions import Asked, Chosen, Option
from locales.languages import LANGUAGES
from locales.render import label
from locales.words import Words, p_
from storage.rules.typed import key, normalise, number

N = TypeVar("N")
MOST_WORDS, MOST_LETTERS = 5, 80
# NOTE: Typed at any question: it shall not go on. Alternatives with commas, any number.
CANCEL = p_("typed word", "cancel")
NOS = ("no", "not_now", "keep")
"""The answers that end a question which nothing else cancels."""
Place: TypeAlias = Literal["edge", "inside"]


@cache
def spoken(words: Words, language: str) -> frozenset[str]:
    """Return the alternatives of a word valid anywhere in one language, as keys."""
    return frozenset(key(part) for part in re.split("[,،፣]", label(words, language)))


def says(words: Words, text: str) -> bool:
    """Tell whether a whole message is one of these words, in any of the languages."""
    return any(key(text) in spoken(words, language) for language in LANGUAGES)


def cancels(text: str) -> bool:
    """Tell whether a whole message is the word that cancels, or what the button says."""
    return says(CANCEL, text) or says(prompting.CANCEL_IT, text)


def holds(words: Words, text: str) -> bool:
    """Tell whether a text holds one of these words or what begins so, in any of the languages."""
    plain = f" {normalise(text)}"
    said = (each for language in LANGUAGES for each in re.split("[,،፣]", label(words, language)))
    return any(f" {normalise(each)}" in plain for each in said)


def command_for(commands: Sequence[Command], text: str) -> Command | None:
    """Return the command a whole message means, in any of the languages."""
    return next((each for each in commands if each.typed and says(each.typed, text)), None)


def mentions(command: Command, text: str) -> Place | None:
    """Tell where in a longer message a word of the command stands, in any of the languages."""
    words = command.typed
    said = {word for code in LANGUAGES for word in spoken(words, code)} if words else set()
    plain = normalise(text).split()
    places = {
        "edge" if start == 0 or start + length == len(plain) else "inside"
        for length in range(1, MOST_WORDS)
        for start in range(len(plain) - length + 1)
        if key(" ".join(plain[start : start + length])) in said
    }
    return "edge" if "edge" in places else "inside" if places else None


def choice(here: Here[N], flow: Flow[N], question: Asked[N], text: str) -> Chosen | None:
    """Return the option a bare number or a typed label means; None where two are meant."""
    options = offered(here, flow, question)
    return chosen(options, here.language, text, numbered=question.numbered)


def offered(here: Here[N], flow: Flow[N], question: Asked[N]) -> list[Option]:
    """Return what can be chosen where a question is open, in the order it stands there."""
    rows = options_of(here, flow, question, question.ask(here))
    return [option for row in rows for option in row]


def way_out(here: Here[N], flow: Flow[N], question: Asked[N], text: str) -> Chosen | None:
    """Return what is chosen with the word that cancels: the way out, or the no that is one."""
    if not cancels(text):
        return None
    ways = [prompting.CANCEL, *([] if question.cancels else NOS), *([BACK] if here.alone else [])]
    values = {option.value for option in offered(here, flow, question)}
    return next((Chosen(way, typed=True) for way in ways if way in values), None)


def chosen(options: Sequence[Option], language: str, text: str, *, numbered: bool) -> Chosen | None:
    """Return the one of these options that was typed; where they are `numbered`, also by number."""
    labels = [option.label for option in options]
    named = _exact(labels, language, text)
    if not named:
        named = _beginning(labels, language, text)
        if numbered and 1 <= (number(text) or 0) <= len(options):
            named |= {(number(text) or 0) - 1}
    return Chosen(options[named.pop()].value, typed=True) if len(named) == 1 else None


def button_of(card: Message, language: str, text: str, *, begun: bool = False) -> Standing | None:
    """Return the standing button of a card whose label was typed, `begun`: or its first words."""
    found = [(each.label, read(each.data)) for row in card.rows for each in row]
    labels = [words for words, _data in found]
    named = _exact(labels, language, text)
    if not named and begun:
        named = _beginning(labels, language, text)
    pressed = found[named.pop()][1] if len(named) == 1 else None
    return pressed if isinstance(pressed, Standing) else None


def _exact(labels: Sequence[Words], language: str, text: str) -> set[int]:
    """Return which labels were typed whole, in the language of the chat or else in any."""
    wanted = key(text)
    return _where(labels, language, text, lambda said: key(said) == wanted)


def _beginning(labels: Sequence[Words], language: str, text: str) -> set[int]:
    """Return which labels begin with the words typed: yes for "✅ Yes, look"."""
    wanted = key(text)
    if not normalise(text):
        return set()
    return _where(labels, language, text, lambda said: wanted in _beginnings(said))


def _where(
    labels: Sequence[Words], language: str, text: str, fits: Callable[[str], bool]
) -> set[int]:
    """Return the places of the labels that fit; other languages count where none of ours does."""
    if len(text) > MOST_LETTERS:
        return set()
    own = {place for place, words in enumerate(labels) if fits(label(words, language))}
    return own or {
        place
        for place, words in enumerate(labels)
        if any(fits(label(words, code)) for code in LANGUAGES if code != language)
    }


@lru_cache(maxsize=4096)
def _beginnings(said: str) -> frozenset[str]:
    words = normalise(said).split()
    return frozenset(key(" ".join(words[:length])) for length in range(1, len(words)))
