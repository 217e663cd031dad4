"""The grammar of button data: versioned, strict, never longer than 64 bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

VERSION = 1
LONGEST = 64
MENU = "menu"
"""The kind of the standing buttons that run a command."""

_VERSIONED = re.compile(r"([1-9]\d?)([qs].+)", re.ASCII)
_QUESTION = re.compile(r"q(\d{1,9})\.([A-Za-z0-9_.+-]{1,48})", re.ASCII)
_STANDING = re.compile(r"s([a-z_]{1,20})\.(\d{1,15})\.(\d{1,7})\.([a-z0-9_-]{1,16})", re.ASCII)


@dataclass(frozen=True)
class OfQuestion:
    """A button of a prompt: lives while that prompt is the current one."""

    serial: int
    value: str

    def __str__(self) -> str:
        """Write the data."""
        return f"{VERSION}q{self.serial}.{self.value}"


@dataclass(frozen=True)
class Standing:
    """A button that works until its subject closes, whatever else is being asked."""

    kind: str
    subject: int
    revision: int
    action: str

    def __str__(self) -> str:
        """Write the data."""
        return f"{VERSION}s{self.kind}.{self.subject}.{self.revision}.{self.action}"


Pressed: TypeAlias = OfQuestion | Standing


def read(data: str) -> Pressed | None:
    """Return what a button means, or None for anything this version and the last never wrote."""
    versioned = _VERSIONED.fullmatch(data)
    if versioned is None or not VERSION - 1 <= int(versioned[1]) <= VERSION:
        return None
    if found := _QUESTION.fullmatch(versioned[2]):
        return OfQuestion(int(found[1]), found[2])
    if found := _STANDING.fullmatch(versioned[2]):
        return Standing(found[1], int(found[2]), int(found[3]), found[4])
    return None
