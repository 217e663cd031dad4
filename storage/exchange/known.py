"""What an entry is checked against: plain data and questions, no database."""

from __future__ import annotations

from collections.abc import Callable, Container, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pydantic import ValidationInfo

from storage.rules.clock import to_local


@dataclass(frozen=True)
class Known:
    """The moment, the district, and who is or will be there; the context of every validation.

    `booked` gives the code of the person whom an appointment is for, `awaited` the employer to whom
    somebody is on the way for an offer; `gone` tells whether a row was
    loaded before and is not there any more; `away` gives kilometres to the nearest place of the
    district. Relative days count from `today`.
    """

    now: datetime
    zone: ZoneInfo
    postcodes: Container[str]
    centres: Set[str]
    new_centres: Set[str]
    has_employer: Callable[[str], bool]
    has_person: Callable[[str], bool]
    booked: Callable[[str], str | None]
    awaited: Callable[[str], str | None]
    gone: Callable[[str, str], bool]
    away: Callable[[float, float], float]

    @property
    def today(self) -> date:
        """The local date of the programme."""
        return to_local(self.now, self.zone.key).date()


Info: TypeAlias = ValidationInfo[Known]
