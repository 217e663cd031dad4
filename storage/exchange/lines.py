"""On which line of a JSON file each value stands, and what is wrong there."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Generator
from dataclasses import dataclass
from typing import Any

SCALAR = json.JSONDecoder()
SPACE = re.compile(r"[ \t\r\n]*")
Places = Generator[tuple[str, int], None, int]


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: path such as `offers[3].start`, line from 1."""

    line: int
    path: str
    text: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"line {self.line}: {self.path}: {self.text}"


class LoadError(ValueError):
    """The file was not loaded; `problems` are in the order of the lines."""

    def __init__(self, problems: Collection[Problem]) -> None:
        """Put all of them into the message."""
        self.problems = sorted(problems, key=lambda each: each.line)
        super().__init__("\n".join(map(str, self.problems)))


def lines_of(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return a JSON object, and the line of each value by its path such as `offers[3].start`.

    Raises LoadError where it is no JSON object.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise LoadError([Problem(error.lineno, "file", error.msg)]) from error
    if not isinstance(document, dict):
        raise LoadError([Problem(1, "file", "must be an object")])
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    places = _value(text, 0, "")
    return document, {path: bisect_right(ends, at) + 1 for path, at in places}


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
