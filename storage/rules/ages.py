"""How old somebody says to be: a band, never a date."""

from __future__ import annotations

from enum import StrEnum


class AgeBand(StrEnum):
    """The only thing kept about age; under 16 there is no profile."""

    UNDER_16 = "under16"
    YOUNG = "16-17"
    ADULT = "18+"


def is_adult(band: str | None) -> bool:
    """Tell whether somebody said 18 or older; everybody else gets offers through a person."""
    return band == AgeBand.ADULT
