"""Load a file, section by section: all of it or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import ValidationError
from sqlalchemy import select

from storage.engine.sealed import KEYRING
from storage.exchange.entry import Entry, faults
from storage.exchange.fields import REF_LETTERS
from storage.exchange.known import Known
from storage.exchange.lines import File, LoadError, Reader, Row
from storage.exchange.readers.json import read_json
from storage.exchange.sections import SECTIONS
from storage.models import Appointment, Centre, Employer, Loaded, Person
from storage.people import by_ref
from storage.places import gazetteer, seed_district
from storage.work import Work

Key: TypeAlias = tuple[str, str]
"""Section and id of an entry."""


@dataclass
class LoadReport:
    """How many entries of each section were loaded, and how many were as the last time."""

    loaded: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)


def load(work: Work, content: bytes | str, read: Reader = read_json) -> LoadReport:
    """Load a file in the format of storage/data/demo.json; days may be relative or absolute.

    An entry that is as it was loaded last time changes nothing, whatever was done since. Raises
    LoadError with all problems before anything is saved.
    """
    session = work.session
    seed_district(work)
    file = read(content.encode() if isinstance(content, str) else content)
    rows = _numbered(file)
    earlier = select(Loaded).where(Loaded.section.in_(file.sections))
    before = {(each.section, each.ref): each for each in session.scalars(earlier)}
    changed = {key: row for key, row in rows.items() if not _is_as(before.get(key), row)}
    entries = [*_entries(file, changed, _known(work, rows, changed))]
    if file.problems:
        raise LoadError(file.problems)
    for entry in entries:
        entry.save(work)
    session.add_all(_remembered(before.get(key), key, row) for key, row in changed.items())
    session.flush()
    loaded = Counter(section for section, _ in changed)
    return LoadReport(loaded, Counter(section for section, _ in rows) - loaded)


def _numbered(file: File) -> dict[Key, Row]:
    """Return the rows in the order of loading; each needs an id of its own."""
    for name in file.sections:
        if name not in SECTIONS:
            file.wrong(name, "is not known here")
    found: dict[Key, Row] = {}
    for section, kind in SECTIONS.items():
        for row in file.sections.get(section, ()):
            ref = row.values.get(kind.KEY)
            if not isinstance(ref, str) or not 0 < len(ref) <= REF_LETTERS:
                file.wrong(row.path, f"needs a text `{kind.KEY}` of at most {REF_LETTERS} letters")
            elif (section, ref) in found:
                file.wrong(f"{row.path}.{kind.KEY}", f"{ref} is there twice")
            else:
                found[section, ref] = row
    return found


def _entries(file: File, rows: Mapping[Key, Row], known: Known) -> Iterator[Entry]:
    """Check the rows; what is wrong is noted in the file."""
    for (section, _), row in rows.items():
        try:
            yield SECTIONS[section].model_validate(row.values, context=known)
        except ValidationError as error:
            for names, sentence in faults(error):
                file.wrong(".".join([row.path, *names]), sentence)


def _known(work: Work, rows: Collection[Key], changed: Collection[Key]) -> Known:
    """Ask the database and the file; an unchanged entry is not saved: it may be gone."""
    session = work.session
    kept = {*session.scalars(select(Centre.key))}
    named = {ref for section, ref in rows if section == "centres"}

    def has_employer(ref: str) -> bool:
        there = select(Employer.id).where(Employer.ref == ref)
        return ("employers", ref) in changed or session.scalar(there) is not None

    def has_person(code: str) -> bool:
        made = any((section, code) in changed for section in ("newcomers", "volunteers"))
        return made or by_ref(work, code) is not None

    def booked(ref: str) -> str | None:
        code = select(Person.ref).join(Appointment)
        return session.scalar(code.where(Appointment.ref == ref))

    return Known(
        now=work.now,
        zone=work.zone,
        postcodes=gazetteer(work).by_plz,
        centres=kept | named,
        new_centres=named - kept,
        has_employer=has_employer,
        has_person=has_person,
        booked=booked,
    )


def _is_as(before: Loaded | None, row: Row) -> bool:
    return before is not None and before.fingerprint in _fingerprints(row)


def _remembered(before: Loaded | None, key: Key, row: Row) -> Loaded:
    loaded = before or Loaded(section=key[0], ref=key[1])
    loaded.fingerprint = _fingerprints(row)[0]
    return loaded


def _fingerprints(row: Row) -> list[str]:
    return KEYRING.lookup_keys("loaded", json.dumps(row.values, sort_keys=True))
