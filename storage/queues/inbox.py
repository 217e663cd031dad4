"""What came in: stored before anybody is told so, finished in the turn that answers it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from storage.engine.prepared import Prepared
from storage.models import Inbox
from storage.models.base import UtcDateTime
from storage.models.chats import ChatKind, FaceName
from storage.models.inbox import InboxState
from storage.queues.chats import upsert_chat
from storage.queues.once import insert_once


@dataclass(frozen=True)
class Arrival:
    """What a face brings; `address` None means nobody of ours speaks in it."""

    source_key: int
    payload: dict[str, Any]
    address: str | None
    kind: ChatKind
    message_id: int | None
    face: FaceName = FaceName.TELEGRAM


@dataclass(frozen=True)
class Waiting:
    """An update whose turn is still to come."""

    seq: int
    chat_id: int


class Taken(NamedTuple):
    """What a turn is taken for, how often that failed, when it came."""

    seq: int
    attempts: int
    received_at: datetime


NEXT = Prepared(
    select(Inbox.seq, Inbox.attempts, Inbox.received_at)
    .where(
        Inbox.chat_id == bindparam("chat"),
        Inbox.state == InboxState.NEW,
        Inbox.seq <= bindparam("row"),
    )
    .order_by(Inbox.seq)
    .limit(1)
    .with_for_update()
)
PAYLOAD = Prepared(select(Inbox.payload).where(Inbox.seq == bindparam("row")))
NUMBERED = Prepared(
    select(Inbox.seq, Inbox.fingerprint).where(
        Inbox.face == bindparam("face", type_=Inbox.face.type),
        Inbox.source_key == bindparam("number"),
    )
)
FINISH = Prepared(
    update(Inbox)
    .where(Inbox.seq == bindparam("row"))
    .values(state=InboxState.DONE, payload=None, finished_at=bindparam("now", type_=UtcDateTime()))
)


def store(
    session: Session, arrivals: Iterable[Arrival], now: datetime, own: set[int] | None = None
) -> list[Waiting]:
    """Store updates and return the new ones that wait for a turn; what is known is skipped.

    `own` are the keys this call stored when it ran before: where the answer to a commit was lost
    they are known, and yet new.
    """
    own = set() if own is None else own
    stored = [_store_one(session, arrival, now, own) for arrival in arrivals]
    return [waiting for waiting in stored if waiting is not None]


def _store_one(session: Session, arrival: Arrival, now: datetime, own: set[int]) -> Waiting | None:
    if arrival.address is None:
        _insert(session, arrival, {"state": InboxState.DONE, "finished_at": now}, now)
        return None
    chat_id = upsert_chat(session, arrival.address, arrival.kind, now, arrival.face)
    values = {
        "chat_id": chat_id,
        "payload": arrival.payload,
        "message_id": arrival.message_id,
        "state": InboxState.NEW,
    }
    seq, is_new = _insert(session, arrival, values, now)
    if not is_new and seq not in own:
        return None
    own.add(seq)
    return Waiting(seq, chat_id)


def _insert(
    session: Session, arrival: Arrival, values: dict[str, Any], now: datetime
) -> tuple[int, bool]:
    """Return the key of an update's row, and whether it is new.

    Where another update had its number before, that one gives it up.
    """
    named = {"source_key": arrival.source_key, "fingerprint": _fingerprint(arrival)}
    row = named | values | {"face": arrival.face, "received_at": now}
    seq = insert_once(session, Inbox, **row)
    if seq is not None:
        return seq, True
    older, known = NUMBERED.first(session, face=arrival.face, number=arrival.source_key) or (
        0,
        None,
    )
    if known in {None, named["fingerprint"]}:
        return older, False
    session.execute(update(Inbox).where(Inbox.seq == older).values(source_key=-older))
    return insert_once(session, Inbox, **row) or 0, True


def _fingerprint(arrival: Arrival) -> int:
    """Return 48 bits by which an update is known again: a message by its place in the chat."""
    told: Any = arrival.payload if arrival.message_id is None else arrival.message_id
    words = json.dumps([arrival.address, told], sort_keys=True)
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:6])


def known(session: Session, face: FaceName, number: int) -> Waiting | None:
    """Return what came under a number before, were its turn still to come; None for nothing."""
    rows = select(Inbox.seq, Inbox.chat_id).where(Inbox.face == face, Inbox.source_key == number)
    found = session.execute(rows).first()
    return Waiting(found.seq, found.chat_id) if found and found.chat_id is not None else None


def heard_last(session: Session, chat_id: int) -> datetime | None:
    """Return when something last came from a chat; None where all of it is forgotten."""
    return session.scalar(select(func.max(Inbox.received_at)).where(Inbox.chat_id == chat_id))


def unfinished(session: Session, limit: int | None = None) -> list[Waiting]:
    """Return what waits for its turn, in the order it came."""
    new = select(Inbox.seq, Inbox.chat_id).where(Inbox.state == InboxState.NEW)
    rows = session.execute(new.order_by(Inbox.seq).limit(limit))
    return [Waiting(row.seq, row.chat_id) for row in rows]


def newest(session: Session) -> int:
    """Return the highest number an update ever had here that is still known, 0 for none."""
    updates = select(func.max(Inbox.source_key)).where(Inbox.face == FaceName.TELEGRAM)
    return session.scalar(updates) or 0


def take(session: Session, waiting: Waiting) -> Taken | None:
    """Return what to take a turn for, locked; None when it is done, parked or erased.

    It is an older update of the same chat while one is not done: a chat is heard in order.
    """
    row = NEXT.first(session, chat=waiting.chat_id, row=waiting.seq)
    return None if row is None else Taken(*row)


def payload(session: Session, seq: int) -> dict[str, Any] | None:
    """Return what came; WrongKeyError where it cannot be read any more."""
    found: dict[str, Any] | None = PAYLOAD.value(session, row=seq)
    return found


def named(session: Session, seq: int, message_id: int) -> None:
    """Note by which number what came can be taken away where it stands."""
    session.execute(update(Inbox).where(Inbox.seq == seq).values(message_id=message_id))


def finish(session: Session, seq: int, now: datetime) -> None:
    """Mark a row done and forget what it said."""
    FINISH.all(session, row=seq, now=now)


def fail(session: Session, waiting: Waiting, now: datetime, limit: int) -> bool:
    """Count a failed turn; at `limit` failures the row is parked with its payload: then True."""
    row = take(session, waiting)
    if row is None:
        return False
    failed = row.attempts + 1
    values: dict[str, object] = {"attempts": failed}
    if failed >= limit:
        values |= {"state": InboxState.PARKED, "finished_at": now}
    session.execute(update(Inbox).where(Inbox.seq == row.seq).values(values))
    return failed >= limit


def forget(session: Session, seq: int) -> None:
    """Keep nothing of what a parked row said, such as a PIN."""
    session.execute(update(Inbox).where(Inbox.seq == seq).values(payload=None))
