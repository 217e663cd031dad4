"""A mail address as somebody types it, made what a server takes."""

from __future__ import annotations

import re

from storage.rules.typed import digits, tidy

LONGEST = 254
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*", re.ASCII)
DOMAIN = re.compile(
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]",
    re.ASCII,
)


def read_address(text: str) -> str | None:
    """Return the address, its domain in small letters and as the network names it; None: none.

    Spaces around, a leading mailto: and angle brackets are forgiven.
    """
    written = digits(tidy(text)).strip("<> .,;").removeprefix("mailto:")
    local, at, domain = written.rpartition("@")
    try:
        named = domain.encode("idna").decode().lower()
    except UnicodeError:
        return None
    whole = f"{local}@{named}"
    good = at and len(local) <= 64 and LOCAL.fullmatch(local) and DOMAIN.fullmatch(named)
    return whole if good and len(whole) <= LONGEST else None
