"""JSON: an object of lists, with the line of every value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Generator

from storage.exchange.lines import File, LoadError, Problem, Row

NOTE = "note"
"""What a file says to people; nobody else reads it."""

SCALAR = json.JSONDecoder()
SPACE = re.compile(r"[ \t\r\n]*")
Places = Generator[tuple[str, int], None, int]


def read_json(content: bytes) -> File:
    """Read the sections of a JSON object; LoadError with the line where it is none."""
    text = content.decode("utf-8")
    document = _document(text)
    file = File({}, _lines(text))
    file.sections = {
        name: _rows(file, name, rows) for name, rows in document.items() if name != NOTE
    }
    return file


def _document(text: str) -> dict[str, object]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise LoadError([Problem(error.lineno, "file", error.msg)]) from error
    if not isinstance(document, dict):
        raise LoadError([Problem(1, "file", "must be an object")])
    return document


def _rows(file: File, name: str, rows: object) -> list[Row]:
    if not isinstance(rows, list):
        file.wrong(name, "must be a list")
        return []
    return [
        Row(f"{name}[{index}]", row if isinstance(row, dict) else {})
        for index, row in enumerate(rows)
    ]


def _lines(text: str) -> dict[str, int]:
    """Return the line of each value by its path such as `offers[3].start`."""
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    return {path: bisect_right(ends, at) + 1 for path, at in _value(text, 0, "")}


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
