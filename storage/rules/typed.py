"""Typed words and numbers in any of our scripts: cleaned once, then made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from storage.rules.tables import rows

_ETHIOPIC_NUMBERS = range(0x1369, 0x137B)
_FAMILY = 7  # the vowels of one Ethiopic consonant stand side by side
_UNSEEN = dict.fromkeys((0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))
_UNSEEN |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_UNSEEN |= dict.fromkeys((*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)))
_UNSEEN |= dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0))  # letters that are blank
_UNSEEN |= dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF))
_BLANK = frozenset(("Cf", "Cc", "Mn", "Me", "Zs", "Zl", "Zp"))


def tidy(text: str) -> str:
    """Take away what nobody typed on purpose: marks of direction, unseen signs, odd spaces.

    Line breaks and the joiners of Persian words and emoji stay, beside something to be seen.
    """
    seen = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    if not any(unicodedata.category(sign) not in _BLANK for sign in seen):
        return ""
    return re.sub(r"[^\S\n]", " ", seen.replace("\u2028", "\n").replace("\u2029", "\n")).strip()


def digits(text: str) -> str:
    """Write every decimal digit of any script as 0 to 9 and leave the rest alone."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


@cache
def _letters() -> dict[int, str]:
    """Return which letter is read as which, from the table of folding."""
    read: dict[int, str] = {}
    for row in rows("folding.csv"):
        steps = range(_FAMILY) if row["script"] == "ethiopic" else range(1)
        for sign in row["written"].split():
            for step in steps:
                read[ord(sign) + step] = (
                    chr(ord(row["read"]) + step) if len(steps) > 1 else row["read"]
                )
    return {sign: to.translate(read) for sign, to in read.items()}


def normalise(text: str) -> str:
    """Fold what people type differently but mean alike; punctuation and emoji become spaces.

    Digits of any script, full width, case, marks above and below letters, joiners, letters that
    look or sound alike (storage/data/folding.csv). A plus stays: A2+ is not A2.
    """
    return " ".join(
        "".join(_folded(sign) for sign in text).casefold().translate(_letters()).split()
    )


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if sign == "+" or unicodedata.category(sign) == "No":
        return sign
    plain = unicodedata.normalize("NFKD", digits(sign)).translate(_letters())
    return "".join(_kept(part) for part in plain)


def _kept(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return ""
    return " " if kind[0] in "PZCS" else sign


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what all spellings of a label, a word or a place share.

    As `normalise`; spaces count for nothing (a half space is typed as one), nor does the e of ae,
    oe and ue, which stand for umlauts. What has no letter at all is its signs.
    """
    joined = normalise(text).replace(" ", "")
    signs = "".join(sign for sign in text if unicodedata.category(sign)[0] == "S")
    return re.sub("([aou])e+", r"\1", joined) or signs or text.strip()


def number(text: str) -> int | None:
    """Return the whole number that was typed alone, `3`, `٣`, `۳.`, `3️⃣` or `፫`, else None."""
    plain = digits(tidy(text)).replace("\ufe0f", "").replace("\u20e3", "")
    alone = re.fullmatch(r"\(?(\d{1,9})[.)]*", plain, re.ASCII)
    if alone:
        return int(alone[1])
    signs = normalise(text)
    if 0 < len(signs) <= 2 and all(ord(sign) in _ETHIOPIC_NUMBERS for sign in signs):
        return int(sum(unicodedata.numeric(sign) for sign in signs))
    return None
