"""An announcement to thousands while a few people chat: the limit, its use, and the answers."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.standin.api import standin
from bot.standin.call_log import Call
from bot.standin.faults import Fault, FaultPlan, Faults
from storage.engine.database import Database, Priority, open_database
from storage.limits import Limits
from tests.benchmarks import audience
from tests.benchmarks.chatter import THINKING, Chatter
from tests.benchmarks.pace import Noise, percentile, share, starts, worst_second
from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY
from tests.faults.kill import until
from tests.faults.process import BotProcess, our_bot
from tests.faults.scratch import KINDS, scratch_database, settle
from tests.faults.witness import Witness

IN_THE_AIR = 0.2  # so that the kill meets calls under way
T = TypeVar("T")
RATE = Limits.sends_per_second
WARM_SECONDS, IDLE_SECONDS, LONGEST_SECONDS, LOOK_SECONDS = 20.0, 40.0, 600.0, 0.1


@dataclass
class Flood:
    """A bot, its people, and what is measured of them."""

    people: int
    telegram: Witness
    plan: FaultPlan
    database: Database
    bot: BotProcess
    chatter: Chatter
    noise: Noise

    async def do(self, unit: Callable[[Session], T]) -> T:
        """Run a unit in the bot's database, from outside."""
        return await asyncio.wrap_future(self.database.submit(Priority.TURN, unit))

    async def announce(self) -> None:
        """Write to everybody, and return when everybody has it."""
        before = self.received
        await self.do(partial(audience.announce, now=Clock().now()))
        await self.reached(before + self.people)

    async def reached(self, count: int) -> None:
        """Return when so many messages arrived at the audience."""
        await until(lambda: self.received >= count, LONGEST_SECONDS)

    @property
    def received(self) -> int:
        """How many messages arrived at the audience, extra copies included."""
        return sum(heard.chat_id >= audience.FIRST_CHAT for heard in self.telegram.heard)


@asynccontextmanager
async def flood(
    people: int,
    chatting: int,
    database_url: str,
    folder: Path,
    thinking: tuple[float, float] = THINKING,
) -> AsyncIterator[Flood]:
    """Start everything; the database must have the places loaded."""
    telegram, plan = Witness(Clock().now), FaultPlan()
    chatter = Chatter(telegram, chatting, thinking)
    for chat in audience.chats(people):
        telegram.add_phone(chat, f"Reader {chat}", started=True)
    database = open_database(database_url, SECRET_KEY)
    async with standin(telegram, token=KEY, faults=plan) as url, asyncio.TaskGroup() as tasks:
        bot = our_bot(url, database_url, folder)
        scene = Flood(people, telegram, plan, database, bot, chatter, Noise(folder))
        await scene.do(partial(audience.settle_in, people=people, now=Clock().now()))
        await scene.do(partial(audience.announce, now=Clock().now(), centre=audience.NOBODY))
        gc.disable()  # a pause of ours would look like a burst of the bot
        bot.start()
        lives = (chatter.talk(), scene.noise.sleeper(), scene.noise.writer())
        going = [tasks.create_task(life) for life in lives]
        try:
            yield scene
        finally:
            for task in going:
                task.cancel()
            bot.kill()
            database.close()
            gc.enable()


@dataclass(frozen=True)
class Round:
    """One flood without faults; times in seconds."""

    idle: float
    beside: float
    used: float
    worst: int
    sure: int
    seconds: float
    late: float
    disk: float


async def undisturbed(scene: Flood, idle_seconds: float = IDLE_SECONDS) -> Round:
    """Measure answers while nothing else happens, then beside an announcement."""
    await asyncio.sleep(4)
    scene.chatter.take()
    await asyncio.sleep(idle_seconds)
    idle = scene.chatter.take()
    scene.noise.reset()
    first = len(scene.telegram.calls)
    await scene.announce()
    beside = scene.chatter.take()
    calls = list(scene.telegram.calls)[first:]
    times = starts(calls)
    bulk = [call.started for call in calls if (call.chat_id or 0) >= audience.FIRST_CHAT]
    return Round(
        percentile(idle, 95),
        percentile(beside, 95),
        share(times, bulk[0], bulk[-1], RATE),
        worst_second(times),
        worst_second(times, scene.noise.latest),
        bulk[-1] - bulk[0],
        percentile(scene.noise.late, 99),
        percentile(scene.noise.disk, 95),
    )


@dataclass(frozen=True)
class Disturbed:
    """A flood with a kill and refusals in the middle."""

    worst: int
    sure: int
    refusals: int
    early: int
    delivered: int
    copies: int
    unclear: int
    missing: int


