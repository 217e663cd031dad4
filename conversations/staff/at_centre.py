"""At which centre a colleague is in /hours: the notes of its flow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AtCentre:
    """Whose hours, which page of a list, and which closed day is looked at."""

    centre: str | None = None
    page: int = 1
    closing: int = 0
