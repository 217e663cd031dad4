"""Numbers about people that leave a centre: none so small that somebody could be recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def leaves_few(whole: int, told: Iterable[int], least: int) -> bool:
    """Tell whether a few are left, once the parts that are told elsewhere are taken from a whole.

    Where somebody is in several parts they may be more than the whole: by a few, that tells, too.
    """
    return 0 < abs(whole - sum(each for each in told if each >= least)) < least


def together(
    parts: Mapping[K, int], elsewhere: Sequence[Mapping[K, int]], least: int
) -> dict[K, int]:
    """Return the parts of what is the sum of others, as `speakable` does.

    None where the same parts of those others, which are told, leave a few of any.
    """
    shown = speakable(parts, least)
    told = [speakable(each, least) for each in elsewhere]
    cut = (leaves_few(shown[name], [e[name] for e in told if name in e], least) for name in shown)
    return {} if told and any(cut) else shown


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
