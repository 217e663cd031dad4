"""Times of day as people type them: 17:30, 17.30 Uhr, halb sechs, 5 pm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from storage.rules.dates import Meanings, meanings, without_day, written

_CLOCK = re.compile(r"(?<!\d)(\d\d?)\s?(?:[:.h]\s?|\s|(?=\d\d(?!\d)))?(\d\d)?(?!\d)", re.ASCII)
_HOUR_AND = re.compile(r"(\d)\s?uhr\s?(\d\d)(?!\d)", re.ASCII)
_SPOKEN = {"half", "quarter", "after", "before"}
_BY_DAY = 7 * 60  # who says "halb sechs" without more means the working day
_PARTS = {"pm": range(1, 12), "evening": range(5, 12), "night": range(9, 12), "noon": range(1, 3)}


def read_time(text: str) -> time | None:
    """Read a time of day, local and of 24 hours; None for what is none or says more than one.

    Printed by the bot, it may stand behind its day. Spoken times (halb sechs, viertel nach fünf)
    without a part of day are those between 7:00 and 18:59.
    """
    plain = _HOUR_AND.sub(r"\1:\2", without_day(written(text)))
    spoken = meanings(plain)
    if spoken is not None and any(_SPOKEN & {*word} for word in spoken):
        return _spoken(spoken)
    found = _CLOCK.findall(plain)
    words = meanings(_CLOCK.sub(" ", plain))
    if len(found) == 1 and words is not None:
        return _at(int(found[0][0]) * 60 + int(found[0][1] or 0), words, int(found[0][1] or 0))
    if not found and words is not None:
        return _spoken(words)
    return None


def _spoken(words: Sequence[Meanings]) -> time | None:
    """Read [minutes after or before] [half] an hour, in words."""
    said = [
        (kind, int(word[kind])) for word in words for kind in (*_SPOKEN, "number") if kind in word
    ]
    if not said:
        return time(12) if [word.get("part") for word in words] == ["noon"] else None
    kinds, values = tuple(kind for kind, _ in said), [value for _, value in said]
    minutes = _minutes(kinds[:-1], values) if kinds[-1] == "number" else None
    if minutes is None:
        return None
    has_part = any("part" in word for word in words)
    if not has_part and minutes < _BY_DAY:
        minutes += 12 * 60
    return _at(minutes, words, minutes % 60)


def _minutes(kinds: Sequence[str], values: Sequence[int]) -> int | None:
    """Return the minutes since midnight of an hour, with what stands before it."""
    hour = values[-1] * 60
    match kinds:
        case ():
            return hour
        case ("half" | "quarter",):
            return hour - 60 + values[0]
        case ("half" | "quarter" | "number", "after" | "before"):
            return hour + values[0] * values[1]
        case ("quarter" | "number", "after" | "before", "half"):
            return hour - 30 + values[0] * values[1]
        case ("number",):
            return values[0] * 60 + values[1]
    return None


def _at(minutes: int, words: Sequence[Meanings], past: int) -> time | None:
    """Build the time; a part of day moves the hours of a twelve-hour clock."""
    hour = minutes // 60
    for word in words:
        part = word.get("part", "")
        if hour in _PARTS.get(part, ()) or (part == "pm" and hour == 0):
            hour += 12
        elif part == "am" and hour == 12:
            hour = 0
    return time(hour, past) if 0 <= hour <= 23 and 0 <= past <= 59 else None
