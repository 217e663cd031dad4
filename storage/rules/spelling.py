"""Names of places as people spell them: without umlaut, shortened, with a slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from storage.rules.typed import normalise

_LONGEST = 40


def fold(name: str) -> str:
    """Reduce a name to what all its spellings share: Münsingen, Munsingen and Muensingen."""
    parts = unicodedata.normalize("NFD", normalise(name[:_LONGEST]))
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return re.sub("([aou])e", r"\1", plain)


def spellings(name: str) -> frozenset[str]:
    """Return the folded name and its usual short forms: Urach, Eningen, Sankt Johann."""
    short = re.split(r" (?:an der|unter) ", name)[0]
    forms = {name, short, short.removeprefix("Bad "), name.replace("St. ", "Sankt ")}
    return frozenset(fold(form) for form in forms)


def closest(typed: str, names: Collection[str]) -> frozenset[str]:
    """Return the names fewest slips away: none under 5 letters, one under 8, else up to two.

    A slip is a letter too much, too few, another one, or two swapped (optimal string alignment).
    """
    allowed = (len(typed) >= 5) + (len(typed) >= 8)
    near: dict[int, set[str]] = {}
    for name in names:
        if abs(len(name) - len(typed)) <= allowed and len(name) >= 4:
            near.setdefault(_slips(typed, name), set()).add(name)
    best = min(near, default=allowed + 1)
    return frozenset(near[best]) if best <= allowed else frozenset()


def _slips(a: str, b: str) -> int:
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        line = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
