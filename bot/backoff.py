"""Pauses between tries: doubled each time, spread by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator


def pauses(first: float, longest: float) -> Iterator[float]:
    """Yield seconds to wait, without end."""
    seconds = first
    while True:
        yield spread(seconds)
        seconds = min(seconds * 2, longest)


def spread(seconds: float) -> float:
    """Return up to a quarter less, so that not everybody comes back at once."""
    return seconds * random.uniform(0.75, 1.0)
