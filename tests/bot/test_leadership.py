"""Who lost the lock falls silent within seconds, and speaks again once it has it back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from bot import leadership
from bot.commands import GRACE_SECONDS
from bot.stopping import StopError
from storage.engine.database import Database
from storage.engine.lock import LOCK
from storage.models.chats import ChatKind
from storage.models.outbox import OutboxState
from storage.queues.chats import upsert_chat
from tests.bot.running_desk import YONAS, RunningDesk, eventually, running_desk
from tests.bot.test_sender import becomes, put, text
from tests.faults.line import line_to
from tests.storage.desk import do, row_of
from tests.storage.desk import put as put_beside

HOLDER = """
SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND pid <> pg_backend_pid() AND datname = current_database()
"""  # the other workers of a run have databases of their own on this server


@contextmanager
def other_session(url: str) -> Iterator[Connection]:
    """Be somebody else on the server."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def steal(other: Connection) -> None:
    """End the session of whoever holds the lock, until we are faster than they come back."""
    for _ in range(50):
        for pid in other.exec_driver_sql(HOLDER).scalars():
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")
        if other.exec_driver_sql(f"SELECT pg_try_advisory_lock({LOCK})").scalar():
            return
    raise AssertionError("the holder is always faster")


async def test_who_lost_the_lock_is_silent_until_it_is_back(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr(leadership, "RENEW_SECONDS", 0.2)
    with other_session(url) as other:
        async with running_desk(url) as desk, desk.bot() as app:
            await asyncio.to_thread(steal, other)
            await asyncio.sleep(0.6)
            row = put(app, YONAS, body=text("who speaks?"))
            desk.telegram.type_text(YONAS, "hello?")
            await asyncio.sleep(1.0)
            assert desk.said(YONAS) == []
            assert row_of(postgres_database, row).state == OutboxState.TODO
            other.exec_driver_sql(f"SELECT pg_advisory_unlock({LOCK})")
            await becomes(app, row, OutboxState.SENT)
            await eventually(lambda: sorted(desk.said(YONAS)) == ["hello?", "who speaks?"])


async def test_who_does_not_get_it_back_ends_with_a_sentence(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr(leadership, "RENEW_SECONDS", 0.2)
    monkeypatch.setattr(leadership, "REFUSED_SECONDS", 0.5)
    with other_session(url) as other:
        async with running_desk(url) as desk:
            with pytest.raises(ExceptionGroup) as caught:
                await run_robbed(desk, other)
    assert caught.group_contains(StopError, match="another jip-bot has it")


async def run_robbed(desk: RunningDesk, other: Connection) -> None:
    """Run until it ends by itself."""
    async with desk.bot():
        await asyncio.to_thread(steal, other)
        await asyncio.sleep(10)


async def test_a_silent_line_silences_the_bot_and_stops_nobody_from_stopping_it(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr(leadership, "RENEW_SECONDS", 0.2)
    monkeypatch.setattr(leadership, "PATIENCE_SECONDS", 0.5)
    with line_to(url) as line:
        async with running_desk(line.url) as desk:
            async with desk.bot() as app:
                line.fall_silent()
                await asyncio.sleep(1.2)
                now = app.clock.now()
                chat = do(postgres_database, upsert_chat, f"{YONAS}", ChatKind.PRIVATE, now)
                row = put_beside(postgres_database, chat, now)
                desk.telegram.type_text(YONAS, "hello?")
                await asyncio.sleep(0.5)
                assert desk.said(YONAS) == []
                began = time.monotonic()
            assert time.monotonic() - began < GRACE_SECONDS
        assert row_of(postgres_database, row).state == OutboxState.TODO
