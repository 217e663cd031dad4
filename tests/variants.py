"""What people type when they type back what they were shown: the same words, written otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping

from storage.rules.typed import tidy

Change = Callable[[str], str]


def _swapped(pairs: Mapping[str, str]) -> Change:
    return lambda text: "".join(pairs.get(sign, sign) for sign in text)


def _without_signs(text: str) -> str:
    """Leave out emoji and their selectors; a plus is part of a level."""
    kept = (s for s in text if s == "+" or unicodedata.category(s) not in ("So", "Sm", "Sk", "Mn"))
    return "".join(kept).strip()


def _ligatures(text: str) -> str:
    return text.replace("لا", "\ufefb").replace("لأ", "\ufef7").replace("لإ", "\ufef9")


def _full_width(text: str) -> str:
    return "".join(chr(ord(s) + 0xFEE0) if s.isascii() and s.isalnum() else s for s in text)


def _marked(text: str) -> str:
    return "\u200f\u2067" + "\u200e".join(text.split(" ")) + "\u2069\u202c"


def _pasted(text: str) -> str:
    return "\u2068" + text.replace(" ", "\u00a0") + "\u2069."


ETHIOPIC = {
    chr(a + step): chr(b + step)
    for a, b in ((0x1340, 0x1338), (0x1220, 0x1230))
    for step in range(7)
}
CHANGES: Mapping[str, Change] = {
    "as it is": str,
    "small": str.lower,
    "capitals": str.upper,
    "without emoji": _without_signs,
    "trailing marks": lambda text: f"  {text} !?؟።…",
    "direction marks": lambda text: f"\u200f\u2067{text}\u2069\u200e",
    "pasted": _pasted,
    "marks for spaces": lambda text: text.replace(" ", "\u200f \u200f"),
    "half space as space": lambda text: text.replace("\u200c", " "),
    "half space left out": lambda text: text.replace("\u200c", ""),
    "umlauts in two letters": _swapped({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ü": "Ue"}),
    "umlauts without dots": _swapped({"ä": "a", "ö": "o", "ü": "u", "Ü": "U", "Ö": "O"}),
    "in parts": lambda text: unicodedata.normalize("NFD", text),
    "full width": _full_width,
    "Urdu letters": _swapped({"ه": "ہ", "ی": "ے"}),
    "Arabic letters": _swapped({"ی": "ي", "ک": "ك", "ه": "ة"}),
    "Persian letters": _swapped({"ي": "ی", "ك": "ک", "ة": "ه", "ى": "ی"}),
    "lam-alef in one": _ligatures,
    "no hamza": _swapped({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ء": ""}),
    "no tanwin": lambda text: "".join(s for s in text if unicodedata.category(s) != "Mn"),
    "stretched": lambda text: text.replace("ال", "الـــ"),
    "ሐ and ሓ": _swapped({"ሓ": "ሐ", "ኣ": "አ", "ዓ": "ዐ"}),
    "ኀ for ሐ": _swapped({"ሐ": "ኀ", "ሓ": "ኃ", "ሕ": "ኅ", "ሒ": "ኂ"}),
    "ፀ and ሠ": _swapped({b: a for a, b in ETHIOPIC.items()}),
    "Arabic digits": _swapped(dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True))),
    "Persian digits": _swapped(dict(zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True))),
}


def variants(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way of writing a text that changes it, each with its name."""
    for name, change in CHANGES.items():
        changed = change(text)
        if tidy(changed) and (changed != text or name == "as it is"):
            yield name, changed
