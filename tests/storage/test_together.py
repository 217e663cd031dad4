"""Units that wait together on SQLite share a commit, and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority
from storage.models import Setting
from tests.storage.desk import do, look

BIG = 400_000


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all who wait share, however busy the machine is."""
    monkeypatch.setattr("storage.engine.database.TOGETHER_SECONDS", 5.0)


def write(name: str, value: str = "1") -> Callable[[Session], str]:
    """Return a unit that writes one setting and returns its name."""

    def unit(session: Session) -> str:
        session.add(Setting(name=name, value=value))
        session.flush()
        return name

    return unit


def kept(database: Database) -> set[str]:
    """Return the names of what was written, as another session sees it."""
    return look(database, lambda session: set(session.scalars(select(Setting.name))))


@contextmanager
def waiting(database: Database) -> Iterator[None]:
    """Keep the writer busy, so that what is submitted meanwhile waits together."""
    begun, go = threading.Event(), threading.Event()

    def block(_: Session) -> None:
        begun.set()
        go.wait(5)

    database.submit(Priority.BULK, block)
    begun.wait(5)
    yield
    go.set()


def submitted(database: Database, *units: Callable[[Session], Any]) -> list[Future[Any]]:
    """Let units wait together."""
    with waiting(database):
        return [database.submit(Priority.TURN, unit) for unit in units]


def test_who_fails_takes_nothing_with_it(sqlite_database: Database) -> None:
    def refuse(session: Session) -> None:
        write("half")(session)
        raise LookupError("no such centre")

    def clash(session: Session) -> None:
        write("other half")(session)
        write("first")(session)

    first, wrong, clashing, last = submitted(
        sqlite_database, write("first"), refuse, clash, write("last")
    )
    assert (first.result(5), last.result(5)) == ("first", "last")
    with pytest.raises(LookupError):
        wrong.result(5)
    with pytest.raises(IntegrityError):
        clashing.result(5)
    assert kept(sqlite_database) == {"first", "last"}


def test_nobody_is_told_before_the_commit(sqlite_database: Database) -> None:
    first: list[Future[str]] = []
    seen: list[object] = []

    def look_around(_: Session) -> None:
        seen.extend((first[0].done(), kept(sqlite_database)))

    with waiting(sqlite_database):
        first.append(sqlite_database.submit(Priority.TURN, write("first")))
        second = sqlite_database.submit(Priority.TURN, look_around)
    second.result(5)
    assert seen == [False, set()]
    assert first[0].result(5) == "first"
    assert kept(sqlite_database) == {"first"}


def test_what_one_unit_knows_the_next_does_not(sqlite_database: Database) -> None:
    sessions: list[Session] = []

    def look_around(session: Session) -> list[str]:
        sessions.append(session)
        known = [each.name for each in session if isinstance(each, Setting)]
        return known + [each.value for each in session.scalars(select(Setting))]

    def spoil(session: Session) -> None:
        session.get_one(Setting, "first").value = "spoilt"
        session.flush()
        raise LookupError

    _, _, third = submitted(sqlite_database, write("first"), spoil, look_around)
    assert third.result(5) == ["1"]


def test_a_full_disk_costs_only_whom_it_hits(sqlite_database: Database) -> None:
    def narrow(session: Session) -> None:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count={pages + 20}"))

    do(sqlite_database, narrow)
    first, big, last = submitted(
        sqlite_database, write("first"), write("big", "x" * BIG), write("last")
    )
    assert (first.result(5), last.result(5)) == ("first", "last")
    with pytest.raises(OperationalError, match="full"):
        big.result(5)
    assert kept(sqlite_database) == {"first", "last"}


def test_bulk_shares_with_nobody(sqlite_database: Database) -> None:
    seen: list[set[str]] = []
    with waiting(sqlite_database):
        sqlite_database.submit(Priority.TURN, write("turn"))
        bulk = sqlite_database.submit(Priority.BULK, lambda _: seen.append(kept(sqlite_database)))
    bulk.result(5)
    assert seen == [{"turn"}]


def test_the_first_is_not_kept_waiting_for_long(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.database.TOGETHER_SECONDS", 0.02)
    units = [lambda _: time.sleep(0.015)] * 6
    seen: list[set[str]] = []
    futures = submitted(
        sqlite_database, write("first"), *units, lambda _: seen.append(kept(sqlite_database))
    )
    futures[-1].result(5)
    assert seen == [{"first"}]
