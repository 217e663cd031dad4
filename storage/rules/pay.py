"""What pay and kinds of work are bound to, by the day from which it holds; never legal advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAY_BE_UNPAID = frozenset({"internship", "look_day", "trial_day"})
MINIJOB_HOURS = 10
"""Hours a week that are usual for a Minijob: never more than `minijob_hours`."""
WAGE, MINIJOB, EQ = "wage", "minijob", "eq"
INTERNSHIP, TRIAL, WATCHING = "internship", "trial", "watching"


@dataclass(frozen=True)
class Figure:
    """Something that holds from a day on; `euros` where it is an amount, `source` who says so."""

    name: str
    since: date
    source: str
    euros: Decimal | None = None


NOTES = "the programme's domain notes, 4.3 and 6.1"
MILOG = f"§ 22 MiLoG, by {NOTES}"
FIGURES = (
    Figure(WAGE, date(2026, 1, 1), NOTES, Decimal("13.90")),
    Figure(WAGE, date(2027, 1, 1), NOTES, Decimal("14.60")),
    Figure(MINIJOB, date(2026, 1, 1), NOTES, Decimal(603)),
    Figure(MINIJOB, date(2027, 1, 1), NOTES, Decimal(633)),
    Figure(INTERNSHIP, date(2015, 1, 1), MILOG),
    Figure(EQ, date(2015, 1, 1), MILOG),
    Figure(TRIAL, date(2026, 1, 1), NOTES),
    Figure(WATCHING, date(2026, 1, 1), NOTES),
)
"""Wages in euros an hour, the bound of a Minijob in euros a month; later years are added here."""
OF_KIND = {
    "job": (WAGE,),
    "minijob": (WAGE, MINIJOB),
    "internship": (INTERNSHIP,),
    "trial_day": (TRIAL,),
    "look_day": (WATCHING,),
    "eq": (EQ,),
}
"""What is said of a kind."""


def figure(name: str, day: date) -> Figure:
    """Return what holds on a day: the last known for any later one, the first for any before."""
    known = [each for each in FIGURES if each.name == name]
    return ([each for each in known if each.since <= day] or known[:1])[-1]


def minijob_hours(day: date) -> float:
    """Return how many hours a week, in halves, a Minijob has at most at the minimum wage."""
    month, hour = figure(MINIJOB, day).euros, figure(WAGE, day).euros
    if month is None or hour is None:
        raise ValueError("a wage without an amount")
    return int(month * 12 / 52 / hour * 2) / 2


def is_too_much(kind: str | None, hours: float | None, day: date) -> bool:
    """Tell whether so many hours a week are more than a Minijob that begins on a day has."""
    return kind == MINIJOB and hours is not None and hours > minijob_hours(day)


def hints(kind: str, day: date) -> Sequence[Figure]:
    """Return what to think of for a kind of work that begins on a day."""
    return [figure(each, day) for each in OF_KIND.get(kind, ())]
