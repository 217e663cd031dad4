"""Catalogues compiled in memory, and the way from a language over German to the message id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, NoReturn

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from locales.entries import HERE, entries, is_usable, read_catalogue
from locales.languages import FALLBACK, LANGUAGES, SOURCE, TRANSLATED
from locales.words import VERBATIM, Count, Words


class _UntranslatedError(LookupError):
    """The catalogue asked last has no such entry."""


class _End(NullTranslations):
    """Stands behind a catalogue, so that a miss is seen instead of answered in English."""

    def gettext(self, message: str) -> NoReturn:
        raise _UntranslatedError(message)

    def pgettext(self, context: str, message: str) -> NoReturn:
        raise _UntranslatedError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise _UntranslatedError(msgid1)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise _UntranslatedError(msgid1)


class Found(NamedTuple):
    """A template and the language it is really in."""

    template: str
    language: str


@dataclass(frozen=True)
class Catalogues:
    """The translations of every language and what they missed so far."""

    translations: Mapping[str, NullTranslations]
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: dict[tuple[str, str | None, str], Found] = field(default_factory=dict)

    def find(self, words: Words, language: str) -> Found:
        """The text in the language, else in German, else the English message id."""
        if words.plural is not None:
            return self._search(words, language)
        hit = self.hits.get((language, words.context, words.msgid))
        return self._search(words, language) if hit is None else hit

    def _search(self, words: Words, language: str) -> Found:
        if language not in LANGUAGES:
            raise KeyError(language)
        if not words.msgid or words.context == VERBATIM:
            return Found(words.msgid, language)
        for code in dict.fromkeys((language, FALLBACK)) if language != SOURCE else ():
            try:
                found = Found(_look_up(self.translations[code], words), code)
            except _UntranslatedError:
                self.missed[code, words.msgid] += 1
                continue
            if code == language and words.plural is None:  # a miss is counted every time
                self.hits[language, words.context, words.msgid] = found
            return found
        return Found(_look_up(NullTranslations(), words), SOURCE)


def _look_up(translations: NullTranslations, words: Words) -> str:
    if words.plural is None:
        if words.context is None:
            return translations.gettext(words.msgid)
        return translations.pgettext(words.context, words.msgid)
    count = words.values.get("n")
    if not isinstance(count, Count):
        raise KeyError(f"n is missing in: {words.msgid}")
    if words.context is None:
        return translations.ngettext(words.msgid, words.plural, count.number)
    return translations.npgettext(words.context, words.msgid, words.plural, count.number)


def _compile(source: Catalog) -> NullTranslations:
    for message in list(entries(source)):
        if not is_usable(message, source.num_plurals):
            source.delete(message.id, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, source)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_End())
    return translations


def load(folder: Path = HERE) -> Catalogues:
    """Read and compile all catalogues of a folder; a missing or wrong one is an error."""
    return Catalogues({code: _compile(read_catalogue(code, folder)) for code in TRANSLATED})


@cache
def shared() -> Catalogues:
    """The catalogues of this program, loaded at first use."""
    return load()


def misses() -> dict[tuple[str, str], int]:
    """How often (language, message id) was not there and another language spoke instead."""
    return dict(shared().missed)
