"""A file as it is read: where each value stands, and what is wrong with it, all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storage.exchange.lines import Problem, lines_of

T = TypeVar("T")


@dataclass
class File:
    """A JSON object with the line of every value."""

    document: dict[str, Any]
    lines: dict[str, int]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: str, text: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.lines.get(path, 1), path, text))

    def section(self, name: str, key: str) -> Iterator[Entry]:
        """Give the entries of a section; each needs its own id."""
        rows, seen = self.document.get(name, []), set()
        if not isinstance(rows, list):
            self.wrong(name, "must be a list")
            return
        for index, row in enumerate(rows):
            path = f"{name}[{index}]"
            ref = row.get(key) if isinstance(row, dict) else None
            if not isinstance(ref, str) or not 0 < len(ref) <= 40:
                self.wrong(path, f"needs a text `{key}` of at most 40 letters")
            elif ref in seen:
                self.wrong(f"{path}.{key}", f"{ref} is there twice")
            else:
                seen.add(ref)
                yield Entry(self, path, row, ref)


@dataclass
class Entry:
    """One object, read field by field; a value that is wrong is noted and comes back empty."""

    file: File
    path: str
    data: dict[str, Any]
    ref: str

    def wrong(self, name: str, text: str) -> None:
        """Note a problem at a field, or at the object where the field is missing."""
        path = f"{self.path}.{name}"
        self.file.lines.setdefault(path, self.file.lines[self.path])
        self.file.wrong(path, text)

    def only(self, *names: str) -> None:
        """Refuse fields nobody would read: they are slips."""
        for name in self.data.keys() - {*names}:
            self.wrong(name, "is not known here")

    def text(self, name: str, most: int = 200) -> str:
        """Read a text that must be there."""
        value = self.maybe(name, most)
        if value is None and self.data.get(name) is None:
            self.wrong(name, "is missing")
        return value or ""

    def maybe(self, name: str, most: int = 200) -> str | None:
        """Read a text that may be missing."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not 0 < len(value) <= most:
            self.wrong(name, f"must be a text of at most {most} letters")
            return None
        return value

    def code(self, name: str, codes: Collection[str], default: str | None = None) -> str:
        """Read one of a list of codes."""
        if default is not None and self.data.get(name) is None:
            return default
        value = self.text(name)
        if value and value not in codes:
            self.wrong(name, f"{value} is none of: {', '.join(sorted(codes))}")
        return value

    def maybe_code(self, name: str, codes: Collection[str]) -> str | None:
        """Read one of a list of codes that may be missing."""
        return None if self.data.get(name) is None else self.code(name, codes)

    def codes(self, name: str, codes: Collection[str]) -> list[str]:
        """Read a list of codes."""
        value = self.data.get(name)
        if not isinstance(value, list):
            self.wrong(name, "must be a list")
            return []
        known = [each for each in value if isinstance(each, str) and each in codes]
        for each in value:
            if each not in known:
                self.wrong(name, f"{each} is not known")
        return known

    def number(self, name: str, least: int, most: int) -> int:
        """Read a whole number that must be there."""
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(name, f"must be a whole number from {least} to {most}")
            return least
        return value

    def maybe_number(self, name: str, least: int, most: int) -> int | None:
        """Read a whole number that may be missing."""
        return None if self.data.get(name) is None else self.number(name, least, most)

    def flag(self, name: str, default: bool = False) -> bool:
        """Read true or false."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false")
        return value is True

    def parsed(self, name: str, read: Callable[[str], T]) -> T | None:
        """Read a text with a function whose ValueError says what is wrong with it."""
        value = self.text(name)
        try:
            return read(value) if value else None
        except ValueError as error:
            self.wrong(name, str(error))
            return None

    def inner(self, name: str) -> Entry:
        """Read an object inside this one."""
        value = self.data.get(name)
        if not isinstance(value, dict):
            self.wrong(name, "must be an object")
        path = f"{self.path}.{name}"
        self.file.lines.setdefault(path, self.file.lines[self.path])
        return Entry(self.file, path, value if isinstance(value, dict) else {}, self.ref)


def read_file(text: str) -> File:
    """Read a JSON object; LoadError with the line where it is none."""
    document, lines = lines_of(text)
    return File(document, lines)
