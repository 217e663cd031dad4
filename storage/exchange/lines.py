"""A file as a reader hands it over: rows that know where they stand, and what is wrong there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol


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


@dataclass(frozen=True)
class Row:
    """One entry as it stands in the file; path such as `offers[3]`."""

    path: str
    values: dict[str, object]


@dataclass
class File:
    """Sections of rows; `lines` has the line of every path that stands in the file, "" is all."""

    sections: Mapping[str, list[Row]]
    lines: dict[str, int]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: str, text: str) -> None:
        """Note a problem."""
        self.problems.append(self.at(path, text))

    def at(self, path: str, text: str) -> Problem:
        """Say where something is: on the line of what is around it where the path is missing."""
        around = path
        while around and around not in self.lines:
            around = around.rpartition(".")[0]
        return Problem(self.lines.get(around, 1), path, text)


class Reader(Protocol):
    """Turns bytes of one format into a File."""

    def __call__(self, content: bytes) -> File:
        """Note what is wrong with a part; raise LoadError where nothing can be read."""
