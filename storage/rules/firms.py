"""Which known firm a typed name may mean: folded, with slips, without what firms are called by."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import extract

from storage.rules.typed import key, normalise

ALIKE = 76
FORMS = frozenset(("gmbh", "mbh", "kg", "ohg", "gbr", "ag", "ug", "ek", "e", "k", "co", "firma"))


def alike(typed: str, names: Mapping[int, str], most: int) -> list[int]:
    """Return the keys of the names most like what was typed, the likest first.

    Words in any order and left out count as alike; Schreinerei Schmid GmbH is Schmid.
    """
    folded = {number: folded_name(name) for number, name in names.items()}
    found = extract(
        folded_name(typed), folded, scorer=token_set_ratio, score_cutoff=ALIKE, limit=most
    )
    return [number for _name, _score, number in found]


def folded_name(name: str) -> str:
    """Return the words of a name as they are compared; its legal form only where it is alone."""
    words = [key(word) for word in normalise(name).split()]
    return " ".join([word for word in words if word not in FORMS] or words)
