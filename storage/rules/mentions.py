"""Which known names stand in a text, the longest first, and whether words are left over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from storage.rules.tables import rows
from storage.rules.typed import key, normalise

_LONGEST = 5
_WORDS_READ = 12
_READ = 200  # letters


@dataclass(frozen=True)
class Mentioned:
    """Names by their key in the order they stand; `alone`: no other word says anything."""

    names: tuple[str, ...]
    alone: bool


def mentioned(text: str, known: Collection[str]) -> Mentioned:
    """Find names: "I live in Bad Urach" holds one, "Marbach am Neckar" not Marbach alone."""
    names: list[str] = []
    alone, words = True, normalise(text[:_READ]).split()
    at = 0
    while at < min(len(words), _WORDS_READ):
        phrase, length = _longest(words[at : at + _LONGEST], known)
        names += [phrase] if phrase in known and phrase not in names else []
        alone = alone and bool(length)
        at += max(1, length)
    return Mentioned(tuple(names), alone and at >= len(words))


def names(text: str, name: str) -> bool:
    """Tell whether a text says a name or a part of it, also within a word, spaced or dotted.

    Letters of another script count for others: who writes Amal for أمل is not noticed.
    """
    words = [key(word) for word in normalise(text).split()]
    parts = {key(each) for each in (name, *name.split()) if len(each) > 1}
    return any(_spelled(words, part) for part in parts if part)


def _spelled(words: list[str], name: str) -> bool:
    """Tell whether a name stands in a word, or is several words put together."""
    if any(name in word for word in words):
        return True
    runs = (accumulate(words[at : at + len(name)]) for at in range(len(words)))
    return any(name in run for run in runs)


def phrases(text: str, longest: int) -> Iterator[str]:
    """All runs of a few words as keys, longest first."""
    words = normalise(text[:_READ]).split()[:_WORDS_READ]
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield key(" ".join(words[start : start + length]))


def _longest(words: list[str], known: Collection[str]) -> tuple[str, int]:
    """Return the longest name or filler that begins here, and its words; "" and 0 for neither."""
    for length in range(len(words), 0, -1):
        phrase = key(" ".join(words[:length]))
        if phrase in known or phrase in _fillers():
            return phrase, length
    return "", 0


@cache
def _fillers() -> frozenset[str]:
    """Words around a place that say nothing about which: I live in ..."""
    return frozenset(key(w) for row in rows("place_fillers.csv") for w in row["words"].split("|"))
