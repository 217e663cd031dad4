"""What Babel extracts besides Python: skills and their areas, which are messages like others."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

Extracted = tuple[int, str, tuple[str, str], list[str]]


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
            yield reader.line_num, "p_", ("area", row["area_en"]), []
        yield reader.line_num, "p_", ("skill", row["en"]), []
