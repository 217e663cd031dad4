"""A small announcement through everything: nobody has it twice, nobody is lost, a stop stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models.announcements import AnnouncementState
from tests.benchmarks.announced import RATE, kept, tormented
from tests.benchmarks.flood import flood

pytestmark = pytest.mark.slow
PEOPLE, QUICK = 200, (0.5, 2.0)


@pytest.mark.furnished("district")
async def test_an_announcement_over_429s_a_kill_a_pause_and_a_stop(
    database_url: str, tmp_path: Path
) -> None:
    async with flood(PEOPLE, 5, database_url, tmp_path, QUICK) as scene:
        found = await tormented(scene, idle_seconds=2)
    assert kept(found), found
    assert found.sure <= RATE
    assert (found.refusals, found.doubled, found.lost) == (5, 0, 0)
    assert found.blocked > 0
    assert found.delivered + found.unclear + found.blocked + found.left == PEOPLE
    assert found.state == AnnouncementState.STOPPED
