"""When a centre is open: hours as staff write them, understood or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State, validate

from storage.rules.opening_words import DAYS, osm
from storage.rules.workdays import in_school_holidays, is_free

LIKE = "Mo-Fr 9:00-12:00, Do 14-17 Uhr; 24.12. geschlossen"
DAY, YEAR = timedelta(days=1), timedelta(days=366)
ALWAYS = "24/7"
_REMARK = re.compile(r'\(([^()]*)\)|"([^"]*)"')
_NARROWS = re.compile(r"\d|\b(nur|außer|ausser|nicht|kein\w*|only|except|not|no)\b", re.IGNORECASE)
_ARRANGED = re.compile(
    r"[\s,;]*\b(?:(?:nur|sonst|oder|und|sowie|termine?) )*"
    r"(?:nach (?:\w+ )?(?:vereinbarung|absprache|anmeldung)|by appointment(?: only)?)[\s.]*",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"[PS]H|sun|dawn|dusk|\+")
_HOLIDAYS_OFF = re.compile(r"(?:^|[;,] ?)(?:(PH),?)?(?:(SH),?)? off\b|(?:^|[;,] )(PH|SH) off\b")


@dataclass(frozen=True)
class Opening:
    """A weekday (0 = Monday) with local times."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Rules:
    """Hours in the grammar of OpenStreetMap, `""` for none; `whole`: they are all that was said."""

    text: str
    whole: bool
    school_holidays: bool

    def is_closed(self, day: date) -> bool:
        """Tell whether a day is a holiday, or named as closed."""
        named = [rule for rule in re.split("[;,] ", self.text) if rule.endswith("off")]
        hours = OpeningHours("; ".join([ALWAYS, *named]))
        away = not self.school_holidays and in_school_holidays(day)
        return away or is_free(day) or hours.is_closed(datetime.combine(day, time(12)))


@lru_cache(maxsize=64)
def understood(text: str) -> Rules:
    """Read hours in German, English or as OpenStreetMap writes them; ValueError for all else.

    Public holidays are closed. A remark such as (2. Stock) is no rule.
    """
    remarks = [a or b for a, b in _REMARK.findall(text)]
    bare, arranged = _ARRANGED.subn("", _REMARK.sub("", text))
    rules = osm(bare)
    off = {code for found in _HOLIDAYS_OFF.findall(rules) for code in found}
    rules = _HOLIDAYS_OFF.sub("", rules).strip(" ;,")
    if not (_are_clear(rules) if rules else arranged or off):
        raise ValueError(f"no opening hours: {text!r} ({LIKE})")
    whole = not arranged and not any(map(_NARROWS.search, remarks))
    return Rules(rules, whole, "SH" not in off)


def opening_hours(text: str, today: date) -> tuple[Opening, ...]:
    """Return when it is open in the seven days from today, Monday first.

    Empty where the hours are not understood, say more than hours, or it is closed all week.
    """
    try:
        rules = understood(text)
    except ValueError:
        return ()
    if not rules.text or not rules.whole:
        return ()
    hours = OpeningHours(rules.text)
    week = (today + timedelta(days=n) for n in range(7))
    found = [each for day in week if not rules.is_closed(day) for each in _on(hours, day)]
    return tuple(sorted(found, key=lambda each: (each.weekday, each.starts)))


def is_closed(text: str | None, day: date) -> bool:
    """Tell whether hours name a day as closed; those nobody understands name none."""
    try:
        return understood(text or "").is_closed(day)
    except ValueError:
        return is_free(day)


def _on(hours: OpeningHours, day: date) -> list[Opening]:
    begin = datetime.combine(day, time())
    return [
        Opening(day.weekday(), starts.time(), ends.time())
        for starts, ends, state, _ in hours.intervals(begin, begin + DAY)
        if state == State.OPEN and ends - starts < DAY
    ]


def _are_clear(rules: str) -> bool:
    """Whether days are named, each with its hours, none of them beyond midnight."""
    spans = re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", rules)
    backwards = any(ends <= starts for starts, ends in spans)
    if backwards or _VAGUE.search(rules) or not validate(rules):
        return False
    if rules.startswith(ALWAYS) or rules == "off":
        return True
    begin = datetime.combine(date(2026, 1, 1), time())
    days = OpeningHours(rules).intervals(begin, begin + YEAR)
    whole_days = (state == State.OPEN and ends - starts >= DAY for starts, ends, state, _ in days)
    return any(day in rules for day in DAYS) and not any(whole_days)