async def disturbed(scene: Flood, refusals: int = 5) -> Disturbed:
    """Announce, refuse some calls, kill the bot in the middle and start it again at once."""
    first, before, heard = len(scene.telegram.calls), scene.received, len(scene.telegram.heard)
    scene.noise.reset()
    scene.plan.faults = Faults(delay=IN_THE_AIR)
    await scene.do(partial(audience.announce, now=Clock().now()))
    await scene.reached(before + scene.people // 4)
    scene.plan.script(Fault.TOO_MANY, method="sendMessage", times=refusals, retry_after=2)
    await scene.reached(before + scene.people // 2)
    scene.bot.kill()
    scene.bot.start()
    for _ in range(int(LONGEST_SECONDS / LOOK_SECONDS)):
        if await asyncio.wrap_future(scene.database.read(audience.is_over)):
            break
        await asyncio.sleep(LOOK_SECONDS)
    calls = list(scene.telegram.calls)[first:]
    reached = [each.chat_id for each in scene.telegram.heard[heard:]]
    unclear = await scene.do(audience.unclear_chats)
    return _disturbed(scene.people, calls, reached, unclear, scene.noise.latest)


def _disturbed(
    people: int, calls: Sequence[Call], heard: Sequence[int], unclear: set[int], late: float
) -> Disturbed:
    reached = [chat for chat in heard if chat >= audience.FIRST_CHAT]
    return Disturbed(
        worst=worst_second(starts(calls)),
        sure=worst_second(starts(calls), late),
        refusals=sum(call.outcome == "429" for call in calls),
        early=sum(call.early for call in calls),
        delivered=len(set(reached)),
        copies=len(reached) - len(set(reached)),
        unclear=len(unclear - set(reached)),
        missing=people - len(set(reached) | unclear),
    )


async def measure(
    people: int, chatting: int, repeats: int, database_url: str, folder: Path
) -> tuple[list[Round], Disturbed]:
    """Run everything once in one process of the bot."""
    async with flood(people, chatting, database_url, folder) as scene:
        await asyncio.sleep(WARM_SECONDS)
        rounds = [await undisturbed(scene) for _ in range(repeats)]
        return rounds, await disturbed(scene)


def lines(rounds: Sequence[Round], kill: Disturbed) -> Iterator[str]:
    """Return the table."""
    figures: dict[str, tuple[list[float], str]] = {
        "p95 of answers, idle (ms)": ([1000 * r.idle for r in rounds], ""),
        "p95 of answers, beside (ms)": ([1000 * r.beside for r in rounds], ""),
        "difference (ms)": ([1000 * (r.beside - r.idle) for r in rounds], "<= 60"),
        "share of the rate used (%)": ([100 * r.used for r in rounds], ">= 97"),
        "calls heard in the worst second": ([float(r.worst) for r in rounds], ""),
        "the same without what was late here": ([float(r.sure) for r in rounds], "<= 30"),
        "length of the flood (s)": ([r.seconds for r in rounds], ""),
        "noise: p99 of late wake-ups (ms)": ([1000 * r.late for r in rounds], ""),
        "noise: p95 of a disk write (ms)": ([1000 * r.disk for r in rounds], ""),
    }
    yield f"{'':38}{'min':>9}{'median':>9}{'max':>9}  goal"
    for name, (values, goal) in figures.items():
        ordered = f"{min(values):>9.1f}{median(values):>9.1f}{max(values):>9.1f}"
        yield f"{name:38}{ordered}  {goal}"
    yield "with a kill and refusals in the middle:"
    for name, figure in vars(kill).items():
        yield f"  {name:36}{figure:>9}"


@click.command()
@click.option("--people", default=3000, show_default=True)
@click.option("--chatting", default=20, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--database", type=click.Choice(KINDS), default="sqlite", show_default=True)
def main(people: int, chatting: int, repeats: int, database: str) -> None:
    """Flood people while others chat; exit 1 if the limit or a 429 was not kept."""
    logging.getLogger("aiohttp.server").disabled = True  # names every call a kill cut off
    began = time.monotonic()
    with scratch_database(database) as url, tempfile.TemporaryDirectory() as folder:
        settle(url)
        rounds, kill = asyncio.run(measure(people, chatting, repeats, url, Path(folder)))
    for line in lines(rounds, kill):
        click.echo(line)
    click.echo(f"{people} people, {chatting} chatting, {time.monotonic() - began:.0f} s in all")
    worst = max(kill.sure, *(each.sure for each in rounds))
    sys.exit(0 if worst <= RATE and not kill.early else 1)


if __name__ == "__main__":
    main()
