"""Days a firm names, as they are written: local time without a zone (ISO 8601)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def read(option: str) -> tuple[date, time]:
    """Return the local day and time of an option; ValueError for none."""
    at = datetime.fromisoformat(option)
    return at.date(), at.time()


def coming(options: Sequence[str] | None, now: datetime, zone: ZoneInfo) -> list[tuple[int, str]]:
    """Return the options that are still to come, each with its number from 1 on."""
    numbered = enumerate(options or (), start=1)
    return [
        (number, option)
        for number, option in numbered
        if datetime.combine(*read(option), zone) > now
    ]
