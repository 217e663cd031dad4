"""A centre's appointments on paper and in files: a list, a table, a calendar, a page to print.

In German, with codes; names only where somebody asked for them, since paper goes through hands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from icalendar import Calendar, Event

from conversations import terms
from conversations.cards.visit import ANSWERS
from locales.languages import FALLBACK, LANGUAGES
from locales.render import label
from locales.words import VERBATIM, Name, Words, _, say
from locales.words import Day as DayWord
from storage.agenda import Booked, Day, coming
from storage.models import Centre
from storage.work import Work

KEPT = timedelta(days=7)
"""How long a subscribed calendar still shows what is over."""
AGAIN = timedelta(hours=1)
MAKER = "-//jip-bot//appointments//DE"
HEAD = ("ref", "code", "centre", "kind", "date", "time", "minutes", "interpreter")
STYLE = """
@page { size: A4; margin: 15mm }
body { font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", sans-serif }
body { font-size: 11pt; color: #000; background: #fff }
h1 { font-size: 16pt } h2 { font-size: 13pt; margin: 6mm 0 1mm }
table { width: 100%; border-collapse: collapse }
td { border-top: 0.3pt solid #999; padding: 1.5mm 2mm; vertical-align: top }
td:first-child { white-space: nowrap; font-weight: bold; width: 18mm }
section { break-inside: avoid }
""".strip()


def text_of(days: Sequence[Day], *, names: bool = False) -> str:
    """Return a list to read: a line for each day and each appointment."""
    lines: list[str] = []
    for day in days:
        found = [" · ".join(filter(None, _cells(each, names))) for each in day.booked]
        lines += [_day(day.on), *(f"  {line}" for line in found or [_german(NONE)])]
    return "\n".join(lines) + "\n"


def csv_of(days: Sequence[Day]) -> str:
    """Return a table that `jip-bot appointments` reads; codes, never names."""
    file = io.StringIO()
    table = csv.writer(file, delimiter=";", lineterminator="\r\n")
    table.writerow(HEAD)
    for each in (each for day in days for each in day.booked):
        found = each.appointment
        when = (f"{found.on_date:%Y-%m-%d}", f"{found.at_time:%H:%M}", found.minutes)
        who = (_number(each), each.code, found.centre, found.kind)
        table.writerow((*who, *when, found.interpreter or ""))
    return file.getvalue()


def page_of(centre: Centre, days: Sequence[Day], *, names: bool = False) -> str:
    """Return a page to print, DIN A4."""
    title = escape(_german(say(TITLE, centre=Name(centre.name))))
    sections = "\n".join(_section(day, names) for day in days)
    return (
        f'<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>\n{STYLE}\n</style></head>\n<body><h1>{title}</h1>\n{sections}\n</body></html>\n"
    )


def calendar_of(work: Work, centre: Centre) -> bytes:
    """Return a calendar to subscribe to: it leaves the house, so codes and first letters only."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _german(say(TITLE, centre=Name(centre.name))))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for each in coming(work, centre.key, work.today - KEPT):
        calendar.add_component(_event(work, centre, each))
    written: bytes = calendar.to_ical()
    return written


def _event(work: Work, centre: Centre, booked: Booked) -> Event:
    event, found = Event(), booked.appointment
    event.add("uid", _number(booked))
    event.add("sequence", found.revision)
    event.add("dtstamp", work.now)
    event.add("dtstart", found.starts_at)
    event.add("dtend", found.starts_at + timedelta(minutes=found.minutes))
    event.add("summary", " · ".join([_kind(booked), _who(booked, names=False)]))
    event.add("location", centre.address or centre.name)
    event.add("class", "PRIVATE")
    for name, value in (("person", booked.code), ("centre", found.centre), ("kind", found.kind)):
        event.add(f"x-jip-{name}", value)
    return event


def _number(booked: Booked) -> str:
    """Return what tells an appointment from others in files: its own number, or ours."""
    return booked.appointment.ref or f"jip-{booked.appointment.id}"


# NOTE: Above the list of a centre on paper, which is in German.
TITLE = _("Appointments: {centre}")
# NOTE: On paper, for a day without any.
NONE = _("No appointments.")


def _section(day: Day, names: bool) -> str:
    rows = [
        "<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in _cells(each, names))
        for each in day.booked
    ]
    inside = f"<table>{'</tr>'.join([*rows, ''])}</table>" if rows else f"<p>{_german(NONE)}</p>"
    return f"<section><h2>{escape(_day(day.on))}</h2>\n{inside}</section>"


def _cells(booked: Booked, names: bool) -> list[str]:
    found = booked.appointment
    spoken = found.interpreter if found.interpreter in LANGUAGES else None
    return [
        f"{found.at_time:%H:%M}",
        _who(booked, names=names),
        _kind(booked),
        _german(terms.language(spoken)) if spoken else "",
        _german(ANSWERS[found.answer]),
    ]


def _who(booked: Booked, *, names: bool) -> str:
    known = (booked.first_name or "") if names else booked.letter
    return f"{booked.code} {known}".strip()


def _kind(booked: Booked) -> str:
    return _german(terms.appointment(booked.appointment.kind))


def _day(on: date) -> str:
    return _german(say(Words("{text}", context=VERBATIM), text=DayWord(on)))


def _german(words: Words) -> str:
    return label(words, FALLBACK)
