"""What was stored is handed over, whatever became of the answer to its commit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg
import pytest

from bot.app import App
from bot.telegram.events import arrival
from storage.engine.database import Database, Priority
from storage.queues import inbox
from tests.bot.running_desk import AMINA, YONAS, RunningDesk, eventually, running_desk
from tests.bot.test_app import present, text_update
from tests.storage.desk import do, look


def lose_an_answer(database: Database, patch: pytest.MonkeyPatch) -> None:
    """Let the next commit of an update be carried out, and its answer get lost with the line."""
    dialect: Any = database.engine.dialect
    commit: Callable[[Any], None] = dialect.do_commit
    lost = threading.Event()

    def commit_and_break(connection: Any) -> None:
        commit(connection)
        if threading.current_thread().name.startswith("write") and not lost.is_set():
            lost.set()
            connection.driver_connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")

    patch.setattr(dialect, "do_commit", commit_and_break)


def test_a_unit_that_runs_again_reports_what_it_stored(
    postgres_database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = present([arrival(text_update(1, "hello")), arrival(text_update(2, "hello"))])
    own: set[int] = set()
    lose_an_answer(postgres_database, monkeypatch)
    unit = postgres_database.submit(Priority.RECEIVE, lambda s: inbox.store(s, came, now, own))
    assert unit.result(timeout=10) == look(postgres_database, inbox.unfinished)
    assert postgres_database.waits >= 1
    assert do(postgres_database, inbox.store, came, now) == []


async def test_an_update_nobody_heard_of_is_found_within_seconds(
    database_url: str, now: datetime
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        strand(app, text_update(5, "stranded"), now)
        desk.telegram.type_text(AMINA, "hello")
        await eventually(lambda: desk.said(AMINA) == ["hello"])
        await eventually(lambda: desk.said(YONAS) == ["stranded"])


async def test_a_stranded_update_goes_before_the_next_of_its_chat(
    database_url: str, now: datetime
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        strand(app, text_update(5, "first"), now)
        desk.telegram.type_text(YONAS, "second")
        await eventually(lambda: desk.said(YONAS) == ["first", "second"], seconds=4.0)


def strand(app: App, raw: dict[str, Any], now: datetime) -> None:
    """Store an update without a word to the dispatcher."""
    do(app.database, inbox.store, present([arrival(raw)]), now)


async def test_numbers_that_begin_again_while_it_runs_lose_nothing(
    database_url: str,
) -> None:
    async with running_desk(database_url) as desk, desk.bot():
        first = desk.telegram.updates.next_id
        for texts in (["one", "two"], ["three", "four"]):
            desk.telegram.updates.next_id = first
            await say(desk, texts)
        assert desk.said(YONAS) == ["one", "two", "three", "four"]


async def test_numbers_that_begin_again_between_two_runs_lose_nothing(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        first = desk.telegram.updates.next_id
        for text_ in ("one", "two"):
            desk.telegram.updates.next_id = first
            async with desk.bot():
                await say(desk, [text_])
        assert desk.said(YONAS) == ["one", "two"]


async def say(desk: RunningDesk, texts: list[str]) -> None:
    """Type texts, and wait until Telegram was told that they came."""
    said = len(desk.said(YONAS))
    for each in texts:
        desk.telegram.type_text(YONAS, each)
    await eventually(lambda: len(desk.said(YONAS)) == said + len(texts))
    await eventually(lambda: not len(desk.telegram.updates))
