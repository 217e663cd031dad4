"""Two appointments of one person that cannot both be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, groupby

WAY = timedelta(minutes=60)
"""So long it takes from one centre to another, by bus."""


@dataclass(frozen=True)
class Meeting:
    """An appointment by its id; local time."""

    ref: str
    person: int
    centre: str
    kind: str
    starts: datetime
    minutes: int

    def __str__(self) -> str:
        """Name it with time and centre."""
        return f"{self.ref} ({self.starts:%Y-%m-%d %H:%M}, {self.centre})"


def clashes(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, Meeting, str]]:
    """Give pairs of one person, the earlier first, with what is odd about them."""
    for _, own in groupby(sorted(meetings, key=_order), key=lambda each: each.person):
        for first, second in combinations(own, 2):
            if odd := _odd(first, second):
                yield first, second, odd


def _order(each: Meeting) -> tuple[int, datetime, str]:
    return each.person, each.starts, each.ref


def _odd(first: Meeting, second: Meeting) -> str | None:
    free = second.starts - first.starts - timedelta(minutes=first.minutes)
    if free < timedelta():
        return "overlap"
    if free < WAY and first.centre != second.centre:
        return "leave too little time for the way"
    same_day = first.starts.date() == second.starts.date()
    return "are of one kind on one day" if same_day and first.kind == second.kind else None
