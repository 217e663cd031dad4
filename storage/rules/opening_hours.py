"""Opening hours written as codes, so that they can be said in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"\b([A-Za-z]{3})\w* (\d{1,2}:\d{2}) ?[-–] ?(\d{1,2}:\d{2})")


@dataclass(frozen=True)
class Opening:
    """A weekday (0 = Monday) with local times."""

    weekday: int
    starts: time
    ends: time


def opening_hours(text: str) -> tuple[Opening, ...]:
    """Read `Tue 09:00-12:00, Thu 13:00-17:00`; what is not written like this is left out."""
    found = _SPAN.findall(text)
    return tuple(
        Opening(DAYS.index(day.lower()), _time(starts), _time(ends))
        for day, starts, ends in found
        if day.lower() in DAYS
    )


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute) % 60)
