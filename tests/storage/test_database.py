"""Units: one transaction each, by priority, patient with a busy database."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority
from storage.models import Chat, Dialogue, Setting
from storage.queues.chats import dialogue_of, lock_chat
from tests.storage.desk import chat_of, do, look


def settings(database: Database) -> int | None:
    return look(database, lambda session: session.scalar(select(func.count(Setting.name))))


def test_a_unit_that_fails_leaves_nothing(database: Database) -> None:
    def unit(session: Session) -> None:
        session.add(Setting(name="quiet_days", value="7"))
        session.flush()
        raise LookupError("no such centre")

    with pytest.raises(LookupError, match="no such centre"):
        do(database, unit)
    assert settings(database) == 0


def test_nobody_loses_an_update_of_480_at_once(database: Database, now: datetime) -> None:
    chat_id = chat_of(database, "Hamid", now)
    do(database, dialogue_of, chat_id)

    def count_up(session: Session) -> None:
        dialogue = dialogue_of(session, chat_id)
        dialogue.serial += 1

    futures = [database.submit(Priority.TURN, count_up) for _ in range(480)]
    for future in futures:
        future.result(timeout=60)
    assert look(database, lambda session: session.get_one(Dialogue, chat_id)).serial == 480


def test_a_chat_is_locked_until_the_unit_ends(database: Database, now: datetime) -> None:
    chat_id = chat_of(database, "Hamid", now)
    order: list[str] = []
    holds = threading.Event()

    def slow(session: Session) -> None:
        lock_chat(session, chat_id)
        holds.set()
        time.sleep(0.1)
        order.append("first")

    def quick(session: Session) -> None:
        holds.wait(5)
        lock_chat(session, chat_id)
        order.append("second")

    both = [database.submit(Priority.TURN, unit) for unit in (slow, quick)]
    for future in both:
        future.result(timeout=10)
    assert order == ["first", "second"]


def test_what_somebody_waits_for_goes_first(sqlite_database: Database) -> None:
    started, go, order = threading.Event(), threading.Event(), list[str]()

    def block(session: Session) -> None:
        started.set()
        go.wait(5)

    sqlite_database.submit(Priority.BULK, block)
    started.wait(5)

    def note(name: str) -> Callable[[Session], None]:
        return lambda _: order.append(name)

    for priority in (Priority.BULK, Priority.TICK, Priority.TURN, Priority.RESULT, Priority.TURN):
        sqlite_database.submit(priority, note(priority.name))
    last = sqlite_database.submit(Priority.BULK, note("last"))
    sqlite_database.submit(Priority.RECEIVE, note("RECEIVE"))
    go.set()
    last.result(timeout=5)
    assert order == ["RECEIVE", "RESULT", "TURN", "TURN", "TICK", "BULK", "last"]


@pytest.mark.parametrize("wrong", [{"address_key": None}, {"language": "Quetsche" * 2}, {}])
def test_no_error_says_what_was_written(
    database: Database, now: datetime, wrong: dict[str, Any]
) -> None:
    values = {"address_key": "Quetsche", "language": "Quetsche", "kind": "private"} | wrong
    row = {**values, "address": "Quetsche", "created_at": now, "heard_at": now}

    def twice(session: Session) -> None:
        for _ in range(2):
            session.execute(insert(Chat).values(row))

    with pytest.raises(DBAPIError) as caught:
        do(database, twice)
    assert "Quetsche" not in f"{caught.value} {caught.value.orig} {caught.value!r}"


@contextmanager
def write_lock(database: Database) -> Iterator[None]:
    """Somebody else writes in the file, and takes longer than SQLite itself waits."""
    do(database, lambda session: session.execute(text("PRAGMA busy_timeout=20")))
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("COMMIT")
    other.close()


def test_a_locked_database_is_waited_for(sqlite_database: Database) -> None:
    tries: list[int] = []

    def unit(session: Session) -> str:
        tries.append(1)
        session.add(Setting(name="quiet_days", value="7"))
        return "done"

    with write_lock(sqlite_database):
        future = sqlite_database.submit(Priority.RECEIVE, unit)
        time.sleep(0.3)
        assert not future.done()
        assert sqlite_database.waits > 0
    assert future.result(timeout=5) == "done"
    assert settings(sqlite_database) == 1


def test_closing_does_not_wait_for_ever(sqlite_database: Database) -> None:
    with write_lock(sqlite_database):
        future = sqlite_database.submit(
            Priority.TURN, lambda session: session.execute(text("SELECT 1")).scalar()
        )
        sqlite_database.close()
    with pytest.raises(DBAPIError, match="locked"):
        future.result(timeout=1)
    with pytest.raises(RuntimeError, match="closed"):
        sqlite_database.submit(Priority.TURN, lambda session: None)


def test_a_lost_connection_is_opened_again(postgres_database: Database) -> None:
    database = postgres_database
    killed: list[int] = []

    def unit(session: Session) -> int:
        session.execute(text("SELECT 1"))
        if not killed:
            killed.append(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
            do_elsewhere(database, killed[0])
            session.execute(text("SELECT 1"))
        session.add(Setting(name="quiet_days", value="7"))
        return len(killed)

    assert do(database, unit) == 1
    assert settings(database) == 1
    assert database.waits >= 1


def do_elsewhere(database: Database, backend: int) -> None:
    end = text("SELECT pg_terminate_backend(:pid, 5000)")
    look(database, lambda session: session.execute(end, {"pid": backend}).scalar_one())


def test_the_reader_cannot_write(database: Database) -> None:
    def unit(session: Session) -> None:
        session.add(Setting(name="quiet_days", value="7"))
        session.flush()

    with pytest.raises(DBAPIError, match=r"readonly database|read-only transaction"):
        look(database, unit)
    assert settings(database) == 0


def test_the_reader_reads_while_the_writer_works(database: Database) -> None:
    reading = threading.Event()

    def unit(session: Session) -> None:
        session.add(Setting(name="quiet_days", value="7"))
        session.flush()
        assert reading.wait(5)

    future = database.submit(Priority.TURN, unit)
    assert settings(database) == 0
    reading.set()
    future.result(timeout=5)
    assert settings(database) == 1


def test_slow_units_are_counted(sqlite_database: Database) -> None:
    do(sqlite_database, lambda session: None)
    assert sqlite_database.slow_units == 0
    do(sqlite_database, lambda session: time.sleep(0.06))
    assert sqlite_database.slow_units == 1


def test_a_savepoint_takes_only_its_own_work_back(database: Database) -> None:
    def unit(session: Session) -> None:
        session.add(Setting(name="quiet_days", value="7"))
        session.flush()
        inner = session.begin_nested()
        session.add(Setting(name="prompt_days", value="9"))
        session.flush()
        inner.rollback()

    do(database, unit)
    assert settings(database) == 1


def test_sqlite_is_set_up_to_keep_its_word(sqlite_database: Database) -> None:
    def pragma(session: Session, name: str) -> object:
        return session.execute(text(f"PRAGMA {name}")).scalar()

    names = ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema"]
    found = {name: do(sqlite_database, pragma, name) for name in names}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
