"""How long the oldest unfinished row of each queue waits: what an operator's alarm looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from storage.models import Chat, Due, Inbox, Outbox
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import Carrier, OutboxState

CLAIMED = (
    select(Outbox.claimed_at)
    .where(Outbox.claimed_at.is_not(None), Outbox.carrier == Carrier.TELEGRAM)
    .order_by(Outbox.claimed_at.desc())
    .limit(1)
)
"""When a call was begun last."""


@dataclass(frozen=True)
class Queue:
    """What waits and could be done now; the oldest of it waits for `seconds`.

    `rests` are the seconds since anything of it was begun, None where that is not known.
    """

    name: str
    waiting: int = 0
    seconds: float = 0.0
    rests: float | None = None


def queues(session: Session, now: datetime) -> list[Queue]:
    """Return what waits in the inbox, for each carrier, and of what is due."""
    new = select(func.count(), func.min(Inbox.received_at)).where(Inbox.state == InboxState.NEW)
    come = select(func.count(), func.min(Due.due_at))
    come = come.where(Due.state == DueState.TODO, Due.due_at <= now)
    found = [_queue(session, "inbox", new, now), *_outbox(session, now)]
    return [*found, _queue(session, "due", come, now)]


def aside(session: Session) -> int:
    """Count what was put aside after failing."""
    updates = select(func.count()).where(Inbox.state == InboxState.PARKED)
    due = select(func.count()).where(Due.state == DueState.PARKED)
    return (session.scalar(updates) or 0) + (session.scalar(due) or 0)


def _queue(session: Session, name: str, rows: Select[int, datetime], now: datetime) -> Queue:
    count, oldest = session.execute(rows).one()
    return Queue(name, count, _age(oldest, now))


def _outbox(session: Session, now: datetime) -> list[Queue]:
    """Return what may go now, by carrier: not what is put off, nor in a chat that rests."""
    flies = Outbox.state == OutboxState.SENDING
    may_go = and_(
        Outbox.state == OutboxState.TODO,
        Outbox.not_before <= now,
        Outbox.expires_at > now,
        or_(Chat.parked_until.is_(None), Chat.parked_until <= now),
    )
    since = case((flies, Outbox.claimed_at), else_=Outbox.not_before)
    rows = select(Outbox.carrier, func.count(), func.min(since)).join(
        Chat, Chat.id == Outbox.chat_id
    )
    rows = rows.where(or_(flies, may_go)).group_by(Outbox.carrier)
    found = {carrier: (count, oldest) for carrier, count, oldest in session.execute(rows)}
    begun = session.scalar(CLAIMED)
    rests = None if begun is None else _age(begun, now)
    return [_carried(each, *found.get(each, (0, None)), rests, now) for each in Carrier]


def _carried(
    carrier: Carrier, count: int, oldest: datetime | None, rests: float | None, now: datetime
) -> Queue:
    """Return the queue of a carrier; only calls are claimed one by one, so only they rest."""
    known = rests if carrier is Carrier.TELEGRAM else None
    return Queue(f"outbox_{carrier}", count, _age(oldest, now), known)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
