"""Needs of one firm as a list, CSV or XLSX: one line each, German headings or ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.exchange.lines import File, Reader, Row
from storage.exchange.readers.table import NO, YES, Columns, Line, cells_of, lines_of
from storage.rules.pay import MAY_BE_UNPAID, MINIJOB_HOURS
from storage.rules.slots import SHORTCUTS, in_order

SECTION = "offers"
HEADINGS = {
    "id": ("ref", "id", "nr", "nummer"),
    "kind": ("kind", "art"),
    "skills": ("skill", "skills", "tätigkeit", "tätigkeiten"),
    "title_de": ("title", "bezeichnung", "titel"),
    "places": ("places", "plätze", "anzahl"),
    "hours_week": ("hours", "stunden", "wochenstunden"),
    "plz": ("plz", "postcode", "postleitzahl"),
    "street": ("street", "straße", "strasse"),
    "start": ("start", "beginn", "ab"),
    "weeks": ("weeks", "wochen"),
    "slots": ("times", "zeiten"),
    "german_min": ("german", "deutsch"),
    "licence": ("licence", "führerschein"),
    "police_certificate": ("certificate", "führungszeugnis"),
    "experience": ("experience", "erfahrung"),
    "paid": ("paid", "bezahlt"),
    "note": ("sentence", "satz", "hinweis"),
    "valid_until": ("until", "bis", "gültig bis"),
}
COLUMNS = Columns(
    {heading: field for field, headings in HEADINGS.items() for heading in headings},
    ("id", "kind", "skills", "places"),
    {field: headings[-1] for field, headings in HEADINGS.items()} | {"id": "nr", "kind": "art"},
)
# What people write in German for a code; the codes themselves are read, too.
SAID: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "arbeit": "job",
        "stelle": "job",
        "minijob": "minijob",
        "praktikum": "internship",
        "ausbildung": "apprenticeship",
        "einstiegsqualifizierung": "eq",
        "hospitation": "look_day",
        "probearbeiten": "trial_day",
        "probetag": "trial_day",
    },
    "licence": {"pkw": "eu", "auto": "eu", "stapler": "forklift", "lkw": "truck"},
    "experience": {"keine": "none", "nein": "none", "etwas": "some", "gelernt": "trained"},
}
TIMES = {
    "ganztags": "all_day",
    "vormittags": "weekday_mornings",
    "abends": "evenings",
    "wochenende": "weekend",
}
NUMBER = re.compile(r"\d{1,4}", re.ASCII)
HALVES = re.compile(r"\d{1,2}(?:[.,]\d)?", re.ASCII)
FULL_TIME, MOST_SKILLS = 38.5, 3


@dataclass(frozen=True)
class Whose:
    """The firm whose needs are in a list: its id and where it is.

    `skill_of` finds the key of a skill people name, `title_of` its German name.
    """

    employer: str
    plz: str
    skill_of: Callable[[str], str | None]
    title_of: Callable[[str], str]


def reader(whose: Whose) -> Reader:
    """Return what reads a list of needs of this firm."""
    return lambda content: read_needs(content, whose)


def read_needs(content: bytes, whose: Whose) -> File:
    """Read a list whose first line names the columns; LoadError where it is none."""
    head, *table = lines_of(content)
    columns = COLUMNS.of(head[1], head[0])
    file = File({SECTION: []}, {"": 1, SECTION: 1})
    rows = [_row(file, columns, each, number, whose) for number, each in enumerate(table)]
    file.sections = {SECTION: rows}
    return file


def _row(file: File, columns: Sequence[str], line: Line, number: int, whose: Whose) -> Row:
    path = f"{SECTION}[{number}]"
    cells = cells_of(file, path, columns, line)
    values = dict(_usual(cells, whose)) | dict(_asked(file, path, cells, whose))
    values |= dict(_values(file, path, cells))
    if ref := cells.get("id"):
        values["id"] = f"{whose.employer}-{ref}"
    return Row(path, values)


def _usual(cells: Mapping[str, str], whose: Whose) -> Iterator[tuple[str, object]]:
    """Give what holds where a line does not say it."""
    kind = _code("kind", cells.get("kind", ""))
    yield "employer", whose.employer
    yield "plz", whose.plz
    yield "start", "any"
    yield "hours_week", float(MINIJOB_HOURS if kind == "minijob" else FULL_TIME)
    yield "slots", list(in_order(SHORTCUTS["all_day"]))
    yield "paid", kind not in MAY_BE_UNPAID


def _asked(
    file: File, path: str, cells: Mapping[str, str], whose: Whose
) -> Iterator[tuple[str, object]]:
    """Give the skills a line asks for, by key or name, and the German name of the first."""
    said = cells.get("skills", "")
    whole = whose.skill_of(said)
    named = [(said, whole)] if whole else [(each, whose.skill_of(each)) for each in _split(said)]
    for word, key in named:
        if key is None:
            file.wrong(f"{path}.skills", f"names no skill we know: {word}")
    keys = [key for _word, key in named if key]
    if not said:
        file.wrong(f"{path}.skills", "is missing")
    elif len(keys) > MOST_SKILLS:
        file.wrong(f"{path}.skills", f"names more than {MOST_SKILLS} skills")
    yield "skills", keys
    yield "title_de", whose.title_of(keys[0]) if keys else said or SECTION


def _values(file: File, path: str, cells: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Give the fields of an entry; an empty cell is missing."""
    for name, cell in cells.items():
        if not cell or name in ("id", "skills"):
            continue
        if name in ("places", "weeks"):
            yield name, int(cell) if NUMBER.fullmatch(cell) else cell
        elif name == "hours_week":
            yield name, float(cell.replace(",", ".")) if HALVES.fullmatch(cell) else cell
        elif name == "slots":
            yield name, _slots(cell)
        elif name in ("paid", "police_certificate"):
            yield from _yes_or_no(file, path, name, cell)
        elif name != "licence" or cell.casefold() not in NO:
            yield name, _code(name, cell)


def _yes_or_no(file: File, path: str, name: str, cell: str) -> Iterator[tuple[str, object]]:
    if cell.casefold() in YES | NO:
        yield name, cell.casefold() in YES
    else:
        file.wrong(f"{path}.{name}", "must be ja or nein")


def _code(name: str, cell: str) -> str:
    return SAID.get(name, {}).get(cell.casefold(), cell)


def _split(cell: str) -> list[str]:
    return [each.strip() for each in re.split("[,;/]", cell) if each.strip()]


def _slots(cell: str) -> list[str]:
    if usual := TIMES.get(cell.casefold(), cell.casefold() if cell.casefold() in SHORTCUTS else ""):
        return list(in_order(SHORTCUTS[usual]))
    return _split(cell)
