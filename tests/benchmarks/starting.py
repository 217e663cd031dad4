"""How long a start takes until the bot hears, and its memory, in a town of 100,000 people."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from tests.benchmarks.cheap_api import cheap_api
from tests.benchmarks.contenders import OURS, on_the_other_cores, running
from tests.benchmarks.crowded import crowded
from tests.benchmarks.report import Found, Plan, Table, cell

PEOPLE, SETTLED_SECONDS = 100_000, 5.0


@dataclass(frozen=True)
class Round:
    """Seconds from the start of the process to its first getUpdates; megabytes a little later."""

    seconds: float
    megabytes: float


async def measure(plan: Plan) -> Found:
    """Start the bot again and again."""
    place = await crowded(plan.folder, PEOPLE, Clock().now())
    with on_the_other_cores():
        rounds = [await one_round(place) for _ in range(plan.rounds)]
    rows = [
        ("start to first poll (s)", cell([r.seconds for r in rounds], 2), "<= 2"),
        ("memory (MB)", cell([r.megabytes for r in rounds], 0), "<= 150"),
    ]
    return Found([Table((f"a start with {PEOPLE} people", "ours", "goal"), rows)], rounds)


async def one_round(place: Path) -> Round:
    """Start, wait for the first poll, look at the memory when it has settled."""
    async with cheap_api() as api, running(OURS, api, place) as process:
        await api.quiet()
        await asyncio.sleep(SETTLED_SECONDS)
        return Round(api.polled_at - process.started_at, process.megabytes())
