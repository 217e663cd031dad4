"""What a person will read, before its language is known: a message id and typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TypeAlias

from locales.direction import NAME_LIMIT

VERBATIM = "verbatim"


@dataclass(frozen=True)
class Name:
    """Text somebody typed, or a proper name in any script: isolated, on one line, cut at `most`."""

    text: str
    most: int = NAME_LIMIT


@dataclass(frozen=True)
class German:
    """A German text typed by staff, marked as German where the reader's language differs."""

    text: str


@dataclass(frozen=True)
class Ltr:
    """A phone number, address, web address, level, code or command: always left to right."""

    text: str


@dataclass(frozen=True)
class Moment:
    """An appointment's start as local, aware time: weekday, date, time, part of day.

    `short` for a button: the weekday cut, the date without its year.
    """

    at: datetime
    short: bool = False


@dataclass(frozen=True)
class Day:
    """A weekday with its date."""

    on: date


@dataclass(frozen=True)
class Weekday:
    """A weekday alone, 0 = Monday; `short` for the narrow column of a grid."""

    number: int
    short: bool = False


@dataclass(frozen=True)
class Hours:
    """A span of local time, said with words: from 15:00 to 17:00."""

    start: time
    end: time


@dataclass(frozen=True)
class Count:
    """A whole number, in ASCII digits in every language."""

    number: int


@dataclass(frozen=True)
class Words:
    """A message id with its values; `plural` is chosen by the value named `n`."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}), hash=False)


Value: TypeAlias = Name | German | Ltr | Moment | Day | Weekday | Hours | Count | Words


def _(msgid: str) -> Words:
    """Mark a message id for the catalogues."""
    return Words(msgid)


def p_(context: str, msgid: str) -> Words:
    """Mark a message id whose meaning needs a context, such as `button`."""
    return Words(msgid, context=context)


def n_(singular: str, plural: str) -> Words:
    """Mark a message id that depends on the number given as `n` (use few of these)."""
    return Words(singular, plural=plural)


def verbatim(text: str) -> Words:
    """Show a text as it is in every language: a proper name, a language's own name, a sign."""
    return say(Words("{text}", context=VERBATIM), text=Name(text))


def say(words: Words, **values: Value) -> Words:
    """Bind typed values to the placeholders of a message."""
    return replace(words, values=MappingProxyType({**words.values, **values}))
