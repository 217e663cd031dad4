"""Kills the bot again and again while people talk and Telegram fails, then counts what broke."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.standin.api import standin
from bot.standin.call_log import Call
from bot.standin.faults import FaultPlan, Faults
from storage.engine.database import open_database
from storage.models import Due, Inbox, Outbox
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import OPEN
from storage.queues.kinds import Kind
from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY
from tests.faults.checker import Verdict, judge
from tests.faults.crowd import Crowd
from tests.faults.process import BotProcess, our_bot, stock_bot
from tests.faults.scratch import KINDS, scratch_database, settle
from tests.faults.witness import Witness

AT_START = 0.3
SPEAKS_WITHIN = 20.0
DRAINED_WITHIN = 120.0
STEP = 0.05
UNWRITTEN = 0.5
"""Seconds in which a busy machine hears of a 429 and commits it: a kill before may lose it."""


@dataclass(frozen=True)
class Plan:
    """How hard it gets.

    `moment` is the longest wait for the next kill, and `pause` the shortest and longest silence
    of one person, in seconds; a hasty bot may write to one chat as fast as it likes.
    """

    kills: int = 60
    people: int = 24
    seed: int = 1
    moment: float = 2.0
    pause: tuple[float, float] = (1.0, 5.0)
    hasty: bool = False

    @property
    def faults(self) -> Faults:
        """What Telegram does meanwhile."""
        return Faults(seed=self.seed, rate_429=0.05, rate_5xx=0.05, rate_hang=0.03)


@dataclass
class Scene:
    """A Telegram with people, on which a bot is let loose."""

    plan: Plan
    telegram: Witness
    crowd: Crowd
    faults: FaultPlan
    url: str

    async def torment(self, bot: BotProcess) -> None:
        """Kill the bot as often as planned while people talk; it runs when this returns."""
        chance = Random(self.plan.seed)
        async with asyncio.TaskGroup() as tasks:
            talk = tasks.create_task(self.crowd.talk())
            for _ in range(self.plan.kills):
                bot.start()
                await self._moment(chance)
                bot.kill()
            bot.start()
            await self._speaks()
            talk.cancel()
        self.faults.faults = Faults()

    async def _moment(self, chance: Random) -> None:
        """Wait for the next kill: soon after the start, while people talk, or inside a burst."""
        if chance.random() < AT_START:
            await asyncio.sleep(chance.uniform(0, self.plan.moment))
            return
        await self._speaks()
        await asyncio.sleep(chance.uniform(0, self.plan.moment))
        if chance.random() < 0.5:
            self.crowd.burst()
            await asyncio.sleep(chance.uniform(0, 0.3))

    async def _speaks(self) -> None:
        before = len(self.telegram.heard)
        await until(lambda: len(self.telegram.heard) > before, SPEAKS_WITHIN)


async def until(so: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so, at most some seconds; tell whether it is."""
    for _ in range(int(seconds / STEP)):
        if so():
            return True
        await asyncio.sleep(STEP)
    return so()


@asynccontextmanager
async def scene(plan: Plan) -> AsyncIterator[Scene]:
    """Set the scene."""
    telegram, faults = Witness(Clock().now), FaultPlan(plan.faults)
    crowd = Crowd(telegram, plan.people, plan.seed, plan.pause)
    async with standin(telegram, token=KEY, faults=faults) as url:
        yield Scene(plan, telegram, crowd, faults, url)


@dataclass(frozen=True)
class Run:
    """What came of our bot."""

    verdict: Verdict
    kills: int
    crashes: int
    early: int
    mistakes: list[str]


async def torment_ours(plan: Plan, database_url: str, folder: Path) -> Run:
    """Kill our bot; the database must have the places loaded."""
    async with scene(plan) as stage:
        bot = our_bot(stage.url, database_url, folder, is_hasty=plan.hasty)
        database = open_database(database_url, SECRET_KEY)
        try:
            await stage.torment(bot)
            for _ in range(int(DRAINED_WITHIN / STEP)):
                waiting = await asyncio.wrap_future(database.read(unfinished))
                if not waiting and not len(stage.telegram.updates):
                    break
                bot.guard()
                await asyncio.sleep(STEP)
            bot.kill()
            verdict = await asyncio.to_thread(judge, stage.telegram, database)
        finally:
            bot.kill()
            database.close()
    calls = stage.telegram.calls
    mistakes = [c.reason for c in calls.mistakes() if "not modified" not in c.reason]
    return Run(verdict, plan.kills, bot.crashes, too_early(calls, bot.kills), mistakes)


