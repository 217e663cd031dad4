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
PARTICLES = {"ar": "و|ف|ب|ل|ال|وال|بال|فال|لل|هل"}
"""Short words of a language that are written together with the next one."""


def is_protected(text: str) -> bool:
    """Tell whether a text seems to ask or say what nobody tells a firm, in five languages."""
    return is_sensitive(text) or _pattern().search(normalise(text)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(each for row in rows("protected_words.csv") for each in _row(row)))


def _row(row: dict[str, str]) -> Iterator[str]:
    begin = rf"\b(?:{PARTICLES[row['language']]})?" if row["language"] in PARTICLES else r"\b"
    for stem in filter(None, row["stems"].split("|")):
        yield f"{begin}{_phrase(stem)}"
    for words in filter(None, row["words"].split("|")):
        yield rf"{begin}{_phrase(words)}\b"


def _phrase(words: str) -> str:
    return r" (?:\S+ ){0,3}?".join(re.escape(normalise(part)) for part in words.split(GAP))
