"""The version of a message body: written by what renders it, read before a face speaks it."""

from __future__ import annotations

from typing import Any

VERSION = 2


class UnknownVersionError(ValueError):
    """A body this program cannot read: written by a newer one, or by one too old."""


def read_body(body: dict[str, Any]) -> dict[str, Any]:
    """Return a stored body in today's shape; the version before is read, no other is.

    Version 1 had a German twin in every body. UnknownVersionError instead of a guess.
    """
    version = body.get("v")
    if version == VERSION - 1:
        return {name: value for name, value in body.items() if name != "german"} | {"v": VERSION}
    if version != VERSION:
        raise UnknownVersionError(f"body of version {version}, this program reads {VERSION}")
    return body
