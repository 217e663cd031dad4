"""Numbers about people that leave a centre: none so small that somebody could be recognised."""

from __future__ import annotations

from collections.abc import Mapping
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
