"""What Babel extracts: texts with their notes, and skills and areas, messages like others."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

from locales.notes import MARK, nearest, spans

Extracted = tuple[int, str, tuple[str, str], list[str]]


def python(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Any,
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Babel's own extractor for Python, with the note of the statement a text stands in."""
    source = file.read()
    found: list[Any] = list(extract_python(io.BytesIO(source), keywords, comment_tags, options))
    known = spans(source.decode()) if found else []
    for line, function, words, comments in found:
        note = comments or nearest(known, line)
        yield line, function, words, [" ".join(note)] if note else []


def skills(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Extracted]:
    """Babel's extractor interface: line, keyword, arguments, comments, for each row."""
    reader = csv.DictReader(io.StringIO(file.read().decode(), newline=""))
    areas: set[str] = set()
    for row in reader:
        if row["area"] not in areas:
            areas.add(row["area"])
            note = f"{MARK}Its sign: {row['area_emoji']}"
            yield reader.line_num, "p_", ("area", row["area_en"]), [note]
        note = f"{MARK}Its sign: {row['emoji']} Its area: {row['area_en']}"
        yield reader.line_num, "p_", ("skill", row["en"]), [note]
