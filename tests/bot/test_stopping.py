"""SIGTERM ends the bot within its time, whatever hangs; a pause of the process harms nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bot.commands import GRACE_SECONDS
from storage.engine import migrate
from tests.bot.running_desk import KEY, YONAS, RunningDesk, eventually, running_desk
from tests.bot.test_command_line import HOUSE
from tests.conftest import SECRET_KEY
from tests.faults.line import line_to


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Hold the database so that nobody can begin."""
    with ExitStack() as held:
        if url.startswith("sqlite"):
            file = held.enter_context(closing(sqlite3.connect(url.removeprefix("sqlite:///"))))
            file.isolation_level = None
            file.execute("BEGIN IMMEDIATE")
        else:
            engine = create_engine(url, poolclass=NullPool)
            connection = held.enter_context(engine.begin())
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({migrate.LOCK})")
        yield


async def start(folder: Path, desk: RunningDesk, database_url: str) -> asyncio.subprocess.Process:
    """Start the bot in a process of its own."""
    ours = {
        "PYTHONPATH": HOUSE,
        "JIP_TELEGRAM_TOKEN": KEY,
        "JIP_TELEGRAM_API_URL": desk.url,
        "JIP_DATABASE_URL": database_url,
        "JIP_SECRET_KEY": SECRET_KEY,
        "JIP_OPEN_ANYWAY": "yes",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={**os.environ, **ours},
        stderr=asyncio.subprocess.PIPE,
    )


async def stopped(process: asyncio.subprocess.Process) -> tuple[float, str]:
    """Tell it to stop; return the seconds that took, and what it wrote."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, written = await asyncio.wait_for(process.communicate(), GRACE_SECONDS + 5)
    return time.monotonic() - began, written.decode()


async def test_it_stops_at_once_while_it_waits_for_a_locked_database(
    database_url: str, tmp_path: Path
) -> None:
    async with running_desk(database_url) as desk:
        with locked(database_url):
            process = await start(tmp_path, desk, database_url)
            await eventually(lambda: _listens(process), seconds=60)
            await asyncio.sleep(1)
            seconds, written = await stopped(process)
    assert (process.returncode, written.count("Traceback")) == (0, 0)
    assert seconds < 3


async def test_it_stops_in_its_time_though_the_line_to_the_database_is_dead(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database = request.getfixturevalue("postgres_database")
    with line_to(database.engine.url.render_as_string(hide_password=False)) as line:
        async with running_desk(line.url) as desk:
            process = await start(tmp_path, desk, line.url)
            desk.telegram.type_text(YONAS, "/start")
            await eventually(lambda: len(desk.said(YONAS)) == 1, seconds=30)
            line.fall_silent()
            desk.telegram.type_text(YONAS, "/help")
            await asyncio.sleep(1)
            seconds, _ = await stopped(process)
    assert seconds < GRACE_SECONDS + 2


def _listens(process: asyncio.subprocess.Process) -> bool:
    """Whether it has begun to catch SIGTERM itself, as Linux tells of every process."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & 1 << signal.SIGTERM - 1)
