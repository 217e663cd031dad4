"""Dates and times in the one pattern that cannot be misread: numeric, 24 hours, part of day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, TypeAlias

from babel.dates import get_day_names

from locales.catalogues import shared
from locales.languages import LANGUAGES
from locales.words import Day, Hours, Moment, Weekday, Words, p_

Dated: TypeAlias = Moment | Day | Weekday | Hours

# NOTE: An appointment. Keep the order: weekday, date, 24-hour time, part of day in brackets.
_MOMENT = p_("date", "{weekday}, {date}, {time} ({part})")
# NOTE: The same on a button: weekday cut short, day and month, 24-hour time, part of day.
_SHORT = p_("date", "{weekday} {date}. {time} ({part})")
# NOTE: A day without a time: weekday and date.
_DAY = p_("date", "{weekday}, {date}")
# NOTE: A span of time, said with words, never with a dash (a dash turns round in Arabic).
_HOURS = p_("date", "from {start} to {end}")

# NOTE: Part of the day in brackets after a time: between 0:00 and 5:00.
_NIGHT = p_("part of day", "at night")
# CLDR cuts a weekday of theirs to two letters, which only a column of weekdays explains.
_WHOLE = ("ti",)
# First hour of each part of the day, latest first.
# NOTE: Parts of the day in brackets after a time.
_PARTS = (
    (18, p_("part of day", "in the evening")),
    (13, p_("part of day", "in the afternoon")),
    (11, p_("part of day", "around noon")),
    (5, p_("part of day", "in the morning")),
    (0, _NIGHT),
)


def part_of_day(hour: int) -> Words:
    """The word that keeps apart 07:00 and 19:00 for readers of a six- or twelve-hour clock."""
    return next((words for first, words in _PARTS if hour >= first), _NIGHT)


# NOTE: Which day, inside a sentence.
def relative_day(on: date, today: date) -> Words | None:
    """Today or tomorrow, on local dates; None for every other day."""
    if on == today:
        return p_("day", "today")
    if on == today + timedelta(days=1):
        return p_("day", "tomorrow")
    return None


def date_text(value: Dated, language: str) -> str:
    """A date or time as words of the language; ASCII digits, Gregorian calendar."""
    match value:
        case Moment():
            return _moment(value, language)
        case Day(on):
            return _filled(_DAY, language, **_day(on, language))
        case Weekday(number, short):
            return _weekdays(language, short)[number]
        case Hours(start, end):
            return _filled(_HOURS, language, start=_time(start), end=_time(end))


def _moment(value: Moment, language: str) -> str:
    at = value.at
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    pattern, day = (_SHORT, _short_day) if value.short else (_MOMENT, _day)
    part = shared().find(part_of_day(at.hour), language).template
    return _filled(pattern, language, **day(at, language), time=_time(at), part=part)


def _filled(pattern: Words, language: str, **parts: str) -> str:
    return shared().find(pattern, language).template.format(**parts)


def _day(on: date, language: str) -> dict[str, str]:
    return {
        "weekday": date_text(Weekday(on.weekday()), language),
        "date": f"{on.day:02}.{on.month:02}.{on.year:04}",
    }


def _short_day(on: date, language: str) -> dict[str, str]:
    weekday = date_text(Weekday(on.weekday(), short=language not in _WHOLE), language)
    return {"weekday": weekday, "date": f"{on.day:02}.{on.month:02}"}


@cache
def _weekdays(language: str, short: bool) -> tuple[str, ...]:
    width: Literal["abbreviated", "wide"] = "abbreviated" if short else "wide"
    names = get_day_names(width, locale=LANGUAGES[language].locale)
    return tuple(str(names[number]) for number in range(7))


def _time(at: time | datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"
