"""Numbers about people that leave a centre: none so small that somebody could be recognised."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TypeVar

K = TypeVar("K")


def speakable(parts: Mapping[K, int], least: int) -> dict[K, int]:
    """Return the parts of at least so many people.

    Where what is left of the whole would still be fewer, the smallest part is kept back as well:
    nobody shall find it by taking away (k-anonymity with secondary suppression).
    """
    shown = {name: number for name, number in parts.items() if number >= least}
    left = sum(parts.values()) - sum(shown.values())
    if shown and 0 < left < least:
        del shown[min(shown, key=lambda name: shown[name])]
    return shown


def tellable(steps: Mapping[K, int], least: int) -> dict[K, int | None]:
    """Return how many came so far, from many to few; None for what may not be told.

    Each step is a part of the one before: those who did not come further are as many as told, or
    nobody.
    """
    found: dict[K, int | None] = {}
    before: int | None = None
    for name, number in steps.items():
        gone = 0 if before is None else abs(before - number)
        may = number >= least and (gone == 0 or gone >= least)
        found[name] = number if may else None
        before = number if may else before
    return found


def apart(sets: Mapping[K, int], least: int) -> dict[K, int]:
    """Return how many are in each set (a bit for each person), the first before the others.

    However those told are cut by each other, each piece is nobody or so many: who knows all of
    the numbers finds no few people by taking one from another.
    """
    told: dict[K, int] = {}
    pieces: list[int] = []
    for name, who in sets.items():
        rest = who ^ (who & reduce(or_, pieces, 0))
        halves = [half for each in pieces for half in (each & who, each ^ (each & who))]
        cut = [piece for piece in (*halves, rest) if piece]
        if who and all(piece.bit_count() >= least for piece in cut):
            told[name], pieces = who.bit_count(), cut
    return told
