"""What our fonts can draw: a paper with a sign they lack is not made, so it is left out before."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import category

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\ufffd"
"""Stands for a letter of a script we have no font for; a picture sign goes without one."""
_BY_SEGMENTS = 4
_NONE = "\0"
GONE = re.compile(f"{_NONE}+ ?")
"""A picture sign goes with the space between it and its words."""


def drawable(text: str) -> str:
    """Return the text with what our fonts draw."""
    drawn = _drawn()
    if drawn.issuperset(text):
        return text
    return GONE.sub("", "".join(c if c in drawn else _instead(c) for c in text)).strip()


def _instead(char: str) -> str:
    return UNKNOWN if category(char)[0] in "LN" else " " if char.isspace() else _NONE


@cache
def _drawn() -> frozenset[str]:
    """Return what each page's own fonts hold; the bold one holds what the regular one does."""
    found = [code for path in sorted(FONTS.glob("*-Regular.ttf")) for code in _codes(path)]
    return frozenset(map(chr, found)) | {"\n"}


def _codes(path: Path) -> Iterator[int]:
    """Read the character map of a TrueType font (format 4: segments of the first plane)."""
    font = path.read_bytes()
    start = _table(font, b"cmap")
    for number in range(_word(font, start + 2)):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        if _word(font, start + offset) == _BY_SEGMENTS:
            yield from _segments(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    twice = _word(font, at + 6)
    for place in range(0, twice, 2):
        last = _word(font, at + 14 + place)
        first = _word(font, at + 16 + twice + place)
        yield from range(first, min(last, 0xFFFE) + 1)


def _table(font: bytes, name: bytes) -> int:
    for number in range(_word(font, 4)):
        tag, _check, offset, _length = struct.unpack_from(">4s3I", font, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError("a font without a character map")


def _word(font: bytes, at: int) -> int:
    (found,) = struct.unpack_from(">H", font, at)
    return int(found)
