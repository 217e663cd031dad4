"""What a part of the benches is asked for and finds: tables of medians with their ranges."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple


class Table(NamedTuple):
    """Titles and rows of finished cells, the first column named by what it shows."""

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Plan:
    """How much to measure: `count` answers of each contender in a round.

    In `folder` is room for large databases, which several parts use.
    """

    rounds: int
    count: int
    folder: Path


class Found(NamedTuple):
    """What a part found: tables to read, raw figures (dataclasses) for a file."""

    tables: Sequence[Table]
    figures: Sequence[Any]


def cell(values: Sequence[float], digits: int = 1) -> str:
    """Write a median with its range."""
    low, high = min(values), max(values)
    if len(values) == 1:
        return f"{low:.{digits}f}"
    return f"{median(values):.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Write the ratio of the medians, and the range of the ratios of each round."""
    pairs = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return f"{median(ours) / median(theirs):.2f} ({min(pairs):.2f}-{max(pairs):.2f})"


def lines(table: Table) -> Iterator[str]:
    """Return the lines of a table, columns aligned."""
    whole = [table.titles, *table.rows]
    widths = [max(len(row[n]) for row in whole) for n in range(len(table.titles))]
    for row in whole:
        first, *rest = row
        cells = [each.rjust(width) for each, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells])


def machine(now: datetime) -> str:
    """Name day, processor, cores and Python."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    name = names[0] if names else platform.processor()
    cores = len(os.sched_getaffinity(0))
    return f"{now:%Y-%m-%d %H:%M} UTC, {cores} cores of {name}, Python {platform.python_version()}"


def keep(folder: Path, part: str, now: datetime, figures: Sequence[Any]) -> Path:
    """Write the raw figures of a part (dataclasses) to a file, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S}-{part}.json"
    rows = [asdict(each) for each in figures]
    path.write_text(json.dumps({"machine": machine(now), "figures": rows}, indent=1))
    return path
