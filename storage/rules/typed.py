"""Typed words and numbers in any of our scripts, made comparable."""

from __future__ import annotations

import re
import unicodedata

_ETHIOPIC_FAMILIES = ((0x1220, 0x1230, 8), (0x1340, 0x1338, 8), (0x1280, 0x1210, 8))
_ETHIOPIC_NUMBERS = range(0x1369, 0x137B)
_LETTERS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "يى"), "ی"),
    ord("ك"): "ک",
    ord("ة"): "ه",
    ord("አ"): "ኣ",
    ord("ـ"): None,
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
    **dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
    **{
        source + step: chr(target + step)
        for source, target, count in _ETHIOPIC_FAMILIES
        for step in range(count)
    },
}
_TASHKEEL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")


def digits(text: str) -> str:
    """Write every decimal digit of any script as 0 to 9 and leave the rest alone."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def normalise(text: str) -> str:
    """Fold what people type differently but mean alike; punctuation becomes spaces.

    Digits of any script, Arabic against Persian letters, tashkeel, tatweel, joiners and direction
    marks, Ethiopic letters that sound alike, case. Source: the typed-words rule for catalogues.
    """
    folded = unicodedata.normalize("NFC", digits(text)).translate(_LETTERS)
    folded = _TASHKEEL.sub("", folded).casefold()
    spaced = "".join(" " if unicodedata.category(sign)[0] in "PZC" else sign for sign in folded)
    return unicodedata.normalize("NFC", " ".join(spaced.split()))


def number(text: str) -> int | None:
    """Return the whole number that was typed alone, `3`, `٣`, `۳.` or `፫`, else None."""
    alone = re.fullmatch(r"(\d{1,9})[.)]?", digits(text).translate(_LETTERS).strip(), re.ASCII)
    if alone:
        return int(alone[1])
    signs = normalise(text)
    if 0 < len(signs) <= 2 and all(ord(sign) in _ETHIOPIC_NUMBERS for sign in signs):
        return int(sum(unicodedata.numeric(sign) for sign in signs))
    return None
