"""Times and numbers are the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import BigInteger, select, update
from sqlalchemy.exc import StatementError

from storage.engine.database import Database
from storage.models import Chat, Record
from tests.storage.desk import chat_of, do, look

BERLIN = ZoneInfo("Europe/Berlin")
FOREIGN_NUMBERS = {"source_key", "message_id", "prompt_id", "edits"}


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),
        datetime(2026, 11, 10, 8, 0, 0, 123456, tzinfo=UTC),
    ],
)
def test_a_time_comes_back_as_the_same_moment_in_utc(
    database: Database, now: datetime, at: datetime
) -> None:
    hamid = chat_of(database, "Hamid", at)
    heard = look(database, lambda session: session.get_one(Chat, hamid)).heard_at
    assert heard.tzinfo is UTC
    assert heard.timestamp() == at.timestamp()


def test_times_compare_as_moments_in_the_database(database: Database) -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    chat_of(database, "Hamid", first.replace(fold=1))
    earlier = select(Chat.id).where(Chat.heard_at > first.astimezone(UTC) + timedelta(minutes=59))
    later = select(Chat.id).where(Chat.heard_at > first.astimezone(UTC) + timedelta(minutes=60))
    assert look(database, lambda session: session.scalars(earlier).all()) != []
    assert look(database, lambda session: session.scalars(later).all()) == []


def test_a_time_without_zone_is_refused(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    change = update(Chat).where(Chat.id == hamid).values(heard_at=now.replace(tzinfo=None))
    with pytest.raises(StatementError, match="without a zone"):
        do(database, lambda session: session.execute(change))


def test_numbers_of_telegram_have_64_bits() -> None:
    columns = [column for table in Record.metadata.tables.values() for column in table.columns]
    found = [column for column in columns if column.name in FOREIGN_NUMBERS]
    assert {column.name for column in found} == FOREIGN_NUMBERS
    assert [str(column) for column in found if not isinstance(column.type, BigInteger)] == []
