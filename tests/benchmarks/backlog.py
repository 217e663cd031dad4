"""Much is due at once: how fast it is queued, and how long people who chat wait meanwhile."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.clock import Clock
from tests.benchmarks import town
from tests.benchmarks.cheap_api import CheapApi, Said, cheap_api
from tests.benchmarks.contenders import TIMED, copied, on_the_other_cores, running, slowest
from tests.benchmarks.crowded import REMINDER, WAVE, crowded, make_due, queued
from tests.benchmarks.pace import percentile
from tests.benchmarks.report import Found, Plan, Table, cell

PEOPLE, CHATTING = 100_000, 20
THINKING = (2.0, 4.0)
IDLE_SECONDS, BESIDE_SECONDS = 20.0, 40.0
MOST_ROUNDS = 3


@dataclass(frozen=True)
class Round:
    """What happened when everything of a kind was due; waiting for answers and units in ms.

    `rate` is what was queued a second, `urgent` the share of it that was most urgent,
    `longest` and `slow` are of the writer's units (those over 50 ms), `memory` is in MB.
    """

    kind: str
    rate: float
    urgent: float
    idle: float
    beside: float
    longest: float
    slowest: str
    slow: int
    memory: float


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
    """Let each kind be due in a few rounds, each on a copy of the same database."""
    place = await crowded(plan.folder, PEOPLE, Clock().now())
    rounds = []
    with on_the_other_cores():
        for _ in range(min(plan.rounds, MOST_ROUNDS)):
            rounds += [await one_round(place, kind) for kind in (REMINDER, WAVE)]
    kinds = [[each for each in rounds if each.kind == kind] for kind in (REMINDER, WAVE)]
    reminders, waves = (list(_rows(its)) for its in kinds)
    queueing = [
        ("queued a second", cell([r.rate for r in kinds[0]]), ">= 500"),
        ("the most urgent first (%)", cell([100 * r.urgent for r in kinds[0]]), "100"),
    ]
    titles = f"{PEOPLE} reminders due at once", "first waves of all offers"
    first = Table((titles[0], "ours", "goal"), [*queueing, *reminders])
    return Found([first, Table((titles[1], "ours", "goal"), waves)], rounds)


def _rows(rounds: Sequence[Round]) -> Iterator[Sequence[str]]:
    slowest = max(rounds, key=lambda r: r.longest).slowest
    yield "p95 of answers, idle (ms)", cell([r.idle for r in rounds]), ""
    yield "p95 of answers, beside (ms)", cell([r.beside for r in rounds]), ""
    yield "beside : idle", cell([r.beside / r.idle for r in rounds], 2), "<= 1.25"
    yield f"longest unit (ms): {slowest}", cell([r.longest for r in rounds]), "<= 50"
    yield "units over 50 ms", cell([r.slow for r in rounds], 0), "0"
    yield "memory (MB)", cell([r.memory for r in rounds], 0), "<= 150"


async def one_round(place: Path, kind: str) -> Round:
    """Chat for a while, let everything be due, chat on."""
    with tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        folder = copied(place, Path(temporary) / "place")
        async with cheap_api() as api, running(TIMED, api, folder) as bot:
            await api.quiet()
            async with chatting(api) as chatter:
                await asyncio.sleep(IDLE_SECONDS)
                idle = chatter.take()
                await asyncio.to_thread(make_due, folder, kind, Clock().now())
                began = time.monotonic()
                await asyncio.sleep(BESIDE_SECONDS)
                beside = chatter.take()
                count, urgent = await asyncio.to_thread(queued, folder)
                rate = count / (time.monotonic() - began)
            memory = bot.megabytes()
        longest = slowest(folder)
    return Round(kind, rate, urgent, idle, beside, *longest, memory)


@asynccontextmanager
async def chatting(api: CheapApi) -> AsyncIterator[Chatter]:
    """Let people chat while the block lasts."""
    chatter = Chatter(api)
    async with asyncio.TaskGroup() as tasks:
        going = [tasks.create_task(chatter.talk(chat)) for chat in town.chats_of(CHATTING)]
        yield chatter
        for task in going:
            task.cancel()
