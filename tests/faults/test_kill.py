"""The bot is killed at random moments while people talk and Telegram fails; nothing is lost."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kill import Plan, torment_ours
from tests.faults.scratch import settle


async def test_killed_again_and_again_nothing_is_lost_and_nothing_happens_twice(
    database_url: str, tmp_path: Path
) -> None:
    settle(database_url)
    run = await torment_ours(Plan(kills=6, people=10), database_url, tmp_path)
    assert run.verdict.updates > 20
    assert run.verdict.rows["sent"] > 20
    assert run.verdict.kept, run.verdict
    assert run.mistakes == []
    assert (run.early, run.crashes) == (0, 0)
