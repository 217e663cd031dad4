"""Two who write to each other at once do not wait for each other's turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.queues.chats import open_chat
from tests.storage.desk import chat_of

NOW = datetime(2026, 11, 10, 8, tzinfo=UTC)


def test_each_puts_something_into_the_chat_of_the_other(postgres_database: Database) -> None:
    amal, petra = (chat_of(postgres_database, name, NOW) for name in ("amal", "petra"))
    engine, ends = postgres_database.engine, NOW + timedelta(hours=1)
    with Session(engine) as one, Session(engine) as other:
        for session, own in ((one, amal), (other, petra)):
            session.execute(text("SET LOCAL lock_timeout = '1s'"))
            open_chat(session, own)
        for session, chat in ((one, petra), (other, amal)):
            key = f"to {chat}"
            put = outbox.put(
                session,
                chat_id=chat,
                lane=Lane.ANSWER,
                dedupe_key=key,
                now=NOW,
                expires_at=ends,
                body={"v": 2},
            )
            assert put is not None
        one.commit()
        other.commit()
