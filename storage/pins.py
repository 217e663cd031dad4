"""The PIN of a colleague: what a phone in other hands does not know."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from enum import Enum

from storage.models import Colleague
from storage.team import colleague
from storage.work import Work

COST, BLOCK, PARALLEL = 2**14, 8, 1
"""N, r, p of scrypt for somebody who waits: C. Percival, Stronger Key Derivation via Sequential
Memory-Hard Functions, 2009, section 7; RFC 7914. 16 MB, about 60 ms here."""
SALT_BYTES = 16
LEAST, MOST = 4, 8
MISSES, WAIT = 5, timedelta(minutes=15)
SELDOM = timedelta(minutes=1)


class Tried(Enum):
    """What came of typing a PIN; `SHUT` is the last of too many misses."""

    RIGHT = "right"
    WRONG = "wrong"
    SHUT = "shut"


def hashed(pin: str) -> str:
    """Return what is kept of a PIN: salt and scrypt hash."""
    salt = secrets.token_bytes(SALT_BYTES)
    return f"{salt.hex()}:{_scrypt(pin, salt).hex()}"


def fits(pin: str, kept: str) -> bool:
    """Tell whether a PIN is the one that was kept."""
    salt, _colon, digest = kept.partition(":")
    return hmac.compare_digest(_scrypt(pin, bytes.fromhex(salt)).hex(), digest)


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
    """Keep a new PIN (`kept` is its hash), which opens at once."""
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
    if found.pin is not None and fits(pin, found.pin):
        _open(work, found)
        return Tried.RIGHT
    found.pin_misses += 1
    if found.pin_misses < MISSES:
        return Tried.WRONG
    found.pin_misses, found.pin_used_at = 0, None
    found.pin_locked_until = work.now + WAIT
    return Tried.SHUT


def _open(work: Work, found: Colleague) -> None:
    found.pin_misses, found.pin_locked_until, found.pin_used_at = 0, None, work.now


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=PARALLEL)
