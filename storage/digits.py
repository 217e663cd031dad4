"""Digits only their owner knows, kept as a salted hash: a PIN, or who uses a shared phone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.work import Work

COST: dict[str, Any] = {"n": 2**14, "r": 8, "p": 1}
"""N, r, p of scrypt for somebody who waits: C. Percival, Stronger Key Derivation via Sequential
Memory-Hard Functions, 2009, section 7; RFC 7914. 16 MB, about 60 ms here."""
SALT = 16


class Tried(StrEnum):
    """What came of typing digits; `SHUT` is the last of too many misses, and all that follow."""

    RIGHT = "right"
    WRONG = "wrong"
    SHUT = "shut"


def sealed(digits: str) -> str:
    """Return what is kept of digits: salt and hash, hexadecimal."""
    salt = secrets.token_bytes(SALT)
    return f"{salt.hex()}:{_hash(digits, salt)}"


def matches(digits: str, kept: str) -> bool:
    """Tell whether these digits are the ones of which this was kept."""
    salt, _colon, known = kept.partition(":")
    return hmac.compare_digest(_hash(digits, bytes.fromhex(salt)), known)


def missed(work: Work, misses: int) -> tuple[int, datetime | None]:
    """Count one more miss in a row: return how many it is now, and until when none are heard.

    The last of too many shuts, and begins to count anew.
    """
    if misses + 1 < work.limits.pin_misses:
        return misses + 1, None
    return 0, work.now + work.limits.pin_wait


def _hash(digits: str, salt: bytes) -> str:
    return hashlib.scrypt(digits.encode(), salt=salt, **COST).hex()
