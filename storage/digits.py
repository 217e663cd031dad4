"""Four digits only their owner knows: kept as a salted scrypt hash, five misses wait."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

COST: dict[str, Any] = {"n": 2**14, "r": 8, "p": 1}
"""For a login somebody waits for: Percival, Stronger Key Derivation, 2009; some 40 ms."""
SALT = 16


def sealed(digits: str) -> str:
    """Return what is kept of digits: salt and hash, hexadecimal."""
    salt = secrets.token_bytes(SALT)
    return f"{salt.hex()}:{_hash(digits, salt)}"


def matches(digits: str, kept: str) -> bool:
    """Tell whether these digits are the ones of which this was kept."""
    salt, _colon, known = kept.partition(":")
    return hmac.compare_digest(_hash(digits, bytes.fromhex(salt)), known)


def _hash(digits: str, salt: bytes) -> str:
    return hashlib.scrypt(digits.encode(), salt=salt, **COST).hex()
