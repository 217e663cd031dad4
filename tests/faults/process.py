"""A bot in a process of its own, which can be killed."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY

ROOT = Path(__file__).parents[2]
OURS = (sys.executable, "-m", "bot", "run")


class BotProcess:
    """Starts, kills and starts again; `crashes` counts the times it ended by itself."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path):
        self._command = command
        self._environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.starts = 0
        self.crashes = 0

    @property
    def log(self) -> Path:
        """Where the bot's standard error goes."""
        return self._folder / "bot.log"

    async def start(self) -> None:
        """Start it."""
        self.starts += 1
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, env=self._environment, cwd=self._folder, stdout=log, stderr=log
            )

    async def kill(self) -> float:
        """Send SIGKILL, wait for the end, return its moment in monotonic seconds."""
        process, self._process = self._process, None
        if process is None:
            return time.monotonic()
        if process.returncode is None:
            process.kill()
        else:
            self.crashes += 1
        killed = time.monotonic()
        await process.wait()
        return killed

    async def guard(self) -> None:
        """Start it again if it ended by itself."""
        if self._process is not None and self._process.returncode is not None:
            await self.kill()
            await self.start()


def our_bot(url: str, database_url: str, folder: Path) -> BotProcess:
    """Return our bot as an operator starts it."""
    environment = {
        "JIP_TELEGRAM_TOKEN": KEY,
        "JIP_TELEGRAM_API_URL": url,
        "JIP_DATABASE_URL": database_url,
        "JIP_SECRET_KEY": SECRET_KEY,
        "JIP_DATA_DIR": str(folder),
        "JIP_LOG_LEVEL": "error",
    }
    return BotProcess(OURS, environment, folder)


def stock_bot(url: str, folder: Path) -> BotProcess:
    """Return stock python-telegram-bot, which notes in `seen` what its handler got."""
    command = (sys.executable, "-m", "tests.faults.stock", url, KEY, str(folder / "seen"))
    return BotProcess(command, {}, folder)
