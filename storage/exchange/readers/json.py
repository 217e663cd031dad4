"""JSON: an object of lists, with the line of every value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Generator

from storage.exchange.lines import File, Problem, Row
from storage.exchange.readers.text import decoded, unreadable

NOTE = "note"
"""What a file says to people; nobody else reads it."""

NO_JSON = (
    "is no JSON. A table (Excel, CSV) is not read: write it as an object with a list for each "
    'section, such as {"employers": [{"id": "E1", "name": "..."}]}'
)
SCALAR = json.JSONDecoder()
SPACE = re.compile(r"[ \t\r\n]*")
Places = Generator[tuple[str, int], None, int]


def read_json(content: bytes) -> File:
    """Read the sections of a JSON object; LoadError with the line where it is none."""
    text = decoded(content)
    try:
        document, file = _document(text), _outline(text)
    except RecursionError as error:
        raise unreadable("has lists in lists in lists without end") from error
    file.sections = {
        name: _rows(file, name, rows) for name, rows in document.items() if name != NOTE
    }
    return file


def _document(text: str) -> dict[str, object]:
    if not text.strip():
        raise unreadable("is empty")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        table = text.lstrip()[0] not in "{["
        raise unreadable(NO_JSON if table else error.msg, error.lineno) from error
    except ValueError as error:
        raise unreadable("has a number with thousands of digits") from error
    if not isinstance(document, dict):
        raise unreadable("must be an object")
    return document


def _rows(file: File, name: str, rows: object) -> list[Row]:
    if not isinstance(rows, list):
        file.wrong(name, "must be a list")
        return []
    return [
        Row(f"{name}[{index}]", row if isinstance(row, dict) else {})
        for index, row in enumerate(rows)
    ]


def _outline(text: str) -> File:
    """Note the line of each value by its path such as `offers[3].start`; none is there twice."""
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    file, twice = File({}, {}), ""
    for path, at in _value(text, 0, ""):
        line = bisect_right(ends, at) + 1
        if path not in file.lines:
            file.lines[path] = line
        elif not twice or not path.startswith((f"{twice}.", f"{twice}[")):
            twice = path
            file.problems.append(
                Problem(line, path, f"is there twice, first in line {file.lines[path]}")
            )
    return file


def _value(text: str, at: int, path: str) -> Places:
    """Give paths with their places, and return where the value ends."""
    at = _skip(text, at)
    yield path, at
    if text[at] not in "{[":
        return SCALAR.raw_decode(text, at)[1]
    named, index = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        inner = f"{path}[{index}]"
        if named:
            key, at = SCALAR.raw_decode(text, at)
            inner, at = f"{path}.{key}".removeprefix("."), _skip(text, at) + 1
        end = yield from _value(text, at, inner)
        at = _skip(text, end)
        at = _skip(text, at + (text[at] == ","))
        index += 1
    return at + 1


def _skip(text: str, at: int) -> int:
    space = SPACE.match(text, at)
    return space.end() if space else at
