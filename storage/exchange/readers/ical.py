"""Appointments of a calendar (.ics): one event each, with a person's code and local times."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from storage.exchange.fields import REF_LETTERS
from storage.exchange.lines import File, Reader, Row
from storage.exchange.readers.csv import SECTION
from storage.exchange.readers.text import decoded, unreadable

CODE = re.compile(r"\bR-[0-9]{4,5}\b")
REPEATS = ("RRULE", "RDATE", "EXRULE", "RECURRENCE-ID")
SEVERAL = "repeats ({name}): give an event of its own for each appointment"
ALL_DAY = "lasts all day: an appointment has a time"


@dataclass(frozen=True)
class Missing:
    """What is taken where an event does not say it; `zone` is that of times without one."""

    zone: ZoneInfo
    centre: str | None = None
    kind: str | None = None


def reader(missing: Missing) -> Reader:
    """Return the reader of calendars for a centre."""
    return partial(read_ical, missing=missing)


def read_ical(content: bytes, missing: Missing) -> File:
    """Read the events of a calendar; LoadError where it is none."""
    text = decoded(content)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError) as error:
        raise unreadable(f"is no calendar: {error}") from error
    if not isinstance(calendar, Calendar):
        raise unreadable("is no calendar")
    file, places = File({SECTION: []}, {"": 1, SECTION: 1}), list(_events(text))
    gone, events = _text(calendar, "METHOD").upper() == "CANCEL", calendar.walk("VEVENT")
    if len(events) != len(places):
        raise unreadable("is damaged: not every event that begins ends")
    rows = []
    for index, (event, lines) in enumerate(zip(events, places, strict=True)):
        path = f"{SECTION}[{index}]"
        file.lines |= {f"{path}{name}": line for name, line in lines.items()}
        values = dict(_values(file, path, event, missing))
        rows.append(Row(path, values | ({"cancelled": True} if gone else {})))
    file.sections = {SECTION: rows}
    return file


def _events(text: str) -> Iterator[dict[str, int]]:
    """Give for each event the line it begins at, and those of what people mistype."""
    where: dict[str, int] = {}
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        name = re.split("[;:]", line, maxsplit=1)[0].upper()
        begins, ends = line.upper().strip() == "BEGIN:VEVENT", line.upper().strip() == "END:VEVENT"
        if begins:
            where, depth = {"": number}, 1
        elif ends and depth:
            depth = 0
            yield where
        elif depth and name in FIELDS:
            where.setdefault(f".{FIELDS[name]}", number)


FIELDS = {
    "UID": "id",
    "DTSTART": "when",
    "DTEND": "minutes",
    "DURATION": "minutes",
    "X-JIP-PERSON": "who",
    "X-JIP-CENTRE": "centre",
    "X-JIP-KIND": "kind",
    "RRULE": "rrule",
    "RDATE": "rdate",
    "RECURRENCE-ID": "recurrence-id",
}


def _values(
    file: File, path: str, event: Component, missing: Missing
) -> Iterator[tuple[str, object]]:
    """Give the fields of an entry; what is missing or cannot be meant is noted by line."""
    for name in REPEATS:
        if name in event:
            file.wrong(f"{path}.{name.lower()}", SEVERAL.format(name=name))
    if uid := _text(event, "UID"):
        yield "id", _ref(uid)
    else:
        file.wrong(f"{path}.id", "needs a UID")
    if len(codes := _codes(event)) == 1:
        yield "who", codes[0]
    else:
        several = f"names several people: {', '.join(codes)}"
        file.wrong(f"{path}.who", several if codes else "names nobody by a code such as R-1042")
    if centre := _text(event, "X-JIP-CENTRE", missing.centre):
        yield "centre", centre
    if kind := _text(event, "X-JIP-KIND", missing.kind):
        yield "kind", kind
    if _text(event, "STATUS").upper() == "CANCELLED":
        yield "cancelled", True
    yield from _times(file, path, event, missing.zone)


def _ref(uid: str) -> str:
    """Keep a short number as it is, write a long one short: the same each time."""
    plain = len(uid) <= REF_LETTERS and not re.search(r"[\s=:]", uid)
    return uid if plain else f"ics-{hashlib.sha256(uid.encode()).hexdigest()[:32]}"


def _codes(event: Component) -> Sequence[str]:
    """Return whom an event names: in its own field, else in its title, else in its text."""
    if own := _text(event, "X-JIP-PERSON"):
        return [own]
    for name in ("SUMMARY", "DESCRIPTION"):
        if found := list(dict.fromkeys(CODE.findall(_text(event, name)))):
            return found
    return []


def _times(file: File, path: str, event: Component, zone: ZoneInfo) -> Iterator[tuple[str, object]]:
    begins, ends = _dt(event, "DTSTART"), _dt(event, "DTEND")
    if not isinstance(begins, datetime):
        is_day = isinstance(begins, date)
        file.wrong(f"{path}.when", ALL_DAY if is_day else "needs a DTSTART with a time")
        return
    if begins.tzinfo is None and "TZID" in event["DTSTART"].params:
        file.wrong(f"{path}.when", f"names no known zone: {event['DTSTART'].params['TZID']}")
        return
    try:
        local = begins.astimezone(zone) if begins.tzinfo else begins
        length = _utc(ends, zone) - _utc(begins, zone) if isinstance(ends, datetime) else None
    except OverflowError:
        file.wrong(f"{path}.when", "lies outside of all calendars")
        return
    yield "when", f"{local:%Y-%m-%d %H:%M}"
    length = length or _length(event)
    if length is None:
        file.wrong(f"{path}.minutes", "needs a DTEND with a time, or a DURATION")
    else:
        yield "minutes", int(length.total_seconds() // 60)


def _length(event: Component) -> timedelta | None:
    found = _dt(event, "DURATION")
    return found if isinstance(found, timedelta) else None


def _utc(at: datetime, zone: ZoneInfo) -> datetime:
    """Return a time in UTC; one without a zone is local."""
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _dt(event: Component, name: str) -> object:
    """Return the time or length of a property; None where it is missing, damaged or there twice."""
    try:
        return getattr(event.get(name), "dt", None)
    except BrokenCalendarProperty:
        return None


def _text(event: Component, name: str, otherwise: str | None = None) -> str:
    """Return the text of a property; what is there twice is none."""
    found = event.get(name)
    return str(found).strip() if isinstance(found, str) else otherwise or ""
