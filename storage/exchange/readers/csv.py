"""CSV of appointments, as a spreadsheet writes it: one line each, named columns, German or ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from storage.exchange.lines import File, Row
from storage.exchange.readers.text import decoded, unreadable

SECTION = "appointments"
COLUMNS: Mapping[str, str] = {
    "ref": "id",
    "id": "id",
    "nummer": "id",
    "code": "who",
    "kennung": "who",
    "centre": "centre",
    "zentrum": "centre",
    "kind": "kind",
    "art": "kind",
    "date": "date",
    "datum": "date",
    "time": "time",
    "uhrzeit": "time",
    "minutes": "minutes",
    "minuten": "minutes",
    "interpreter": "interpreter",
    "dolmetschen": "interpreter",
    "cancelled": "cancelled",
    "abgesagt": "cancelled",
}
NEEDED = ("id", "who", "centre", "kind", "date", "time", "minutes")
OUR_NAME = {"id": "ref", "who": "code"}
SAID: Mapping[str, bool] = {"yes": True, "ja": True, "1": True, "x": True, "true": True}
SAID_NO = frozenset({"", "no", "nein", "0", "false"})
SEPARATORS = ";,\t"
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\. ?\d{1,2}\. ?\d{4}", re.ASCII)


def read_csv(content: bytes) -> File:
    """Read a table whose first line names the columns; LoadError where it is none."""
    text = decoded(content)
    if not text.strip():
        raise unreadable("is empty")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        table = [(lines.line_num, cells) for cells in lines]
    except csv.Error as error:
        raise unreadable(f"is no table: {error}", lines.line_num or 1) from error
    rows = [(line, cells) for line, cells in table if any(cell.strip() for cell in cells)]
    if not rows:
        raise unreadable("is empty")
    return _file(_columns(rows[0][1], rows[0][0]), rows[1:])


def _columns(cells: Sequence[str], line: int) -> list[str]:
    """Return what each column is; LoadError names what is missing, unknown or there twice."""
    named = [cell.strip().casefold() for cell in cells]
    while named and not named[-1]:
        named.pop()
    unknown = [name for name in named if name not in COLUMNS]
    if unknown:
        raise unreadable(f"has columns nobody knows: {', '.join(map(repr, unknown))}", line)
    found = [COLUMNS[name] for name in named]
    if twice := sorted({each for each in found if found.count(each) > 1}):
        raise unreadable(f"has a column twice: {', '.join(map(_named, twice))}", line)
    if missing := [each for each in NEEDED if each not in found]:
        raise unreadable(f"needs the columns {', '.join(map(_named, missing))}", line)
    return found


def _named(column: str) -> str:
    return OUR_NAME.get(column, column)


def _file(columns: Sequence[str], table: Sequence[tuple[int, Sequence[str]]]) -> File:
    file = File({SECTION: []}, {"": 1, SECTION: 1})
    rows = []
    for index, (line, cells) in enumerate(table):
        path = f"{SECTION}[{index}]"
        file.lines[path] = line
        if any(cell.strip() for cell in cells[len(columns) :]):
            file.wrong(path, f"has more cells than the {len(columns)} columns")
        named = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        rows.append(Row(path, dict(_values(file, path, named))))
    file.sections = {SECTION: rows}
    return file


def _values(file: File, path: str, cells: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """Give the fields of an entry; an empty cell is missing."""
    if DAY.fullmatch(cells.get("date", "")):
        yield "when", f"{cells['date']} {cells.get('time', '')}".strip()
    else:
        file.wrong(f"{path}.date", "must be a date such as 12.11.2026 or 2026-11-12")
    for name in ("id", "who", "centre", "kind", "interpreter"):
        if value := cells.get(name):
            yield name, value
    if minutes := cells.get("minutes"):
        yield "minutes", int(minutes) if NUMBER.fullmatch(minutes) else minutes
    said = cells.get("cancelled", "").casefold()
    if said in SAID:
        yield "cancelled", True
    elif said not in SAID_NO:
        file.wrong(f"{path}.cancelled", "must be yes or no")
