"""No wait for PostgreSQL is without an end, and each end is one that may be tried again."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.engine import database as opened
from storage.engine.database import Database, Priority, open_database, transient
from storage.engine.silence import Silence
from storage.queues.chats import lock_chat
from tests.conftest import SECRET_KEY
from tests.faults.line import line_to
from tests.storage.desk import chat_of, do, look


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "20s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_the_server_ends_what_takes_too_long(
    postgres_database: Database, name: str, value: str
) -> None:
    shown = text(f"SHOW {name}")
    assert look(postgres_database, lambda session: session.scalar(shown)) == value


def with_option(url: str, option: str) -> str:
    """Add a setting of the session to an address, as an operator may."""
    return f"{url}{'&' if '?' in url else '?'}options=-c%20{option}"


def test_a_lock_somebody_holds_is_waited_for_again_and_again(
    postgres_database: Database, now: datetime
) -> None:
    hamid = chat_of(postgres_database, "Hamid", now)
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    other = open_database(with_option(url, "lock_timeout=100ms"), SECRET_KEY)

    def hold(session: Session) -> None:
        lock_chat(session, hamid)
        time.sleep(0.6)

    holding = postgres_database.submit(Priority.TURN, hold)
    time.sleep(0.1)
    assert do(other, lambda session: lock_chat(session, hamid).id) == hamid
    assert other.waits >= 2
    holding.result(timeout=5)
    other.close()


def test_a_unit_that_rests_too_long_is_ended_and_runs_again(postgres_database: Database) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    other = open_database(with_option(url, "idle_in_transaction_session_timeout=100ms"), SECRET_KEY)
    rests = [0.4, 0.0]

    def unit(session: Session) -> str:
        session.execute(text("SELECT 1"))
        time.sleep(rests.pop(0))
        session.execute(text("SELECT 1"))
        return "done"

    assert do(other, unit) == "done"
    assert other.waits == 1
    other.close()


def test_what_takes_too_long_by_itself_is_a_failure(postgres_database: Database) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    other = open_database(with_option(url, "statement_timeout=100ms"), SECRET_KEY)
    with pytest.raises(DBAPIError) as caught:
        do(other, lambda session: session.execute(text("SELECT pg_sleep(5)")))
    assert not transient(caught.value)
    other.close()


def test_a_line_that_fell_silent_is_cut_and_the_unit_runs_again(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "Silence", lambda engine: Silence(engine, 0.6))
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    with line_to(url) as line:
        database = open_database(line.url, SECRET_KEY)
        one = text("SELECT 1")
        assert do(database, lambda session: session.scalar(one)) == 1
        line.fall_silent()
        waiting = database.submit(Priority.TURN, lambda session: session.scalar(one))
        time.sleep(0.2)
        assert not waiting.done()
        line.lay_anew()
        assert waiting.result(timeout=10) == 1
        database.close()


def test_closing_does_not_wait_for_a_silent_line(postgres_database: Database) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    with line_to(url) as line:
        database = open_database(line.url, SECRET_KEY)
        one = text("SELECT 1")
        do(database, lambda session: session.scalar(one))
        line.fall_silent()
        waiting = database.submit(Priority.TURN, lambda session: session.scalar(one))
        began = time.monotonic()
        database.close(0.5)
        assert time.monotonic() - began < 2
        with pytest.raises(DBAPIError):
            waiting.result(timeout=10)


def test_what_connects_after_closing_is_not_left_open(postgres_database: Database) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    one = text("SELECT 1")
    with line_to(url) as line:
        line.fall_silent()
        database = open_database(line.url, SECRET_KEY)
        connecting = database.submit(Priority.TURN, lambda session: session.scalar(one))
        time.sleep(0.2)
        database.close(0.2)
        assert not connecting.done()
    with pytest.raises(DBAPIError):
        connecting.result(timeout=10)
    others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
    until = time.monotonic() + 5
    while look(postgres_database, lambda session: session.scalar(others)) > 1:
        assert time.monotonic() < until
        time.sleep(0.05)
