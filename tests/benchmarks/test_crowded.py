"""The figures of a backlog are counted right."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.crowded import REMINDER, queued


@pytest.mark.parametrize(
    ("subjects", "share"),
    [((), 1.0), ((3, 1), 1.0), ((1, 2), 0.5), ((2, 4), 0.0), ((1, 2, 3, 4), 1.0)],
    ids=["nothing yet", "most urgent", "one of two", "the others", "everything"],
)
def test_the_share_of_the_most_urgent(
    tmp_path: Path, subjects: Sequence[int], share: float
) -> None:
    with closing(sqlite3.connect(tmp_path / "jip.db")) as database, database:
        database.execute("CREATE TABLE appointment (id, starts_at)")
        database.execute("CREATE TABLE outbox (kind, subject)")
        starts = [(1, "2026-11-10 09"), (2, "2026-11-10 11"), (3, "2026-11-10 08"), (4, "2026-12")]
        database.executemany("INSERT INTO appointment VALUES (?, ?)", starts)
        rows = [(REMINDER, subject) for subject in subjects]
        database.executemany("INSERT INTO outbox VALUES (?, ?)", [*rows, ("answer", 4)])
    assert queued(tmp_path) == (len(subjects), share)
