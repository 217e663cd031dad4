"""A whole onboarding in Arabic, from the first hello to the card: what a turn costs our bot."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import town
from tests.benchmarks.answers import undisturbed
from tests.benchmarks.cheap_api import cheap_api
from tests.benchmarks.contenders import HASTY, copied, on_the_other_cores, running
from tests.benchmarks.report import Found, Plan, Table, cell
from tests.benchmarks.travel import onboard, phones

PEOPLE, LANGUAGE = 30, "ar"


@dataclass(frozen=True)
class Round:
    """What some people cost who come at once; `cpu` is milliseconds for a turn."""

    number: int
    turns: int
    calls: int
    seconds: float
    cpu: float


async def measure(plan: Plan) -> Found:
    """Let people come in rounds, each to an empty town."""
    with on_the_other_cores(), tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        place = Path(temporary) / "town"
        await town.found(place, lively=True)
        town.set_limits(place, sends_per_second=town.UNLIMITED)
        folders = [copied(place, Path(temporary) / str(n)) for n in range(plan.rounds)]
        rounds = [await one_round(folder, number) for number, folder in enumerate(folders)]
    rows = [
        ("turns/s", cell([each.turns / each.seconds for each in rounds])),
        ("ms CPU a turn", cell([each.cpu for each in rounds], 2)),
        ("answers/s", cell([each.calls / each.seconds for each in rounds])),
        ("turns of one person", cell([each.turns / PEOPLE for each in rounds])),
    ]
    return Found([Table((f"onboarding in {LANGUAGE}, {PEOPLE} at once", "ours"), rows)], rounds)


async def one_round(folder: Path, number: int) -> Round:
    """Start the bot, let everybody come, wait for the last card."""
    async with cheap_api() as api, running(HASTY, api, folder) as process:
        await api.quiet()
        people = phones(api, town.chats_of(PEOPLE))
        with undisturbed():
            cpu, began = process.cpu(), time.monotonic()
            async with asyncio.TaskGroup() as tasks:
                for phone in people:
                    tasks.create_task(onboard(phone, LANGUAGE))
            await api.quiet()
            seconds, cpu = api.said[-1].at - began, process.cpu() - cpu
    turns = sum(phone.turns for phone in people)
    return Round(number, turns, len(api.said), seconds, 1000 * cpu / turns)
