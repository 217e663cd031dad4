"""Direction of text: foreign controls out, values isolated, every line begun the right way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from unicodedata import bidirectional, category

from locales.languages import Direction

FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"
RLM, LRM = "\u200f", "\u200e"
ZWNJ, ZWJ = "\u200c", "\u200d"
NO_BREAK = "\u00a0"
NAME_LIMIT = 80

_RIGHT = ("R", "AL")
_STRONG = ("L", *_RIGHT)
_FIRST_MARK = "\u0300"  # all before it is a character of its own
_FIRST_RIGHT = "\u0590"  # all before it is written from left to right
_CLUSTER_LIMIT = 16  # code points; a family emoji with skin tones needs 11


def clean(text: str) -> str:
    """One line without control, format and broken characters; joiners (ZWNJ, ZWJ) stay.

    Takes out NUL, lone surrogates, marks, isolates and the overrides U+202A to U+202E, so
    that no typed text can turn round or unbalance the line it is put into.
    """
    line = " ".join(text.split())
    kept = line if line.isprintable() else "".join(c for c in line if _is_harmless(c))
    while kept and (kept[0] in (ZWNJ, ZWJ, " ") or category(kept[0]).startswith("M")):
        kept = kept[1:]
    return kept.rstrip()


def _is_harmless(char: str) -> bool:
    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return char in (ZWNJ, ZWJ) or not (category(char) in ("Cc", "Cf", "Cs") or is_noncharacter)


def cut(text: str, limit: int = NAME_LIMIT) -> str:
    """At most `limit` characters as people count them, the last one an ellipsis if cut."""
    if len(text) <= limit and (len(text) <= _CLUSTER_LIMIT or max(text) < _FIRST_MARK):
        return text
    shown = list(islice(_clusters(text), limit + 1))
    return "".join(shown) if len(shown) <= limit else "".join(shown[: limit - 1]) + "…"


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and not _continues(cluster, char):
            yield cluster
            cluster = ""
        if len(cluster) < _CLUSTER_LIMIT:
            cluster += char
    if cluster:
        yield cluster


def _continues(cluster: str, char: str) -> bool:
    if len(cluster) == 1 and _is_flag_letter(cluster) and _is_flag_letter(char):
        return True
    is_skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    joined = cluster[-1] == ZWJ or char in (ZWNJ, ZWJ)
    return joined or is_skin_tone or category(char).startswith("M")


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def isolated(text: str, around: Direction, opening: str = FSI) -> str:
    """The text as an isolate, line by line; left bare where all is left-to-right anyway."""
    if around == "ltr" and not _has_right_to_left(text):
        return text
    return "\n".join(f"{opening}{line}{PDI}" for line in text.split("\n"))


def _has_right_to_left(text: str) -> bool:
    return max(text, default="") >= _FIRST_RIGHT and any(
        bidirectional(char) in ("R", "AL", "AN") for char in text
    )


def needs_mark(line: str, direction: Direction) -> bool:
    """Whether a line, as seen, would be laid out in the wrong direction.

    Telegram Desktop takes the first strong character of all, others skip isolates as UAX #9
    says; both have to come out right.
    """
    first = {_first_strong(line)}
    if FSI in line or LRI in line:
        first.add(_first_strong(_outside_isolates(line)))
    if direction == "ltr":
        return not first.isdisjoint(_RIGHT)
    return not first.issubset(_RIGHT) and any(char.isalnum() for char in line)


def _first_strong(chars: Iterable[str]) -> str | None:
    for char in chars:
        if (found := bidirectional(char)) in _STRONG:
            return found
    return None


def _outside_isolates(text: str) -> Iterator[str]:
    depth = 0
    for char in text:
        depth -= char == PDI and depth > 0
        if depth == 0:
            yield char
        depth += char in (FSI, LRI)


def mark(direction: Direction) -> str:
    """The invisible character that begins a line of this direction."""
    return RLM if direction == "rtl" else LRM
