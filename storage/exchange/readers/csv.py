"""CSV of appointments, as a spreadsheet writes it: one line each, named columns, German or ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from storage.exchange.lines import File, Row
from storage.exchange.readers.table import NO, YES, Columns, Line, cells_of, csv_lines

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
TABLE = Columns(COLUMNS, NEEDED, {"id": "ref", "who": "code"})
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\. ?\d{1,2}\. ?\d{4}", re.ASCII)


def read_csv(content: bytes) -> File:
    """Read a table whose first line names the columns; LoadError where it is none."""
    rows = csv_lines(content)
    return _file(TABLE.of(rows[0][1], rows[0][0]), rows[1:])


def _file(columns: Sequence[str], table: Sequence[Line]) -> File:
    file = File({SECTION: []}, {"": 1, SECTION: 1})
    rows = []
    for index, line in enumerate(table):
        path = f"{SECTION}[{index}]"
        cells = cells_of(file, path, columns, line)
        rows.append(Row(path, dict(_values(file, path, cells))))
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
    if said in YES:
        yield "cancelled", True
    elif said and said not in NO:
        file.wrong(f"{path}.cancelled", "must be yes or no")
