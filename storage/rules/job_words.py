"""Names of jobs as people say them, in five languages: which skills they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from storage.rules.spelling import closest
from storage.rules.tables import rows
from storage.rules.typed import key, normalise

# (m/w/d) behind a title; a title for women and men (Koch/Köchin), too, is read part by part.
_SEXES = re.compile(r"(?: [mwdfxi]){2,3}$")
# What ends a form of a word: women, several, cases; Arabic and Persian likewise.
_ENDINGS = ("innen", "in", "en", "er", "n", "e", "s", "ه", "ات", "ین", "ون", "ها", "ان", "ی")
_ARTICLES = ("ال", "لل")
# A German word for a person or a hand; what stands before it says the work.
_SAID = (
    "fachkräfte fachkraft hilfskräfte hilfskraft aushilfskräfte aushilfskraft kräfte kraft "
    "helferinnen helferin helfer hilfen hilfe aushilfe mitarbeiterinnen mitarbeiterin "
    "mitarbeiter arbeiterinnen arbeiterin arbeiter personal leute männer mann frauen frau "
    "assistentin assistent azubi lehrling meisterin meister geselle gesellin praktikantin "
    "praktikant praktikum ausbildung lehre job jobs stelle arbeiten arbeit"
)
_HANDS = tuple(key(word) for word in _SAID.split())
_LEARNERS = ("lehrlinge", "lehrling", "azubis", "azubi")
_SHORTEST_HEAD, _SHORTEST_STEM = 4, 3


def meant(text: str) -> frozenset[str]:
    """Return the skills of a word that is in the table, in any of its forms, or in two of them.

    So is the word of who learns it: Schreinerlehrling.
    """
    several = {_one(each) for each in text.split("/")}
    found = _one(text) or (several.pop() if len(several) == 1 else frozenset())
    return found or jobs().get(_learnt(text), frozenset())


def _learnt(text: str) -> str:
    whole = key(_SEXES.sub("", normalise(text)))
    return next((whole.removesuffix(each) for each in _LEARNERS if whole.endswith(each)), "")


def _one(word: str) -> frozenset[str]:
    return next((its for each in forms(word) if (its := jobs().get(each))), frozenset())


def begun(wanted: str) -> frozenset[str]:
    """Return the skills of all words that begin so."""
    return frozenset().union(*(its for word, its in jobs().items() if word.startswith(wanted)))


def forms(text: str) -> Iterator[str]:
    """Give a word by its key, then without what makes it a woman, several, or a case."""
    whole = key(_SEXES.sub("", normalise(text)))
    yield whole
    bare = next((whole.removeprefix(each) for each in _ARTICLES if whole.startswith(each)), "")
    for word in filter(None, (bare, whole)):
        yield word
        yield from (word.removesuffix(each) for each in _ENDINGS if word.endswith(each))


def stem(text: str) -> str | None:
    """Return what stands before a German word for a hand: Küchen of Küchenkraft."""
    whole = key(_SEXES.sub("", normalise(text)))
    ending = next((each for each in _HANDS if whole.endswith(each)), None)
    before = whole.removesuffix(ending) if ending else ""
    return before if len(before) >= _SHORTEST_STEM else None


def head(text: str) -> frozenset[str]:
    """Return the skills of the longest word a compound ends with: Rohrschweißer is a Schweißer."""
    for form in forms(text):
        ends = (form[at:] for at in range(1, len(form) - _SHORTEST_HEAD + 1))
        if found := next((its for each in ends if (its := jobs().get(each))), None):
            return found
    return frozenset()


def slipped(text: str) -> frozenset[str]:
    """Return the skills of the words a slip of the finger away."""
    near = frozenset().union(*(closest(form, jobs()) for form in list(forms(text))[:1]))
    return frozenset().union(*(jobs()[word] for word in near))


@cache
def jobs() -> dict[str, frozenset[str]]:
    """Return the skills of each word of the table, by its key."""
    found: dict[str, set[str]] = {}
    for row in rows("job_words.csv"):
        for word in (each for its in list(row.values())[1:] for each in its.split("|")):
            found.setdefault(key(word), set()).add(row["key"])
    return {word: frozenset(its) for word, its in found.items()}
