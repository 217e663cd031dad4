"""Load a file, section by section: all of it or nothing."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pydantic import ValidationError
from sqlalchemy import select

from storage.clashes import upcoming_clashes
from storage.engine.sealed import KEYRING
from storage.exchange.asking import known_to
from storage.exchange.entry import Entry, faults
from storage.exchange.fields import REF_LETTERS
from storage.exchange.known import Known
from storage.exchange.lines import File, LoadError, Problem, Reader, Row
from storage.exchange.readers.json import read_json
from storage.exchange.sections import SECTIONS
from storage.models import Loaded
from storage.places import seed_district
from storage.work import Work

Key: TypeAlias = tuple[str, str]
"""Section and id of an entry."""


@dataclass
class LoadReport:
    """How many entries of each section were loaded, were as the last time, and were left out.

    `notes` say why they were left out, and what is odd.
    """

    loaded: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    """A file in which nothing is wrong, and what of it is to be saved."""

    file: File
    rows: Mapping[Key, Row]
    entries: Sequence[tuple[Key, Entry]]
    report: LoadReport


def load(work: Work, content: bytes | str, read: Reader = read_json) -> LoadReport:
    """Load a file in the format of storage/data/demo.json; days may be relative or absolute.

    An entry that is as it was loaded last time changes nothing, whatever was done since. Raises
    LoadError with all problems before anything is saved.
    """
    seed_district(work)
    checked = check(work, content, read)
    save(work, checked)
    return reported(work, checked)


def check(work: Work, content: bytes | str, read: Reader = read_json) -> Checked:
    """Find out what is to be saved, only reading; LoadError. The places must be there."""
    file = read(content.encode() if isinstance(content, str) else content)
    rows = _numbered(file)
    earlier = select(Loaded).where(Loaded.section.in_(file.sections))
    before = {(each.section, each.ref): each for each in work.session.scalars(earlier)}
    changed = {key: row for key, row in rows.items() if not _is_as(before.get(key), row)}
    known = known_to(work, rows, changed)
    entries = dict(_entries(file, changed, known))
    if file.problems:
        raise LoadError(file.problems)
    report = LoadReport(unchanged=Counter(section for section, _ in rows.keys() - changed.keys()))
    needed = [*_needed(file, changed, entries, known, report)]
    report.loaded = Counter(section for (section, _), _ in needed)
    return Checked(file, changed, needed, report)


def save(work: Work, checked: Checked, first: int = 0, seconds: float = math.inf) -> int:
    """Save entries from the `first` on, as many as the time allows; return where to go on.

    The caller commits; whatever was saved is as it was loaded last time, and need not be again.
    """
    until, last = time.perf_counter() + seconds, first
    for key, entry in checked.entries[first:]:
        if last > first and time.perf_counter() > until:
            break
        entry.save(work)
        fingerprint = _fingerprints(checked.rows[key])[0]
        work.session.merge(Loaded(section=key[0], ref=key[1], fingerprint=fingerprint))
        last += 1
    work.session.flush()
    return last


def reported(work: Work, checked: Checked) -> LoadReport:
    """Return what was done, and what is odd now that it is."""
    rows = {key: checked.rows[key] for key, _ in checked.entries}
    return replace(checked.report, notes=[*checked.report.notes, *_odd(work, checked.file, rows)])


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


def _entries(file: File, rows: Mapping[Key, Row], known: Known) -> Iterator[tuple[Key, Entry]]:
    """Check the rows; what is wrong is noted in the file."""
    for key, row in rows.items():
        try:
            yield key, SECTIONS[key[0]].model_validate(row.values, context=known)
        except ValidationError as error:
            for names, sentence in faults(error):
                file.wrong(".".join([row.path, *names]), sentence)


def _needed(
    file: File, rows: Mapping[Key, Row], entries: Mapping[Key, Entry], known: Known, to: LoadReport
) -> Iterator[tuple[Key, Entry]]:
    """Give what is to be saved; one row that needs nothing does not stop the others."""
    for key, entry in entries.items():
        reason = entry.left_out(known)
        if reason is None:
            yield key, entry
        else:
            to.left_out[key[0]] += 1
            to.notes.append(file.at(rows[key].path, f"{reason}: left out"))


def _odd(work: Work, file: File, rows: Mapping[Key, Row]) -> Iterator[Problem]:
    """Say which of the appointments cannot all be meant."""
    mine = {ref: row for (section, ref), row in rows.items() if section == "appointments"}
    for pair, sentence in (upcoming_clashes(work) if mine else {}).items():
        for ref in [ref for ref in reversed(pair) if ref in mine][:1]:
            yield file.at(mine[ref].path, sentence)


def _is_as(before: Loaded | None, row: Row) -> bool:
    return before is not None and before.fingerprint in _fingerprints(row)


def _fingerprints(row: Row) -> list[str]:
    return KEYRING.lookup_keys("loaded", json.dumps(row.values, sort_keys=True))
