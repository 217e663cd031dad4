"""A bot in a process of its own, which can be killed."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.__main__ import main
from tests.benchmarks.hasty import hasty
from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY
from tests.faults import stock

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "bot.commands"])  # imported once, not at every start


class BotProcess:
    """Starts, kills and starts again; `crashes` counts the times it ended by itself.

    `kills` are the moments it was killed, in monotonic seconds.
    """

    def __init__(
        self, run: Callable[..., object], words: tuple[str, ...], folder: Path, **environment: str
    ) -> None:
        self._run = (run, words, folder, environment)
        self._process: ForkServerProcess | None = None
        self.crashes = 0
        self.kills: list[float] = []

    def start(self) -> None:
        """Start it."""
        self._process = FORKS.Process(target=_become, args=self._run, daemon=True)
        self._process.start()

    def kill(self) -> None:
        """Send SIGKILL and wait for the end."""
        process, self._process = self._process, None
        if process is None:
            return
        self.crashes += process.exitcode is not None
        self.kills.append(time.monotonic())
        process.kill()
        process.join()
        process.close()

    def guard(self) -> None:
        """Start it again if it ended by itself."""
        if self._process is not None and self._process.exitcode is not None:
            self.kill()
            self.start()


def _become(
    run: Callable[..., object], words: tuple[str, ...], folder: Path, environment: Mapping[str, str]
) -> None:
    """Be the bot in this process: what it writes goes to a log in its folder."""
    os.chdir(folder)
    os.environ.update(environment)
    log = os.open("bot.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(log, stream)
    run(*words)


def our_bot(
    url: str,
    database_url: str,
    folder: Path,
    *,
    is_hasty: bool = False,
    more: Mapping[str, str] | None = None,
) -> BotProcess:
    """Return our bot, with the command and the settings of an operator."""
    return BotProcess(
        hasty if is_hasty else _ours,
        ("run",),
        folder,
        **{
            "JIP_TELEGRAM_TOKEN": KEY,
            "JIP_TELEGRAM_API_URL": url,
            "JIP_DATABASE_URL": database_url,
            "JIP_SECRET_KEY": SECRET_KEY,
            "JIP_DATA_DIR": str(folder),
            "JIP_LOG_LEVEL": "error",
            **(more or {}),
        },
        JIP_OPEN_ANYWAY="yes",
    )


def _ours(*words: str) -> None:
    main(words)


def stock_bot(url: str, folder: Path) -> BotProcess:
    """Return stock python-telegram-bot, which notes in `seen` what its handler got."""
    return BotProcess(stock.main, (url, KEY, str(folder / "seen")), folder)
