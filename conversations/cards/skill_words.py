"""Which skills a typed word means, in any of our languages: by its name, a job's, or nearly so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from conversations import terms
from locales.languages import LANGUAGES
from locales.render import label
from storage.rules.job_words import begun, head, jobs, meant, slipped, stem
from storage.rules.mentions import mentioned, phrases
from storage.rules.taxonomy import areas, skills
from storage.rules.typed import key, normalise

SHORTEST, FEW_WORDS = 3, 3


def skills_named(text: str) -> list[str]:
    """Return the skills of a job of this name, else those whose own name has a word that begins so.

    Else those of an area that has such a word.
    """
    if meant(text):
        return _in_order(_called(text))
    wanted = key(text)
    if len(wanted) < SHORTEST:
        return []
    named, around = _words()
    found = {skill for skill, said in named.items() if _begins(said, wanted)}
    near = {area for area, said in around.items() if _begins(said, wanted)}
    with_jobs = found | begun(wanted) if found else found
    return _in_order(with_jobs) or [each.key for each in skills().values() if each.area in near]


def skill_meant(text: str) -> str | None:
    """Return the one skill a word surely means: a job of this name, or a name that begins so.

    None where it only stands within a name, as work does within social work.
    """
    found = skills_named(text)
    begins = any(name.startswith(key(text)) for name, each in _names().items() if each in found)
    return found[0] if len(found) == 1 and (meant(text) or begins) else None


def skills_near(text: str) -> list[str]:
    """Return what a text may mean that names nothing: to be asked, never taken.

    A job that begins so, one among a few words, another ending (Küchenkraft), a compound
    (Rohrschweißer), a slip.
    """
    wanted = key(text)
    if len(text.split()) > FEW_WORDS or len(wanted) < SHORTEST:
        return []
    before = stem(text)
    return (
        _in_order(begun(wanted))
        or skills_said(text)
        or (_before(before) if before else [])
        or _in_order(head(text) or slipped(text))
    )


def skills_said(text: str) -> list[str]:
    """Return the skills whose jobs a sentence names, whatever else it says."""
    return _in_order(_whole(text) or _by_words(text))


def skill_called(text: str) -> str | None:
    """Return the one skill of this key or name, in any of our languages; None: none or several."""
    if text in skills():
        return text
    whole = _called(text)
    found = list(whole) if len(whole) == 1 else skills_named(text)
    return found[0] if len(found) == 1 else None


def _whole(text: str) -> frozenset[str]:
    known = [each for each in mentioned(text, jobs()).names if len(each) >= SHORTEST]
    return frozenset().union(*(jobs()[each] for each in known))


def _by_words(text: str) -> frozenset[str]:
    said = (each for each in phrases(text, longest=1) if len(each) >= SHORTEST)
    return frozenset().union(*(meant(each) for each in said))


def _called(text: str) -> frozenset[str]:
    """Return the skill of this whole name, else those of a job, or of words that end a name."""
    wanted = key(text)
    if whole := _names().get(wanted):
        return frozenset({whole})
    return meant(text).union(each for each, said in _words()[0].items() if wanted in said)


@cache
def _names() -> dict[str, str]:
    return {key(label(terms.skill(each), code)): each for each in skills() for code in LANGUAGES}


def _before(stem: str) -> list[str]:
    """Return what begins with a stem; an s or n that joins it to what followed is none of it."""
    tried = (stem, stem.removesuffix("s"), stem.removesuffix("n"))
    found = (skills_named(each) or _in_order(begun(each)) for each in tried)
    return next((each for each in found if each), [])


def _in_order(found: Collection[str]) -> list[str]:
    return [key for key in skills() if key in found]


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
