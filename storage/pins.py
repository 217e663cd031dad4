"""The PIN of a colleague: what a phone in other hands does not know."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.digits import Tried, matches, missed
from storage.models import Colleague
from storage.team import colleague
from storage.work import Work

LEAST, MOST = 4, 8
SELDOM = timedelta(minutes=1)


def is_chosen(work: Work, person_id: int) -> bool:
    """Tell whether a colleague has a PIN."""
    return colleague(work, person_id).pin is not None


def is_open(work: Work, person_id: int) -> bool:
    """Tell whether what is for colleagues was used within the hour; noted as a use if so."""
    found, hour = colleague(work, person_id), timedelta(minutes=work.limits.pin_minutes)
    used = found.pin_used_at
    if found.pin is None or used is None or work.now - used >= hour:
        return False
    if work.now - used >= SELDOM:
        found.pin_used_at = work.now
    return True


def shut_until(work: Work, person_id: int) -> datetime | None:
    """Return until when no PIN is heard; None where one is."""
    until = colleague(work, person_id).pin_locked_until
    return until if until and until > work.now else None


def choose(work: Work, person_id: int, kept: str) -> None:
    """Keep a new PIN (`kept` is its hash, of storage.digits), which opens at once."""
    found = colleague(work, person_id)
    _open(work, found)
    found.pin = kept


def reset(work: Work, person_id: int) -> None:
    """Forget a PIN: a new one is chosen before anything else."""
    found = colleague(work, person_id)
    found.pin, found.pin_misses = None, 0
    found.pin_locked_until = found.pin_used_at = None


def attempt(work: Work, person_id: int, pin: str) -> Tried:
    """Hear a PIN; with the last of too many misses what was open is shut, and waits."""
    found = colleague(work, person_id)
    if shut_until(work, person_id):
        return Tried.SHUT
    if found.pin is not None and matches(pin, found.pin):
        _open(work, found)
        return Tried.RIGHT
    found.pin_misses, found.pin_locked_until = missed(work, found.pin_misses)
    if found.pin_locked_until is None:
        return Tried.WRONG
    found.pin_used_at = None
    return Tried.SHUT


def _open(work: Work, found: Colleague) -> None:
    found.pin_misses, found.pin_locked_until, found.pin_used_at = 0, None, work.now
