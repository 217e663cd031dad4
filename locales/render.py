"""From words to what a person reads: the one place that fills, escapes and isolates values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from string import Formatter
from typing import NamedTuple

from locales.catalogues import shared
from locales.dates import date_text
from locales.direction import LRI, NO_BREAK, clean, cut, isolated, mark, needs_mark
from locales.languages import FALLBACK, LANGUAGES
from locales.words import Count, German, Ltr, Name, Value, Words

_COMMAND = re.compile(r"(?<![\w/<])/[a-z_]+")
_NUMBER = re.compile(r"[+\d(][\d ()/-]+")
_TAG = re.compile(r"</?[bi]>")
_ESCAPED_TAG = re.compile(r"&lt;(/?[bi])&gt;")


@dataclass(frozen=True, eq=False)
class _Paper:
    """What texts are written on: how template and value go in, and what a reader then sees."""

    template: Callable[[str], str]
    value: Callable[[str], str]
    seen: Callable[[str], str]


class _Cut(NamedTuple):
    """A template on its paper, cut once: what stands before each value; finished without any."""

    pieces: tuple[tuple[str, str | None], ...]
    finished: str | None


def _html_value(text: str) -> str:
    return escape(text, quote=False)


def _html_template(text: str) -> str:
    return _ESCAPED_TAG.sub(r"<\1>", _html_value(text))


def _html_seen(text: str) -> str:
    return unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text


def _without_tags(text: str) -> str:
    return _TAG.sub("", text)


_HTML = _Paper(template=_html_template, value=_html_value, seen=_html_seen)
_PLAIN = _Paper(template=_without_tags, value=str, seen=str)


def render(lines: Sequence[Words], language: str) -> str:
    """Telegram HTML, one line or more per message; KeyError where a value is missing."""
    return "\n".join(_written(words, language, _HTML) for words in lines)


def label(words: Words, language: str) -> str:
    """Plain text for buttons, toasts and command menus; not escaped, without tags."""
    return _written(words, language, _PLAIN)


def utf16_length(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units; for HTML this is an upper bound."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _written(words: Words, language: str, paper: _Paper) -> str:
    found = shared().find(words, language)
    cut_template = _cut(found.template, found.language, paper)
    if cut_template.finished is not None:
        return cut_template.finished
    return _begun(_filled(words, cut_template, found.language, paper), found.language, paper)


def _begun(text: str, language: str, paper: _Paper) -> str:
    """Begin every line in the direction of its language."""
    direction = LANGUAGES[language].direction
    return "\n".join(
        mark(direction) + line if needs_mark(paper.seen(line), direction) else line
        for line in text.split("\n")
    )


@cache
def _cut(template: str, language: str, paper: _Paper) -> _Cut:
    pieces = tuple(
        (paper.template(_commands_isolated(literal, language)), name)
        for literal, name, _spec, _conversion in Formatter().parse(template)
    )
    if any(name is not None for _literal, name in pieces):
        return _Cut(pieces, None)
    return _Cut(pieces, _begun("".join(literal for literal, _name in pieces), language, paper))


def _filled(words: Words, template: _Cut, language: str, paper: _Paper) -> str:
    parts: list[str] = []
    for literal, name in template.pieces:
        parts.append(literal)
        if name is None:
            continue
        if name not in words.values:
            raise KeyError(f"{name} is missing in: {words.msgid}")
        parts.append(_shown(words.values[name], language, paper))
    return "".join(parts)


def _commands_isolated(literal: str, language: str) -> str:
    """Keep the slash of a command at its front in a right-to-left line."""
    around = LANGUAGES[language].direction
    return _COMMAND.sub(lambda found: isolated(found[0], around, LRI), literal)


def _shown(value: Value, language: str, paper: _Paper) -> str:
    """The value in the sentence's language; words inside that fall back are isolated."""
    if isinstance(value, Words):
        template, spoken = shared().find(value, language)
        text = _filled(value, _cut(template, spoken, paper), spoken, paper)
        around = LANGUAGES[language].direction
        return text if LANGUAGES[spoken].direction == around else isolated(text, around)
    return paper.value(_value_text(value, language))


def _value_text(value: Value, language: str) -> str:
    around = LANGUAGES[language].direction
    match value:
        case Name(text, most):
            return isolated(cut(clean(text), most), around)
        case Ltr(text):
            return isolated(_unbroken(clean(text)), around, LRI)
        case German(text):
            return _german(text, language)
        case Count(number):
            return str(number)
        case Words():
            raise TypeError("words inside words are filled, not shown")
    return date_text(value, language)


def _unbroken(text: str) -> str:
    """A phone number in one piece: broken over two lines, its halves stand apart."""
    return text.replace(" ", NO_BREAK) if _NUMBER.fullmatch(text) else text


def _german(text: str, language: str) -> str:
    lines = "\n".join(clean(line) for line in text.splitlines())
    if language == FALLBACK:
        return isolated(lines, "ltr")
    own_name = LANGUAGES[FALLBACK].own_name
    return f"{isolated(lines, LANGUAGES[language].direction)} ({own_name})"
