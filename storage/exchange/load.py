"""Load a file of centres, offers, activities and appointments: all of it or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.sealed import KEYRING
from storage.exchange.activities import read_activity
from storage.exchange.appointments import read_appointment
from storage.exchange.file import Entry, read_file
from storage.exchange.lines import LoadError, Problem
from storage.exchange.loading import Loading, Save
from storage.exchange.offers import read_employer, read_offer
from storage.exchange.people import read_newcomer, read_volunteer
from storage.exchange.places import read_centre
from storage.limits import Limits
from storage.models import Loaded
from storage.places import seed_district
from storage.work import Work

__all__ = ["LoadError", "LoadReport", "Problem", "load"]

SECTIONS: Mapping[str, Callable[[Entry, Loading], Save]] = {
    "centres": read_centre,
    "employers": read_employer,
    "offers": read_offer,
    "activities": read_activity,
    "newcomers": read_newcomer,
    "volunteers": read_volunteer,
    "appointments": read_appointment,
}
KEYS = {"centres": "key"}
NOTE = "note"


@dataclass
class LoadReport:
    """How many entries of each section were loaded, and how many were as the last time."""

    loaded: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)


def load(session: Session, text: str, now: datetime, zone: ZoneInfo, limits: Limits) -> LoadReport:
    """Load a file in the format of storage/data/demo.json; days may be relative or absolute.

    An entry that is as it was loaded last time changes nothing, whatever was done since. Raises
    LoadError with all problems before anything is saved.
    """
    seed_district(Work(session, now, zone, limits))
    file, report = read_file(text), LoadReport()
    for name in file.document.keys() - {*SECTIONS, NOTE}:
        file.wrong(name, "is not known here")
    entries = {name: list(file.section(name, KEYS.get(name, "id"))) for name in SECTIONS}
    loading = Loading(session, now, zone, limits, _refs(entries))
    saves = [save for each in entries for save in _read(loading, each, entries[each], report)]
    if file.problems:
        raise LoadError(file.problems)
    for save in saves:
        save()
    session.flush()
    return report


def _refs(entries: Mapping[str, list[Entry]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(each.ref for each in rows) for name, rows in entries.items()}


def _read(
    loading: Loading, section: str, entries: list[Entry], report: LoadReport
) -> Iterator[Save]:
    rows = loading.session.scalars(select(Loaded).where(Loaded.section == section))
    before = {row.ref: row for row in rows}
    for entry in entries:
        prints = KEYRING.lookup_keys("loaded", json.dumps(entry.data, sort_keys=True))
        row = before.get(entry.ref)
        if row and row.fingerprint in prints:
            report.unchanged[section] += 1
            loading.unchanged.add((section, entry.ref))
            continue
        report.loaded[section] += 1
        yield SECTIONS[section](entry, loading)
        yield _remember(loading.session, row or Loaded(section=section, ref=entry.ref), prints[0])


def _remember(session: Session, row: Loaded, fingerprint: str) -> Save:
    def save() -> None:
        row.fingerprint = fingerprint
        session.add(row)

    return save
