"""What came in: stored before anybody is told so, finished in the turn that answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage.engine.prepared import Prepared
from storage.models import Inbox
from storage.models.base import UtcDateTime
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.queues.chats import upsert_chat
from storage.queues.once import insert_once


@dataclass(frozen=True)
class Arrival:
    """A raw update; `address` None means nobody of ours speaks in it."""

    update_id: int
    payload: dict[str, Any]
    address: str | None
    kind: ChatKind
    message_id: int | None


@dataclass(frozen=True)
class Waiting:
    """An update whose turn is still to come."""

    seq: int
    chat_id: int


class Taken(NamedTuple):
    """What a turn is taken for, and how often that failed."""

    payload: dict[str, Any] | None
    attempts: int
    received_at: datetime


TAKE = Prepared(
    select(Inbox.payload, Inbox.attempts, Inbox.received_at)
    .where(Inbox.seq == bindparam("row"), Inbox.state == InboxState.NEW)
    .with_for_update()
)
FINISH = Prepared(
    update(Inbox)
    .where(Inbox.seq == bindparam("row"))
    .values(state=InboxState.DONE, payload=None, finished_at=bindparam("now", type_=UtcDateTime()))
)


def store(session: Session, arrivals: Iterable[Arrival], now: datetime) -> list[Waiting]:
    """Store updates and return the new ones that wait for a turn; a known update_id is skipped."""
    stored = [_store_one(session, arrival, now) for arrival in arrivals]
    return [waiting for waiting in stored if waiting is not None]


def _store_one(session: Session, arrival: Arrival, now: datetime) -> Waiting | None:
    if arrival.address is None:
        done = {"state": InboxState.DONE, "finished_at": now, "received_at": now}
        insert_once(session, Inbox, update_id=arrival.update_id, **done)
        return None
    chat_id = upsert_chat(session, arrival.address, arrival.kind, now)
    seq = insert_once(
        session,
        Inbox,
        update_id=arrival.update_id,
        chat_id=chat_id,
        payload=arrival.payload,
        message_id=arrival.message_id,
        state=InboxState.NEW,
        received_at=now,
    )
    return None if seq is None else Waiting(seq, chat_id)


def unfinished(session: Session) -> list[Waiting]:
    """Return what waits for its turn, in the order it came."""
    rows = session.execute(
        select(Inbox.seq, Inbox.chat_id).where(Inbox.state == InboxState.NEW).order_by(Inbox.seq)
    )
    return [Waiting(row.seq, row.chat_id) for row in rows]


def take(session: Session, seq: int) -> Taken | None:
    """Return what to take a turn for, locked; None when it is done, parked or erased."""
    row = TAKE.first(session, row=seq)
    return None if row is None else Taken(*row)


def finish(session: Session, seq: int, now: datetime) -> None:
    """Mark a row done and forget what it said."""
    FINISH.all(session, row=seq, now=now)


def fail(session: Session, seq: int, now: datetime, limit: int) -> bool:
    """Count a failed turn; at `limit` failures the row is parked with its payload: then True."""
    row = take(session, seq)
    if row is None:
        return False
    failed = row.attempts + 1
    values: dict[str, object] = {"attempts": failed}
    if failed >= limit:
        values |= {"state": InboxState.PARKED, "finished_at": now}
    session.execute(update(Inbox).where(Inbox.seq == seq).values(values))
    return failed >= limit
