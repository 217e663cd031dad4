"""Offline checks of a catalogue: what a machine can see without knowing the language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import bidirectional, category, is_normalized

from babel.messages.catalog import Catalog, Message

from locales.direction import ZWJ, ZWNJ
from locales.entries import entries, forms, has_same_placeholders, sources
from locales.languages import LANGUAGES
from locales.lint_letters import FINAL_SIGNS, LETTER_RULES, SCRIPTS

ALLOWED_WORDS = frozenset({"OK", "Telegram", "Deutsch", "English", "Jobcenter", "PDF"})
BUTTON_LIMIT = {"ti": 28}
_BUTTON_LIMIT_ELSEWHERE = 35
_SCRIPT_SHARE = 0.6

_TAG = re.compile(r"</?\w+[^>]*>")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_COMMAND = re.compile(r"/[a-z]+")
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Finding:
    """One fault of one message."""

    language: str
    msgid: str
    rule: str
    detail: str


@dataclass(frozen=True)
class _Pair:
    """One form beside the source it is compared with."""

    source: str
    text: str
    language: str
    context: str | None


def lint(catalogue: Catalog, language: str) -> list[Finding]:
    """All faults of the translated messages; what is not translated is no fault here."""
    return [
        Finding(language, sources(message)[0], rule, detail)
        for message in entries(catalogue)
        if any(forms(message))
        for rule, detail in _faults(message, language)
    ]


def _faults(message: Message, language: str) -> Iterator[tuple[str, str]]:
    if not has_same_placeholders(message):
        yield "placeholders", " | ".join(forms(message))
    for form in filter(None, forms(message)):
        pair = _Pair(sources(message)[-1], form, language, message.context)
        for rule, check in _CHECKS.items():
            if detail := check(pair):
                yield rule, detail
        for rule, pattern in LETTER_RULES[language].items():
            if pattern.search(_bare(form)):
                yield rule, form


def _bare(text: str) -> str:
    return _PLACEHOLDER.sub("", _TAG.sub("", text))


def _tags(pair: _Pair) -> str:
    wanted, found = Counter(_TAG.findall(pair.source)), Counter(_TAG.findall(pair.text))
    foreign = [tag for tag in found if tag.strip("</>") not in ("b", "i")]
    return "" if wanted == found and not foreign else f"{dict(wanted)} -> {dict(found)}"


def _newlines(pair: _Pair) -> str:
    return "" if pair.source.count("\n") == pair.text.count("\n") else pair.text


def _edges(pair: _Pair) -> str:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    return "" if edges(pair.source) == edges(pair.text) else repr(pair.text)


def _words_to_translate(pair: _Pair) -> list[str]:
    text = _BRACKETS.sub("", _COMMAND.sub("", _bare(pair.source)))
    return [word for word in re.findall(r"[^\W\d_]+", text) if word not in ALLOWED_WORDS]


def _same(pair: _Pair) -> str:
    free = 1 if pair.language == "de" else 0  # Name, Team, Bus are German words too
    is_same = pair.source == pair.text and len(_words_to_translate(pair)) > free
    return pair.text if is_same else ""


def _script(pair: _Pair) -> str:
    text = _BRACKETS.sub("", _COMMAND.sub("", _bare(pair.text)))
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in ALLOWED_WORDS]
    letters = "".join(words)
    share = len(SCRIPTS[pair.language].findall(letters)) / len(letters) if letters else 1.0
    return f"{share:.0%}: {pair.text}" if share < _SCRIPT_SHARE else ""


def _final_sign(pair: _Pair) -> str:
    def sign(text: str) -> str:
        return FINAL_SIGNS.get(_TAG.sub("", text).rstrip()[-1:], "")

    return "" if sign(pair.source) == sign(pair.text) else pair.text


def _normal_form(pair: _Pair) -> str:
    return "" if is_normalized("NFC", pair.text) else pair.text


def _controls(pair: _Pair) -> str:
    found = [
        f"U+{ord(char):04X}"
        for char in pair.text
        if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in ("\n", ZWNJ, ZWJ)
    ]
    return " ".join(found)


def _emoji(pair: _Pair) -> str:
    def emoji(text: str) -> Counter[str]:
        return Counter(char for char in text if category(char) == "So")

    return "" if emoji(pair.source) == emoji(pair.text) else pair.text


def _line_start(pair: _Pair) -> str:
    """Flags, and signs such as the information sign, turn a right-to-left line round."""
    if LANGUAGES[pair.language].direction == "ltr":
        return ""
    starts = [line.strip()[:1] for line in _TAG.sub("", pair.text).split("\n")]
    wrong = [c for c in starts if c and category(c) == "So" and bidirectional(c) == "L"]
    return " ".join(wrong)


def _button(pair: _Pair) -> str:
    limit = BUTTON_LIMIT.get(pair.language, _BUTTON_LIMIT_ELSEWHERE)
    is_long = pair.context == "button" and len(_bare(pair.text)) > limit
    return f"{len(_bare(pair.text))} > {limit}: {pair.text}" if is_long else ""


_CHECKS: dict[str, Callable[[_Pair], str]] = {
    "tags": _tags,
    "newlines": _newlines,
    "edge spaces": _edges,
    "same as source": _same,
    "script": _script,
    "final sign": _final_sign,
    "normal form": _normal_form,
    "control character": _controls,
    "emoji": _emoji,
    "line start": _line_start,
    "button length": _button,
}
