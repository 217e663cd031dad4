"""How old somebody says to be: a band, never a date; and which hours are for who is young."""

from __future__ import annotations

from enum import StrEnum

YOUTH_HOURS = 40
"""Hours a week at most for who is not 18 yet; night work shows in no offer, so people look."""


class AgeBand(StrEnum):
    """The only thing kept about age; under 16 there is no profile."""

    UNDER_16 = "under16"
    YOUNG = "16-17"
    ADULT = "18+"


def is_adult(band: str | None) -> bool:
    """Tell whether somebody said 18 or older; everybody else gets offers through a person."""
    return band == AgeBand.ADULT


def is_minor(band: str | None) -> bool:
    """Tell whether somebody said that they are not 18 yet."""
    return band is not None and not is_adult(band)
