"""A process that stood still: what came meanwhile counts before anything counts as lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import datetime, timedelta

import pytest

from bot.telegram.transport import LAST_LOOK, LONGEST_READS
from bot.upkeep import Upkeep
from storage.engine.database import Database
from storage.models.outbox import OutboxState
from tests.bot.test_command_line import HOUSE
from tests.bot.test_transport import http
from tests.storage.desk import chat_of, claim, put, row_of

MINUTE = timedelta(minutes=1)
READ_SECONDS = 1.0
SPEAKER = """
import asyncio, sys
from bot.telegram.transport import TelegramBot, Transport

async def speak():
    async with Transport(read_seconds=float(sys.argv[2])) as transport:
        bot = TelegramBot("1:key", sys.argv[1], transport)
        print("speaks", flush=True)
        try:
            print(await bot.call("sendMessage", {}), flush=True)
        except Exception as error:
            print(type(error).__name__, flush=True)

asyncio.run(speak())
"""


@pytest.mark.parametrize("rest", [0.0, 0.3], ids=["as it asks", "as it waits"])
async def test_an_answer_that_came_while_the_process_stood_still_is_read(rest: float) -> None:
    """It stands still for longer than any call may last; the answer waits in the socket.

    A wait that a stop interrupts ends with nothing read and every timer over.
    """
    assert await spoken(rest) == [b"speaks", b"arrived"]


async def spoken(rest: float) -> list[bytes]:
    """Return what a process says that stood still while it was answered, so long after it asked."""
    speaker: list[asyncio.subprocess.Process] = []
    answered = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n{}")
        await asyncio.sleep(rest)
        speaker[0].send_signal(signal.SIGSTOP)
        writer.write(http("200 OK", '{"ok":true,"result":"arrived"}'))
        await writer.drain()
        answered.set()
        await reader.read()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", SPEAKER, url, f"{READ_SECONDS}"),
            env={**os.environ, "PYTHONPATH": HOUSE},
            stdout=asyncio.subprocess.PIPE,
        )
        speaker.append(process)
        await asyncio.wait_for(answered.wait(), 30)
        await asyncio.sleep(LONGEST_READS * READ_SECONDS + LAST_LOOK)
        process.send_signal(signal.SIGCONT)
        said, _ = await asyncio.wait_for(process.communicate(), 30)
    return said.split()


async def test_what_still_flies_is_not_lost_however_long_it_flies(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    row = put(database, hamid, now)
    assert claim(database, now) == row
    aloft = {row}
    upkeep = Upkeep(database, now, flying=lambda: aloft)
    for minutes in (3, 4, 5):
        await upkeep.run(now + minutes * MINUTE)
        assert row_of(database, row).state == OutboxState.SENDING
    aloft.clear()
    await upkeep.run(now + 6 * MINUTE)
    assert row_of(database, row).state == OutboxState.SENDING  # it may only just have landed
    await upkeep.run(now + 7 * MINUTE)
    assert row_of(database, row).state == OutboxState.TODO
