"""Consulting hours as a colleague wants them: the notes of their flow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from storage.models import Consulting

STARTS = tuple(time(hour) for hour in (8, 9, 10, 11, 13, 14, 15, 16, 17))
ENDS = tuple(time(hour, half) for hour in range(9, 20) for half in (0, 30))


@dataclass(frozen=True)
class Planned:
    """Consulting hours as they shall be; `key` is 0 for new ones, `choice` what was decided.

    `revision` is that of the hours that are changed.
    """

    centre: str = ""
    key: int = 0
    revision: int = 0
    weekday: int = 0
    starts: time | None = None
    ends: time | None = None
    minutes: int = 30
    places: int = 1
    kinds: tuple[str, ...] = ()
    whom: int | None = None
    until: date | None = None
    choice: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the table."""
        return {
            "weekday": self.weekday,
            "starts": self.starts or STARTS[0],
            "ends": self.ends or ENDS[-1],
            "minutes": self.minutes,
            "places": self.places,
            "kinds": list(self.kinds) or None,
            "until": self.until,
        }


def planned(row: Consulting) -> Planned:
    """Return consulting hours as they are, to be changed."""
    return Planned(
        centre=row.centre,
        key=row.id,
        revision=row.revision,
        weekday=row.weekday,
        starts=row.starts,
        ends=row.ends,
        minutes=row.minutes,
        places=row.places,
        kinds=tuple(row.kinds or ()),
        whom=row.with_id,
        until=row.until,
    )
