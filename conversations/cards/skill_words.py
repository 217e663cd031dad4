"""Which skills a typed word means, in any of our languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from conversations import terms
from locales.languages import LANGUAGES
from locales.render import label
from storage.rules.taxonomy import areas, skills
from storage.rules.typed import key, normalise

SHORTEST = 3


def skills_named(text: str) -> list[str]:
    """Return the skills whose name has a word that begins so, else those of an area that has."""
    wanted = key(text)
    if len(wanted) < SHORTEST:
        return []
    named, around = _words()
    found = [skill for skill, said in named.items() if _begins(said, wanted)]
    near = {area for area, said in around.items() if _begins(said, wanted)}
    return found or [each.key for each in skills().values() if each.area in near]


def skill_called(text: str) -> str | None:
    """Return the one skill of this key or name, in any of our languages; None: none or several."""
    if text in skills():
        return text
    named = _words()[0]
    wanted = key(text)
    whole = [each for each, said in named.items() if wanted in said]
    found = whole if len(whole) == 1 else skills_named(text)
    return found[0] if len(found) == 1 else None


def _begins(said: frozenset[str], wanted: str) -> bool:
    return any(word.startswith(wanted) for word in said)


@cache
def _words() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the words that name each skill and each area; whole labels count as one word too."""
    named = {
        each: _spoken(label(terms.skill(each), code) for code in LANGUAGES) for each in skills()
    }
    around = {
        each: _spoken(label(terms.area(each), code) for code in LANGUAGES) for each in areas()
    }
    return named, around


def _spoken(labels: Iterable[str]) -> frozenset[str]:
    every = [normalise(each) for each in labels]
    parts = [key(" ".join(each.split()[at:])) for each in every for at in range(len(each.split()))]
    return frozenset(parts)
