"""How wide a button's label is, and whether it fits beside others without being cut off."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width, name

from locales.direction import clean

# Em per character, measured with HarfBuzz over the glossary (median per script).
_ETHIOPIC, _ARABIC, _OTHER, _EMOJI = 0.57, 0.44, 0.46, 1.3
# Em per button with so many in a row, on a phone 360 dp wide.
_ROOM = {1: 16.0, 2: 7.5, 3: 4.9, 4: 4.2, 5: 1.7}
_NARROWEST = 2.5
_AS_EMOJI = "\ufe0f"


def em(text: str) -> float:
    """Return the width of a label in em, marks and isolates not counted."""
    plain = clean(text)
    return sum(_EMOJI if after == _AS_EMOJI else _em(char) for char, after in pairwise(plain + " "))


def fits(labels: list[str]) -> bool:
    """Tell whether these labels fit side by side in one row."""
    room = _ROOM.get(len(labels), _NARROWEST)
    return all(em(label) <= room for label in labels)


@cache
def _em(char: str) -> float:
    if east_asian_width(char) == "W" or ord(char) >= 0x1F000:
        return _EMOJI
    script = name(char, "").split(" ")[0]
    if script in ("VARIATION", "ZERO"):
        return 0.0
    return {"ETHIOPIC": _ETHIOPIC, "ARABIC": _ARABIC}.get(script, _OTHER)
