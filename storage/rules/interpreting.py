"""An interpreter at an appointment: how far it is, and when staff hear that nobody is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from storage.rules.clock import to_utc
from storage.rules.workdays import is_working

MORNING = time(7, 30)
FURTHEST = 14
"""Days looked back for a working day."""


class Interpreting(StrEnum):
    """How far it is; an appointment out of a file has none said: there it is settled."""

    WANTED = "wanted"
    ASKED = "asked"
    FOUND = "found"
    NONE = "none"


OPEN = frozenset({Interpreting.WANTED, Interpreting.ASKED})
GERMAN_ENOUGH = frozenset({"B1", "B2", "C1"})
"""Levels of German with which a talk at a centre goes without an interpreter."""


def is_missing(language: str | None, state: str | None) -> bool:
    """Tell whether somebody still has to be found."""
    return language is not None and state in OPEN


def asked_anew(state: str | None) -> str | None:
    """Return how far it is once the time is another: whoever was found may not come then."""
    return state and Interpreting.WANTED.value


def told_of(language: str | None, state: str | None) -> str | None:
    """Return what the person knows as one fact: `ar`, `wanted:ar` or `none:ar`.

    Whether somebody was asked is for staff alone.
    """
    if language is None or state in (None, Interpreting.FOUND):
        return language
    return f"{Interpreting.WANTED if state in OPEN else Interpreting.NONE}:{language}"


def read_fact(fact: str) -> tuple[str, str]:
    """Return state and language of such a fact."""
    state, _colon, language = fact.rpartition(":")
    return state or Interpreting.FOUND, language


def missing_at(day: date, at: time, zone: str, now: datetime) -> datetime | None:
    """Return when staff hear of it, in UTC: the morning of the working day before.

    Where that is over, the morning of the day itself; None: who books it knows.
    """
    starts = to_utc(day, at, zone)
    mornings = (to_utc(each, MORNING, zone) for each in (_eve(day), day))
    return next((each for each in mornings if now < each < starts), None)


def _eve(day: date) -> date:
    return next((each for each in _before(day) if is_working(each)), day - timedelta(days=1))


def _before(day: date) -> Iterator[date]:
    return (day - timedelta(days=back) for back in range(1, FURTHEST))
