"""Codes that people type from paper: drawn by chance, read back however they were written."""

from __future__ import annotations

import secrets

from storage.rules.typed import digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which look or read like something else."""
LENGTH, GROUP = 12, 4
BITS = 5 * LENGTH
"""Chance in a code: with a limit on guesses, what a link's 128 bits are without one."""
_MEANT = str.maketrans("abcdefghjkmnpqrstvwxyzoilOIL", "ABCDEFGHJKMNPQRSTVWXYZ011011")
_BETWEEN = str.maketrans(
    "", "", " \t\r\n\u00a0\u2007\u202f-\u2010\u2011\u2012\u2013\u2014\u2212._/"
)
_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
_LONGEST = 4 * LENGTH


def draw() -> str:
    """Return a new code, without its dashes."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def grouped(code: str) -> str:
    """Return a code as it is printed: 7K3M-9QXP-2VTA."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def read(typed: str) -> str | None:
    """Return the code somebody typed; None for anything that is none.

    Case, spaces and dashes do not matter, O is 0, I and L are 1, digits may be of any script.
    """
    if len(typed) > _LONGEST:
        return None
    found = digits(typed.translate(_BETWEEN).translate(_UNSEEN)).translate(_MEANT)
    return found if len(found) == LENGTH and set(ALPHABET).issuperset(found) else None
