"""What the bot does for its database unasked."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.upkeep import Upkeep
from storage.engine.database import Database
from storage.models.outbox import Lane, OutboxState
from tests.storage.desk import chat_of, claim, put, row_of

MINUTE = timedelta(minutes=1)


async def test_a_claim_nobody_heard_of_is_put_back_what_flies_is_left_alone(
    database: Database, now: datetime
) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    lost, flies = put(database, hamid, now), put(database, selam, now, lane=Lane.OFFER)
    assert claim(database, now) == lost
    assert claim(database, now + 2 * MINUTE) == flies
    upkeep = Upkeep(database, now)
    for minutes, state in ((1, "sending"), (2, "sending"), (3, "todo")):
        await upkeep.run(now + minutes * MINUTE)
        assert row_of(database, lost).state == state
    assert row_of(database, flies).state == OutboxState.SENDING


async def test_what_was_forgotten_is_gone_from_the_files_within_the_hour(
    sqlite_database: Database, now: datetime, tmp_path: Path
) -> None:
    upkeep = Upkeep(sqlite_database, now)
    await upkeep.run(now + MINUTE)
    chat_of(sqlite_database, "Hamid", now)
    log = tmp_path / "jip.db-wal"
    await upkeep.run(now + 2 * MINUTE)
    assert log.stat().st_size > 0
    await upkeep.run(now + 62 * MINUTE)
    assert log.stat().st_size == 0
