"""What a firm does not learn of somebody: a gentle check of what it asks, and what it is answered.

Source: the programme's domain notes, 6.4, and the General Equal Treatment Act (AGG, section 1).
Names of work and of places (Kindergarten, Altenpflege, Frau Müller) say nothing of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from storage.rules.sensitive import is_sensitive
from storage.rules.tables import rows
from storage.rules.typed import normalise

GAP = " .. "
"""In a phrase: up to three other words."""
NUMBER, AGE = "#", r"(?:1[4-9]|[2-6]\d)"
"""In a phrase: a number that can be an age of who works."""
FREE = "free"
"""Phrases of work that would read like others: how long, how heavy, how old a paper is."""
PARTICLES = {"ar": "و|ف|ب|ل|ال|وال|بال|فال|لل|هل"}
"""Short words of a language that are written together with the next one."""


def is_protected(text: str) -> bool:
    """Tell whether a text seems to ask or say what nobody tells a firm, in five languages."""
    said = _pattern(is_free=True).sub(" ", normalise(text))
    return is_sensitive(said) or _pattern(is_free=False).search(said) is not None


@cache
def _pattern(*, is_free: bool) -> re.Pattern[str]:
    found = (each for each in rows("protected_words.csv") if (each["trait"] == FREE) is is_free)
    return re.compile("|".join(each for row in found for each in _row(row)))


def _row(row: dict[str, str]) -> Iterator[str]:
    begin = rf"\b(?:{PARTICLES[row['language']]})?" if row["language"] in PARTICLES else r"\b"
    for stem in filter(None, row["stems"].split("|")):
        yield f"{begin}{_phrase(stem)}"
    for words in filter(None, row["words"].split("|")):
        is_day = r"(?! \d)" if words[-1].isdigit() or words.endswith(NUMBER) else ""
        yield rf"{begin}{_phrase(words)}\b{is_day}"


def _phrase(words: str) -> str:
    return r" (?:\S+ ){0,3}?".join(
        " ".join(AGE if word == NUMBER else re.escape(normalise(word)) for word in part.split())
        for part in words.split(GAP)
    )
