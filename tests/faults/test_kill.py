"""The bot is killed at random moments while people talk and Telegram fails; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.standin.call_log import Call
from tests.faults.kill import Plan, too_early, torment_ours

pytestmark = pytest.mark.slow
SHORT = Plan(kills=6, people=24, moment=0.5, hasty=True)


@pytest.mark.furnished("swift")
async def test_killed_again_and_again_nothing_is_lost_and_nothing_happens_twice(
    database_url: str, tmp_path: Path
) -> None:
    run = await torment_ours(SHORT, database_url, tmp_path)
    assert run.verdict.kept, run.verdict
    assert run.verdict.updates > 40
    assert run.verdict.rows["sent"] > 50
    assert run.mistakes == []
    assert (run.early, run.crashes) == (0, 0)


def test_a_pause_nobody_lived_to_write_down_is_not_held_against_the_bot() -> None:
    told, early = (
        Call(5.0, "sendMessage", 1, "429", False),
        Call(6.0, "edit", 1, "ok", True, 9, True),
    )
    assert too_early([told, early], kills=[4.9, 5.6]) == 1
    assert too_early([told, early], kills=[5.4]) == 0
