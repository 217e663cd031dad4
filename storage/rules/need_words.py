"""What a sentence plainly says of a need: whether it is one, how many people, where, when, what."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from storage.rules.dates import read_day, vocabulary
from storage.rules.job_words import jobs, meant
from storage.rules.mentions import mentioned
from storage.rules.pay import MINIJOB, is_too_much
from storage.rules.places import Gazetteer
from storage.rules.tables import rows
from storage.rules.typed import digits, key

NOW, DAY, MONTH, WEEK = "now", "day", "month", "week"
_PLZ = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)
_HALVES = re.compile(r"\d{1,2}(\.[05])?", re.ASCII)
_GLUED = re.compile(r"(\d)(?=[^\W\d_])")
_SIGNS = re.compile(r"[/;:!?()،؛፣።]|[.,](?!\d)")
_LONGEST_HOURS, _MOST_HOURS = 4, 48
_MOST_PLACES, _SHORTEST_PLACE, _LONGEST_DAY = 99, 4, 3
_FEW_WORDS, _FEW_SKILLS = 3, 3


@dataclass(frozen=True)
class Stated:
    """What was said; None was not.

    `starts` is how `begins` was meant (now, day, month), `hours` are those of a week.
    """

    places: int | None = None
    plz: str | None = None
    town: str | None = None
    kind: str | None = None
    starts: str | None = None
    begins: date | None = None
    hours: float | None = None


def stated(text: str, today: date, known: Gazetteer) -> Stated:
    """Read a sentence; what can be meant in two ways is not stated."""
    words = digits(text).replace(",", " ").split()
    starts, begins = _start(words, today)
    plz, town = _place(text, known)
    kind, hours = _kind(text), _hours(text)
    if hours and (
        is_too_much(kind, hours[0], begins or today) or not (hours[1] or kind == MINIJOB)
    ):
        hours = None
    return Stated(_many(words), plz, town, kind, starts, begins, hours and hours[0])


def needs_people(text: str) -> bool:
    """Tell whether who is not known yet writes as an employer: a few words, or whom they need.

    Who names the work they look for themselves does not, nor who needs any helper.
    """
    said = {each: mentioned(text, _said(each)).names for each in ("firm", "wants", "work")}
    if len(text.split()) <= _FEW_WORDS and said["firm"]:
        return True
    return bool(said["wants"]) and not said["work"] and _names_a_job(text)


def may_be_need(text: str) -> bool:
    """Tell whether somebody of a firm may say whom it needs: a job, a kind of work, a wish."""
    wishes = (*mentioned(text, _said("wants")).names, *mentioned(text, _said("kind")).names)
    return bool(wishes) or _names_a_job(text)


def _names_a_job(text: str) -> bool:
    words = digits(text).replace(",", " ").split()
    named = [jobs()[each] for each in mentioned(text, jobs()).names]
    named += [each for word in words if (each := meant(word))]
    return _many(words) is not None or any(len(each) <= _FEW_SKILLS for each in named)


def _many(words: Sequence[str]) -> int | None:
    """Read a number that stands before people or their job, once: 2 Maurer, zwei Leute."""
    found = {
        number
        for word, next_ in pairwise(words)
        if (number := _number(word)) and (key(next_) in _said("people") or meant(next_))
    }
    found |= {int(_said("pair")[key(word)]) for word in words if key(word) in _said("pair")}
    return found.pop() if len(found) == 1 else None


def _number(word: str) -> int | None:
    plain = word.removesuffix("x")
    if plain.isdecimal():
        return int(plain) if 1 <= int(plain[:9]) <= _MOST_PLACES else None
    value = _said("number").get(key(word))
    return int(value) if value else None


def _place(text: str, known: Gazetteer) -> tuple[str | None, str | None]:
    """Read a postcode of the district, or the one place that is named; both where both are."""
    codes = {each for each in _PLZ.findall(digits(text)) if each in known.by_plz}
    names = [each for each in mentioned(text, known.names).names if len(each) >= _SHORTEST_PLACE]
    towns = {ags for each in names for ags in known.names[each]}
    if len(codes) == 1:
        plz = codes.pop()
        return (plz, known.by_plz[plz].ags) if towns <= {known.by_plz[plz].ags} else (None, None)
    return (None, towns.pop()) if len(towns) == 1 and not codes else (None, None)


def _kind(text: str) -> str | None:
    found = {_said("kind")[each] for each in mentioned(text, _said("kind")).names}
    return found.pop() if len(found) == 1 else None


def _hours(text: str) -> tuple[float, bool] | None:
    """Read the one number that stands before hours, and whether these are said to be a week's.

    Nothing where hours of a day or a month, or several times, may be meant.
    """
    words = _SIGNS.sub(" ", _GLUED.sub(r"\1 ", digits(text))).split()
    if any(key(each) in _said("each") for each in words):
        return None
    found = {
        (amount, _said("hours")[phrase] == WEEK)
        for at, word in enumerate(words)
        if (amount := _amount(word)) and (phrase := _longest(words[at + 1 :], _said("hours")))
    }
    is_span = any(key(each) in _said("to") for each in words if not each.isdecimal())
    is_span |= any(_amount(word) and _amount(next_) for word, next_ in pairwise(words))
    return found.pop() if len(found) == 1 and not is_span else None


def _longest(words: Sequence[str], known: Collection[str]) -> str | None:
    """Return the longest phrase at the beginning of the words that is known, as its key."""
    phrases = (key(" ".join(words[:length])) for length in range(_LONGEST_HOURS, 0, -1))
    return next((each for each in phrases if each in known), None)


def _amount(word: str) -> float | None:
    """Read a number of hours a week, in halves."""
    plain = word.replace(",", ".").replace("٫", ".")
    found = float(plain) if _HALVES.fullmatch(plain) else float(_number(word) or 0)
    return found if 1 <= found <= _MOST_HOURS else None


def _start(words: Sequence[str], today: date) -> tuple[str | None, date | None]:
    """Read at once, or the day or month after a word such as from; a span of days is none."""
    found = {_begins(words[at + 1 :], today) for at, each in enumerate(words) if _opens(each)}
    found.discard(None)
    if mentioned(" ".join(words), _said("start")).names:
        found.add((NOW, today))
    return found.pop() or (None, None) if len(found) == 1 else (None, None)


def _opens(word: str) -> bool:
    return key(word) in _said("from")


def _begins(words: Sequence[str], today: date) -> tuple[str, date] | None:
    for length in range(min(_LONGEST_DAY, len(words)), 0, -1):
        if any(key(each) in _said("to") for each in words[: length + 1]):
            continue
        if day := read_day(" ".join(words[:length]), today):
            return DAY, day
    month = vocabulary().get(key(words[0]), {}).get("month") if words else None
    return (MONTH, _first(int(month), today)) if month else None


def _first(month: int, today: date) -> date:
    return date(today.year + (month < today.month), month, 1)


@cache
def _said(kind: str) -> Mapping[str, str]:
    """Return the words of one kind by their key, with what they mean."""
    found = (row for row in rows("need_words.csv") if row["kind"] == kind)
    return {key(word): row["value"] for row in found for word in row["words"].split("|")}


def given(found: Stated) -> Collection[str]:
    """Name the answers that were given."""
    said = {
        "many": found.places,
        "place": found.plz or found.town,
        "kind": found.kind,
        "start": found.starts,
        "hours": found.hours,
    }
    return [name for name, value in said.items() if value]
