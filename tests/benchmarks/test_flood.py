"""A small flood over a killed bot: the limit holds, a 429 is obeyed, everybody is written to."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.flood import RATE, disturbed, flood
from tests.faults.scratch import settle

PEOPLE = 200


async def test_the_limit_holds_over_a_kill_and_a_429_is_obeyed(
    database_url: str, tmp_path: Path
) -> None:
    settle(database_url)
    async with flood(PEOPLE, 5, database_url, tmp_path) as scene:
        found = await disturbed(scene)
        answered = len(scene.chatter.waits)
    assert found.sure <= RATE
    assert (found.refusals, found.early) == (5, 0)
    assert (found.delivered + found.unclear, found.missing, found.copies) == (PEOPLE, 0, 0)
    assert answered > 0
