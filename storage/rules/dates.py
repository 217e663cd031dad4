"""Days and times as people type them, and as the bot prints them, in five languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from storage.rules.tables import rows
from storage.rules.typed import digits, key, normalise, tidy

Meanings: TypeAlias = Mapping[str, str]
"""What a word can be: its value by kind; "morgen" is tomorrow, and in the morning."""
_CODE = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?[-./]\s?(?P<month>\d\d?)\s?[-./]\s?(?P<day>\d\d?)(?!\d)", re.ASCII
)
_WRITTEN = re.compile(
    r"(?<![\d.:])(?P<day>\d\d?)\s?[-./ ]\s?(?P<month>\d\d?)(?![\d:])"
    r"(?:\s?[-./ ]\s?(?P<year>\d{4}|\d\d(?!\s?[:\d])))?(?!\d)\.?",
    re.ASCII,
)
_NAMED_DAY = re.compile(r"(?<!\d)(\d\d?)(?:\.|st|nd|rd|th)?(?![\d:])", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)", re.ASCII)
_CLOCK = re.compile(r"(?<!\d)\d\d?\s?[:h]\s?\d\d(?!\d)|(?<!\d)\d\d?(?=\s?uhr\b)", re.ASCII)
_LONGEST = 4


def read_day(text: str, today: date) -> date | None:
    """Read 24.12.2026, 24.12., 2026-12-24, Do 24.12.26, 24. Dezember, morgen, Donnerstag.

    What has no year is the next such day; a weekday alone is the next one, never today. None for
    what is no day, for words that say something else, and for a weekday that is not that day's.
    """
    plain = written(text)
    if code := _CODE.fullmatch(plain):
        return _day(code["year"], code["month"], code["day"], today)
    found = _ISO.search(plain) or _WRITTEN.search(plain)
    rest = plain.replace(found[0], " ", 1) if found else plain
    words = meanings(_CLOCK.sub(" ", rest))
    if found and (words is None or any("number" in word for word in words)):
        return None
    if found:
        day = _day(found["year"], found["month"], found["day"], today)
    else:
        day = _relative(words or (), today) or _named(plain, today)
    weekdays = [int(word["weekday"]) for word in words or () if "weekday" in word]
    return day if day is None or all(each == day.weekday() for each in weekdays) else None


def meanings(text: str) -> Sequence[Meanings] | None:
    """Return what the words of a text mean, longest phrases first; None: one means nothing here."""
    found, words, at = [], normalise(text).split(), 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            known = vocabulary().get(key(" ".join(words[at : at + length])))
            if known:
                break
        else:
            return None
        found.append(known)
        at += length
    return found


@cache
def vocabulary() -> Mapping[str, Meanings]:
    """Every word of the table by its key."""
    known: dict[str, dict[str, str]] = {}
    for row in rows("date_words.csv"):
        for word in row["words"].split("|"):
            known.setdefault(key(word), {})[row["kind"]] = row["value"]
    return known


def written(text: str) -> str:
    """Return a text with our digits and small letters, its signs left where they are."""
    return digits(tidy(text)).casefold().replace("٫", ".")


def without_day(plain: str) -> str:
    """Leave a written date out of a text whose digits are ours."""
    found = _ISO.search(plain)
    written = found or next((f for f in _WRITTEN.finditer(plain) if f["year"]), None)
    return plain.replace(written[0], " ", 1) if written else plain


def _relative(words: Sequence[Meanings], today: date) -> date | None:
    steps = [int(word["from_today"]) for word in words if "from_today" in word]
    weekdays = [int(word["weekday"]) for word in words if "weekday" in word]
    if any("number" in word for word in words):
        return None
    if steps:
        return today + timedelta(days=steps[0]) if len(steps) == 1 else None
    if len(weekdays) != 1:
        return None
    return today + timedelta(days=(weekdays[0] - today.weekday() - 1) % 7 + 1)


def _named(plain: str, today: date) -> date | None:
    """Read a day with the name of its month: 24. Dezember 2026, December 24."""
    year = _YEAR.search(plain)
    rest = _CLOCK.sub(" ", plain.replace(year[0], " ", 1) if year else plain)
    number = _NAMED_DAY.search(rest)
    words = meanings(rest.replace(number[0], " ", 1)) if number else None
    months = [word["month"] for word in words or () if "month" in word]
    weekdays = [int(word["weekday"]) for word in words or () if "weekday" in word]
    if number is None or len(months) != 1:
        return None
    day = _day(year[1] if year else None, months[0], number[1], today)
    return day if day is None or all(each == day.weekday() for each in weekdays) else None


def _day(year: str | None, month: str, day: str, today: date) -> date | None:
    """Build a date; without a year the next one from today on."""
    if year is not None:
        return _exact(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(today.year, today.year + 9)  # a 29 February is at most eight years away
    dates = (_exact(each, month, day) for each in years)
    return next((each for each in dates if each is not None and each >= today), None)


def _exact(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
