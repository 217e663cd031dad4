"""Names of places as people spell them: without umlaut, shortened, with a slip, by their sound."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from storage.rules.tables import rows
from storage.rules.typed import key, normalise

_SHORTEST = 4
_PAIR = re.compile(r"(.)\1+")


def spellings(name: str) -> frozenset[str]:
    """Return the folded name and its usual short forms: Urach, Eningen, Sankt Johann."""
    short = re.split(r" (?:an der|unter) ", name)[0]
    forms = {name, short, short.removeprefix("Bad "), name.replace("St. ", "Sankt ")}
    forms |= {re.sub(" (?:an der|unter) ", between, name) for between in (" a. d. ", " u. ", " ")}
    return frozenset(key(form) for form in forms)


def closest(typed: str, names: Collection[str]) -> frozenset[str]:
    """Return the names fewest slips away: none under 5 letters, one under 8, else up to two.

    A slip is a letter too much, too few, another one, or two swapped (optimal string alignment).
    """
    allowed = (len(typed) >= 5) + (len(typed) >= 8)
    found = extract(typed, list(names), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    near = [(slips, name) for name, slips, _place in found if len(name) >= _SHORTEST]
    best = min(near, default=(0, ""))[0]
    return frozenset(name for slips, name in near if slips == best)


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return the consonants as they sound, alike in every script, "" for what has under three.

    Reutlingen, رويتلنجن and ሮይትሊንገን are all r t l n g n; vowels are written too differently.
    """
    table = _sounds()
    letters = _latin(normalise(name))
    heard = "".join(table.get(letter, "") for letter in letters)
    short = _PAIR.sub(r"\1", heard.replace("ts", "s").replace("bf", "f"))
    return short if len(short) >= 3 else ""


def _latin(plain: str) -> str:
    """Write what is one sound in German as one letter."""
    for several, one in (("tsch", "š"), ("sch", "š"), ("chs", "ks"), ("ch", "k"), ("ck", "k")):
        plain = plain.replace(several, one)
    return plain.replace("pf", "f").replace("ph", "f").replace("tz", "z").replace("th", "t")


@cache
def _sounds() -> dict[str, str]:
    """Return the sound of each letter that has one, from the table of sounds."""
    heard: dict[str, str] = {}
    for row in rows("sounds.csv"):
        for letter in row["letters"].split():
            steps = 8 if row["script"] == "ethiopic" else 1
            for step in range(steps):
                heard[chr(ord(letter) + step)] = row["sound"]
    return heard
