"""The last day a sentence names, as somebody types it who is away until then."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

from storage.rules.dates import read_day, vocabulary, written
from storage.rules.tables import rows
from storage.rules.typed import key

_LONGEST, _LONGEST_MONTH, _SKIPPED = 4, 2, 2


def read_last_day(text: str, today: date) -> date | None:
    """Read a day that was typed alone, else the one day after until: until 10.1., until end of May.

    None where several are named so, or only another day, such as the first one back.
    """
    words = written(text).replace(",", " ").split()
    ends = (words[at + 1 :] for at, word in enumerate(words) if key(word) in _said("to"))
    found = {day for tail in ends if (day := _begins(tail, today))}
    return read_day(text, today) or (found.pop() if len(found) == 1 else None)


def _begins(words: Sequence[str], today: date) -> date | None:
    """Read the day with which these words begin, behind a word or two such as "and with"."""
    for skipped in range(_SKIPPED + 1):
        rest = words[skipped:]
        for length in range(min(_LONGEST, len(rest)), 0, -1):
            if day := read_day(" ".join(rest[:length]), today) or _end(rest[:length], today):
                return day
    return None


def _end(words: Sequence[str], today: date) -> date | None:
    """Read the end of a month, of this year or the next one."""
    for at in range(1, len(words)):
        name = key(" ".join(words[at:]))
        month = (
            vocabulary().get(name, {}).get("month") if len(words[at:]) <= _LONGEST_MONTH else None
        )
        if month and key(" ".join(words[:at])) in _said("end"):
            year = today.year + (int(month) < today.month)
            return date(year, int(month), monthrange(year, int(month))[1])
    return None


@cache
def _said(kind: str) -> Collection[str]:
    found = (row["words"] for row in rows("need_words.csv") if row["kind"] == kind)
    return frozenset(key(word) for words in found for word in words.split("|"))
