"""Tables: lines of cells, the first of them naming the columns, from CSV or a workbook (XLSX)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from storage.exchange.lines import File
from storage.exchange.readers.text import decoded, unreadable
from storage.rules.typed import tidy

Line: TypeAlias = tuple[int, Sequence[str]]
"""The number of a line, from 1, and its cells."""
YES = frozenset({"yes", "ja", "1", "x", "true"})
NO = frozenset({"no", "nein", "0", "false"})
"""What people write into a cell that is answered with yes or no, in small letters."""
SEPARATORS = ";,\t"
WORKBOOK = b"PK"
MOST_BYTES, MOST_LINES, MOST_CELLS, LONGEST = 20_000_000, 2_000, 60, 40
"""A workbook unpacked, and what is read of a table: a list of needs is far smaller.

So many letters are said again of a heading nobody knows.
"""


@dataclass(frozen=True)
class Columns:
    """What headings mean (in small letters), which are needed, how they are called to people."""

    meant: Mapping[str, str]
    needed: Sequence[str]
    called: Mapping[str, str]

    def named(self, column: str) -> str:
        """Return what people call a column."""
        return self.called.get(column, column)

    def of(self, cells: Sequence[str], line: int) -> list[str]:
        """Return what each column is; LoadError names what is missing, unknown or there twice."""
        said = [cell.strip().casefold() for cell in cells]
        while said and not said[-1]:
            said.pop()
        unknown = [name for name in said if name not in self.meant]
        if unknown:
            few = [repr(name[:LONGEST]) for name in unknown[:MOST_CELLS]]
            raise unreadable(f"has columns nobody knows: {', '.join(few)}", line)
        found = [self.meant[name] for name in said]
        if twice := sorted({each for each in found if found.count(each) > 1}):
            raise unreadable(f"has a column twice: {', '.join(map(self.named, twice))}", line)
        if missing := [each for each in self.needed if each not in found]:
            raise unreadable(f"needs the columns {', '.join(map(self.named, missing))}", line)
        return found


def cells_of(file: File, path: str, columns: Sequence[str], line: Line) -> dict[str, str]:
    """Return the cells of a line by their columns, and note where it stands."""
    file.lines[path], cells = line
    if any(cell.strip() for cell in cells[len(columns) :]):
        file.wrong(path, f"has more cells than the {len(columns)} columns")
    return dict(zip(columns, map(tidy, cells), strict=False))


def lines_of(content: bytes) -> list[Line]:
    """Return the lines of a table that are not empty; LoadError for none, or too many."""
    is_book = content.startswith(WORKBOOK)
    return _workbook(content) if is_book else _few_enough(csv_lines(content))


def csv_lines(content: bytes) -> list[Line]:
    """Return the lines of a CSV that are not empty; LoadError where it is none."""
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
    return _filled(table)


def _workbook(content: bytes) -> list[Line]:
    """Read the first sheet of a workbook as it is shown, formulas by their last value."""
    try:
        table = _first_sheet(content)
    except Exception as error:  # whatever is wrong in what somebody else wrote
        raise unreadable("is no Excel workbook that can be read") from error
    if table is None:
        raise unreadable("is too large")
    return _filled(_few_enough(table))


def _few_enough(table: list[Line]) -> list[Line]:
    if len(table) > MOST_LINES:
        raise unreadable(f"has more than {MOST_LINES} lines", table[MOST_LINES][0])
    return table


def _first_sheet(content: bytes) -> list[Line] | None:
    """Return the lines of a workbook's first sheet; None where it is too large to unpack."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
            return None
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(
        max_row=MOST_LINES + 1, max_col=MOST_CELLS, values_only=True
    )
    return [(line, [_text(cell) for cell in cells]) for line, cells in enumerate(rows, 1)]


def _filled(table: Sequence[Line]) -> list[Line]:
    rows = [(line, cells) for line, cells in table if any(cell.strip() for cell in cells)]
    if not rows:
        raise unreadable("is empty")
    return rows


def _text(cell: object) -> str:
    """Write a cell as somebody would type it: days as 24.12.2026, numbers without a tail."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
