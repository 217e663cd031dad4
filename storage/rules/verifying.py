"""What staff look at before anything of a firm is published, and for how long that holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

POINTS = ("called", "number", "contact", "pay")
"""Called back on a number from a public source; Betriebsnummer seen; who the contact is; pay and
hours are plausible. Source: the programme's domain notes, 6.3."""
FLAGS = ("cash", "papers", "fee", "trial", "housing", "private", "outside", "night")
"""Cash only; papers kept; a fee or deposit; unpaid trial of more than a day; housing tied to the
job; a private household nobody visited; a place outside the district; work only at night."""
CODES = (*POINTS, *FLAGS)
HOLDS, ASKED_BEFORE = timedelta(days=365), timedelta(days=30)
CALL_WITHIN = 2
"""Working days within which the centre calls a firm that registered."""


def missing(checks: Collection[str]) -> list[str]:
    """Return the points nobody ticked yet, in order."""
    return [each for each in POINTS if each not in checks]


def standing(checks: Collection[str]) -> list[str]:
    """Return the red flags that stand, in order."""
    return [each for each in FLAGS if each in checks]


def may_verify(checks: Collection[str]) -> bool:
    """Tell whether all points are ticked and no red flag stands."""
    return not missing(checks) and not standing(checks)


def marked(checks: Collection[str], code: str, on: bool) -> list[str]:
    """Return the checks with one of them ticked or not, in order; KeyError for an unknown code."""
    if code not in CODES:
        raise KeyError(code)
    return [each for each in CODES if (on if each == code else each in checks)]


def begun_anew(checks: Collection[str]) -> list[str]:
    """Return what stays ticked when a firm is looked at again: the red flags."""
    return standing(checks)


def good_until(today: date) -> date:
    """Return the last local day on which what was looked at today holds."""
    return today + HOLDS


def asked_on(until: date) -> date:
    """Return the local day on which staff are asked to look again."""
    return until - ASKED_BEFORE


def is_due(until: date | None, today: date) -> bool:
    """Tell whether a firm is to be looked at again, or soon; one without an end never was."""
    return until is None or asked_on(until) <= today
