"""A small flood over a killed bot: the limit holds, a 429 is obeyed, everybody is written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.flood import RATE, disturbed, flood

pytestmark = pytest.mark.slow
PEOPLE = 100
QUICK = (0.5, 2.0)


@pytest.mark.furnished("district")
async def test_the_limit_holds_over_a_kill_and_a_429_is_obeyed(
    database_url: str, tmp_path: Path
) -> None:
    async with flood(PEOPLE, 5, database_url, tmp_path, QUICK) as scene:
        found = await disturbed(scene)
        answered = len(scene.chatter.waits)
    assert found.sure <= RATE
    assert (found.refusals, found.early) == (5, 0)
    assert (found.delivered + found.unclear, found.missing, found.copies) == (PEOPLE, 0, 0)
    assert answered > 0
