"""Short words for the storage tests: do a unit, look through a second session, put and claim."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority
from storage.models import Outbox
from storage.models.chats import ChatKind
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.queues.chats import upsert_chat

T = TypeVar("T")
NUMBERS = itertools.count(1)


def do(database: Database, unit: Callable[..., T], *args: Any, **options: Any) -> T:
    """Run `unit(session, ...)` in a transaction and wait for it."""
    future = database.submit(Priority.TURN, lambda session: unit(session, *args, **options))
    return future.result(timeout=20)


def look(database: Database, unit: Callable[[Session], T]) -> T:
    """Read through the reader, another session than the one that wrote."""
    return database.read(unit).result(timeout=20)


def chat_of(database: Database, name: str, now: datetime) -> int:
    """Return the private chat of somebody."""
    return do(database, upsert_chat, f"private:{name}", ChatKind.PRIVATE, now)


def put(database: Database, chat_id: int, now: datetime, **options: Any) -> int:
    """Queue an answer that is good for ten minutes, with what `options` say otherwise."""
    number = next(NUMBERS)
    values = {
        "lane": Lane.ANSWER,
        "dedupe_key": f"test:{number}",
        "expires_at": now + timedelta(minutes=10),
        "body": {"v": 1, "op": "send", "text": f"text {number}"},
    } | options
    row_id = do(database, outbox.put, chat_id=chat_id, now=now, **values)
    assert row_id is not None
    return row_id


def claim(
    database: Database, now: datetime, up_to: Lane = Lane.ANNOUNCEMENT, resting: Any = ()
) -> int | None:
    """Claim the next row and return its key."""
    row = do(database, outbox.claim, now, up_to, resting)
    return None if row is None else row.id


def row_of(database: Database, row_id: int) -> Outbox:
    """Return an outbox row as it is stored."""
    row = look(database, lambda session: session.get(Outbox, row_id))
    assert row is not None
    return row
