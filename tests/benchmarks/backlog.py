"""A hundred thousand reminders due at once: how fast they are queued, and who waits meanwhile."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.clock import Clock
from tests.benchmarks import town
from tests.benchmarks.cheap_api import CheapApi, Said, cheap_api
from tests.benchmarks.contenders import TIMED, UNITS, copied, on_the_other_cores, running
from tests.benchmarks.crowded import crowded, make_due, queued
from tests.benchmarks.pace import percentile
from tests.benchmarks.report import Found, Plan, Table, cell

PEOPLE, CHATTING = 100_000, 20
THINKING = (2.0, 4.0)
IDLE_SECONDS, BESIDE_SECONDS = 20.0, 40.0
MOST_ROUNDS = 3
SLOW = 0.05


@dataclass(frozen=True)
class Round:
    """Reminders queued a second, the share of them that was most urgent, p95 in milliseconds.

    `longest` is the longest unit of the writer in milliseconds, `slow` counts those over 50.
    """

    rate: float
    urgent: float
    idle: float
    beside: float
    longest: float
    slowest: str
    slow: int


class Chatter:
    """People who ask for the menu, read, and ask again."""

    def __init__(self, api: CheapApi) -> None:
        self._api = api
        self._asked: dict[int, asyncio.Future[float]] = {}
        self._chance = Random(1)
        self.waits: list[float] = []
        api.on_said = self._hear

    async def talk(self, chat: int) -> None:
        """Talk until cancelled; note the seconds until each answer."""
        while True:
            await asyncio.sleep(self._chance.uniform(*THINKING))
            self._asked[chat] = asyncio.get_running_loop().create_future()
            began = time.monotonic()
            self._api.type_text(chat, f"/{town.COMMAND}")
            self.waits.append(await self._asked[chat] - began)

    def take(self) -> float:
        """Return the p95 since the last call, in milliseconds."""
        waits, self.waits = self.waits, []
        return 1000 * percentile(waits, 95)

    def _hear(self, said: Said) -> None:
        asked = self._asked.get(said.chat)
        if asked and not asked.done() and "menu" in said.markup:
            asked.set_result(said.at)


async def measure(plan: Plan) -> Found:
    """Let the backlog come in a few rounds, each on a copy of the same database."""
    place = await crowded(plan.folder, PEOPLE, Clock().now())
    with on_the_other_cores():
        rounds = [await one_round(place) for _ in range(min(plan.rounds, MOST_ROUNDS))]
    rows = [
        ("queued a second", cell([r.rate for r in rounds]), ">= 500"),
        ("the most urgent first (%)", cell([100 * r.urgent for r in rounds]), "100"),
        ("p95 of answers, idle (ms)", cell([r.idle for r in rounds]), ""),
        ("p95 of answers, beside (ms)", cell([r.beside for r in rounds]), ""),
        ("beside : idle", cell([r.beside / r.idle for r in rounds], 2), "<= 1.25"),
        ("longest unit (ms)", cell([r.longest for r in rounds]), "<= 50"),
        ("units over 50 ms", cell([r.slow for r in rounds], 0), "0"),
    ]
    slowest = max(rounds, key=lambda r: r.longest).slowest
    title = f"{PEOPLE} reminders due at once (slowest: {slowest})"
    return Found([Table((title, "ours", "goal"), rows)], rounds)


async def one_round(place: Path) -> Round:
    """Chat for a while, let everything be due, chat on."""
    with tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        folder = copied(place, Path(temporary) / "place")
        async with cheap_api() as api, running(TIMED, api, folder), asyncio.TaskGroup() as tasks:
            await api.quiet()
            chatter = Chatter(api)
            chats = town.chats_of(CHATTING)
            going = [tasks.create_task(chatter.talk(chat)) for chat in chats]
            await asyncio.sleep(IDLE_SECONDS)
            idle = chatter.take()
            await asyncio.to_thread(make_due, folder, Clock().now())
            began = time.monotonic()
            await asyncio.sleep(BESIDE_SECONDS)
            beside = chatter.take()
            count, urgent = await asyncio.to_thread(queued, folder)
            seconds = time.monotonic() - began
            for task in going:
                task.cancel()
        units: dict[str, list[float]] = json.loads((folder / UNITS).read_text("utf-8"))
    slowest, longest = max(((n, max(its)) for n, its in units.items()), key=lambda pair: pair[1])
    slow = sum(each > SLOW for its in units.values() for each in its)
    return Round(count / seconds, urgent, idle, beside, 1000 * longest, slowest, slow)
