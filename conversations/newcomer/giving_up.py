"""Which way to a firm somebody may give up: what a button below it or its offer hands on."""

from __future__ import annotations

from dataclasses import dataclass

KEEP = "keep"


@dataclass(frozen=True)
class Stepping:
    """Which way to a firm, by its key, and what was said."""

    introduction: int = 0
    said: str = KEEP
