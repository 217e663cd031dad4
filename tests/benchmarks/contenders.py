"""Who is measured: our bot as an operator starts it, and others that give the same answer."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cheap_api import TOKEN, CheapApi
from tests.conftest import SECRET_KEY

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
PEERS = BUILD / "venv" / "bin" / "python"
ALL = os.sched_getaffinity(0)
OTHERS = ALL - {min(ALL)} or ALL
TICKS = os.sysconf("SC_CLK_TCK")
STOP_SECONDS, FIRST_POLL_SECONDS = 20.0, 60.0


@dataclass(frozen=True)
class Contender:
    """`words` name the program: one of `peers`, or how ours is run.

    `one_by_one` makes one call after the other, so that a slow API makes it slow.
    """

    name: str
    words: tuple[str, ...]
    ours: bool = False
    one_by_one: bool = False

    def command(self, api: CheapApi, folder: Path, answer: Path | None) -> list[str]:
        """Return the command line."""
        if self.ours:
            return [sys.executable, "-m", *self.words, "run"]
        python = PEERS if PEERS.exists() else sys.executable
        about = (api.url, TOKEN, answer, folder / "peer.db")
        return [str(python), "-m", f"tests.benchmarks.peers.{self.words[0]}", *map(str, about)]


UNITS, SLOW = "units.json", 0.05
OURS = Contender("ours", ("bot",), ours=True)
HASTY = Contender("ours", ("tests.benchmarks.hasty",), ours=True)
TIMED = Contender("ours", ("tests.benchmarks.timed", UNITS), ours=True)
RAW = Contender("raw aiohttp", ("raw",))
PTB = Contender("python-telegram-bot", ("ptb",), one_by_one=True)
DURABLE = Contender("aiogram, SQL, durable", ("aiogram_sql",))
MEMORY = Contender("aiogram, memory", ("aiogram_memory",))
CEILING = Contender("the cheap Bot API itself", ("ceiling",))


def contenders() -> Sequence[Contender]:
    """Return everybody who is installed: aiogram has an environment of its own."""
    return (OURS, DURABLE, MEMORY, PTB, RAW) if PEERS.exists() else (OURS, PTB, RAW)


class Running:
    """A process on a core of its own."""

    def __init__(self, process: asyncio.subprocess.Process, started_at: float) -> None:
        self._process = process
        self.started_at = started_at
        self.pid = process.pid

    def cpu(self) -> float:
        """Return the seconds of CPU it and its ended children used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS

    def megabytes(self) -> float:
        """Return its resident memory in MB (10^6 bytes)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    async def ended(self) -> None:
        """Return when it ended by itself."""
        await self._process.wait()

    async def end(self) -> None:
        """Stop it as an operator would, then by force."""
        if self._process.returncode is None:
            self._process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@contextmanager
def on_the_other_cores() -> Iterator[None]:
    """Keep this process off the core of who is measured."""
    os.sched_setaffinity(0, OTHERS)
    try:
        yield
    finally:
        os.sched_setaffinity(0, ALL)


def settings(api: CheapApi, folder: Path) -> Mapping[str, str]:
    """Return the environment of our bot with its database in a folder."""
    return {
        "JIP_TELEGRAM_TOKEN": TOKEN,
        "JIP_TELEGRAM_API_URL": api.url,
        "JIP_SECRET_KEY": SECRET_KEY,
        "JIP_DATA_DIR": str(folder),
        "JIP_LOG_LEVEL": "error",
        "JIP_OPEN_ANYWAY": "yes",
    }


async def start(
    contender: Contender, api: CheapApi, folder: Path, answer: Path | None = None
) -> Running:
    """Start a contender on the core this process keeps off; the log goes to the folder."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **settings(api, folder)}
    command = contender.command(api, folder, answer)
    with (folder / "log").open("ab") as log:
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *command, env=whole, cwd=folder, stdout=log, stderr=log
        )
    os.sched_setaffinity(process.pid, ALL - os.sched_getaffinity(0) or ALL)
    return Running(process, began)


@asynccontextmanager
async def running(
    contender: Contender, api: CheapApi, folder: Path, answer: Path | None = None
) -> AsyncIterator[Running]:
    """Let it run while the block lasts; entered when it asks for updates."""
    process = await start(contender, api, folder, answer)
    try:
        async with asyncio.timeout(FIRST_POLL_SECONDS):
            await api.polled.wait()
        yield process
    except TimeoutError as error:
        error.add_note((folder / "log").read_text("utf-8", "replace")[-2000:])
        raise
    finally:
        await process.end()


async def run_ours(api: CheapApi, folder: Path, *words: str) -> None:
    """Run another command of ours to its end, RuntimeError where it fails."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **settings(api, folder)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        env=whole,
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
    )
    if await process.wait():
        raise RuntimeError(f"jip-bot {' '.join(words)} failed")


def copied(source: Path, target: Path) -> Path:
    """Copy a folder with a stopped database."""
    shutil.copytree(source, target)
    return target


def slowest(folder: Path) -> tuple[float, str, int]:
    """Return the longest unit of a TIMED run that ended: milliseconds, name, how many were slow."""
    units: dict[str, list[float]] = json.loads((folder / UNITS).read_text("utf-8"))
    name, seconds = max(((n, max(its)) for n, its in units.items()), key=lambda pair: pair[1])
    return 1000 * seconds, name, sum(each > SLOW for its in units.values() for each in its)
