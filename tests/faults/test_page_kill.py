"""The bot is killed at random moments while people post forms; nothing is lost or counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.kill import Plan
from tests.faults.page_kill import torment_page

pytestmark = pytest.mark.slow
SHORT = Plan(kills=3, people=8, moment=0.6, pause=(0.05, 0.6))


@pytest.mark.furnished("swift")
async def test_killed_while_people_post_nothing_is_lost_and_nothing_counts_twice(
    database_url: str, tmp_path: Path
) -> None:
    verdict = await torment_page(SHORT, database_url, tmp_path)
    assert verdict.kept, verdict
    assert verdict.rows > 15
    assert verdict.entries > 10
    assert (verdict.parked, verdict.crashes) == (0, 0)