def too_early(calls: Iterable[Call], kills: Sequence[float]) -> int:
    """Count the calls before the end of a 429 that the bot had the time to write down."""
    told: dict[int | None, float] = {}
    found = 0
    for call in calls:
        at = told.get(call.chat_id, 0.0)
        found += call.early and not any(at <= kill < at + UNWRITTEN for kill in kills)
        if call.outcome == "429":
            told[call.chat_id] = call.started
    return found


def unfinished(session: Session) -> int:
    """Count what is still to do."""
    rows = (
        select(func.count()).select_from(Inbox).where(Inbox.state == InboxState.NEW),
        select(func.count()).select_from(Outbox).where(Outbox.state.in_(OPEN)),
        select(func.count()).where(Due.kind == Kind.REASK, Due.state == DueState.TODO),
    )
    return sum(session.scalar(each) or 0 for each in rows)


@dataclass(frozen=True)
class Stock:
    """What came of stock python-telegram-bot."""

    updates: int
    unseen: int
    unanswered: int


async def torment_stock(plan: Plan, folder: Path) -> Stock:
    """Kill stock python-telegram-bot in the same way."""
    async with scene(plan) as stage:
        bot = stock_bot(stage.url, folder)
        try:
            await stage.torment(bot)
            quiet = -1
            while quiet < len(stage.telegram.heard):
                quiet = len(stage.telegram.heard)
                await asyncio.sleep(5)
        finally:
            bot.kill()
    made = set(stage.telegram.updates.made)
    seen = {int(line) for line in (folder / "seen").read_text().split()}
    answered = {int(heard.face[1].split()[1]) for heard in stage.telegram.heard}
    return Stock(len(made), len(made - seen), len(made - answered))


def lines(run: Run, stock: Stock | None) -> Iterable[str]:
    """Return the table."""
    verdict = run.verdict
    figures: dict[str, object] = {
        "kills": run.kills,
        "updates": verdict.updates,
        **verdict.promises,
        "updates parked": verdict.parked,
        "outbox rows": sum(verdict.rows.values()),
        **{f"  {state}": count for state, count in sorted(verdict.rows.items())},
        "extra copies of doubtful rows": verdict.doubtful_copies,
        "calls before the end of a 429": run.early,
        "calls that broke a rule of the Bot API": len(run.mistakes),
        "ends by itself": run.crashes,
    }
    beside: dict[str, int] = {}
    if stock:
        beside = {"updates": stock.updates, "updates lost": stock.unseen}
        figures["updates nobody answered"] = 0
        beside["updates nobody answered"] = stock.unanswered
    yield f"{'':46}{'ours':>8}" + (f"{'stock':>8}" if stock else "")
    for name, figure in figures.items():
        yield f"{name:46}{figure:>8}" + (f"{beside[name]:>8}" if name in beside else "")


@click.command()
@click.option("--kills", default=60, show_default=True)
@click.option("--people", default=24, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--database", type=click.Choice(KINDS), default="sqlite", show_default=True)
@click.option("--stock", is_flag=True, help="Do the same to stock python-telegram-bot.")
def main(kills: int, people: int, seed: int, database: str, stock: bool) -> None:
    """Kill the bot while people talk; exit 1 if it broke a promise."""
    logging.getLogger("aiohttp.server").disabled = True  # names every call a kill cut off
    plan = Plan(kills, people, seed)
    with scratch_database(database) as url, tempfile.TemporaryDirectory() as folder:
        settle(url)
        run = asyncio.run(torment_ours(plan, url, Path(folder)))
        beside = asyncio.run(torment_stock(plan, Path(folder))) if stock else None
    for line in lines(run, beside):
        click.echo(line)
    verdict = run.verdict
    for line in [*verdict.unequal, *verdict.missing, *verdict.strays, *run.mistakes][:20]:
        click.echo(line)
    sys.exit(0 if verdict.kept and not run.early else 1)


if __name__ == "__main__":
    main()
