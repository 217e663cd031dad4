"""What goes in and out as files: appointments, needs, lists, and all that is kept of a person."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.commands import UnknownError, load_file, opened
from bot.settings import Settings
from conversations.cards.skill_words import skill_called
from conversations.staff.paper import calendar_of, csv_of, page_of, text_of
from conversations.terms import skill
from locales.languages import FALLBACK
from locales.render import label
from storage import agenda, audit, employers
from storage.erasure import export_person
from storage.exchange.lines import Reader
from storage.exchange.loading import LoadReport
from storage.exchange.readers.csv import read_csv
from storage.exchange.readers.ical import Missing, reader
from storage.exchange.readers.needs import Whose
from storage.exchange.readers.needs import reader as needs_of
from storage.models import Centre
from storage.people import by_ref
from storage.places import centre, centres
from storage.work import Work

BEGINS = b"BEGIN:VCALENDAR"


def load_appointments(
    settings: Settings, path: Path, of: str | None = None, kind: str | None = None
) -> LoadReport:
    """Load a CSV or a calendar; `of` and `kind` are taken where an event names none.

    LoadError names what is wrong by line, before anything is saved.
    """
    return load_file(settings, path, _reader(settings, path, of, kind))


def _reader(settings: Settings, path: Path, of: str | None, kind: str | None) -> Reader:
    begins = path.read_bytes()[:64].upper()
    is_calendar = path.suffix.lower() == ".ics" or BEGINS in begins
    return reader(Missing(settings.zone, of, kind)) if is_calendar else read_csv


def load_needs(settings: Settings, path: Path, employer: str) -> LoadReport:
    """Load a firm's list of needs, a CSV or a workbook; UnknownError for a firm nobody knows.

    LoadError names what is wrong by line, before anything is saved.
    """

    def whose(work: Work) -> Whose:
        firm = employers.by_ref(work, employer)
        if firm is None:
            raise UnknownError(f"There is no employer {employer}. Load a file that has it first.")
        return Whose(firm.ref, firm.plz, skill_called, lambda key: label(skill(key), FALLBACK))

    with opened(settings) as run:
        found = run(whose, reading=True)
    return load_file(settings, path, needs_of(found))


def week(settings: Settings, key: str, on: date | None, form: str, *, names: bool) -> str:
    """Return the week of a centre (`form` day: one day of it) as text, csv or a page to print."""

    def unit(work: Work) -> str:
        found = _centre(work, key)
        return FORMS[form](found, agenda.week(work, key, on or work.today), names)

    with opened(settings) as run:
        return run(unit, reading=True)


def day(settings: Settings, key: str, on: date | None, form: str, *, names: bool) -> str:
    """Return one day of a centre, as `week` does."""

    def unit(work: Work) -> str:
        return FORMS[form](_centre(work, key), [agenda.day(work, key, on or work.today)], names)

    with opened(settings) as run:
        return run(unit, reading=True)


def calendar(settings: Settings, key: str) -> bytes:
    """Return the calendar of a centre, for subscription."""
    with opened(settings) as run:
        return run(lambda work: calendar_of(work, _centre(work, key)), reading=True)


def export(settings: Settings, ref: str, to: Path) -> None:
    """Write all that is kept of a person; UnknownError for a code nobody has."""

    def noted(work: Work) -> int:
        person = by_ref(work, ref)
        if person is None:
            raise UnknownError(f"There is nobody with the code {ref}.")
        audit.note(work, "person.export", None, person.id)
        return person.id

    with opened(settings) as run:
        key = run(noted)
        found = run(lambda work: export_person(work, key), reading=True)
    content = json.dumps(found, ensure_ascii=False, indent=1)
    write(to, content.encode(), secret=True)


def write(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Put a file in its place whole: who reads it meanwhile sees the old or the new one.

    A `secret` one is for who wrote it alone (mode 0600).
    """
    beside = path.with_name(f".{path.name}.new")
    if secret:
        beside.unlink(missing_ok=True)
        beside.touch(0o600)
    beside.write_bytes(content)
    os.replace(beside, path)


FORMS: dict[str, Callable[[Centre, Sequence[agenda.Day], bool], str]] = {
    "text": lambda found, days, names: text_of(days, names=names),
    "csv": lambda found, days, names: csv_of(days),
    "print": lambda found, days, names: page_of(found, days, names=names),
}


def _centre(work: Work, key: str) -> Centre:
    found = centre(work, key)
    if found is None:
        known = ", ".join(sorted(each.key for each in centres(work)))
        raise UnknownError(f"There is no centre {key}. Known: {known}.")
    return found
