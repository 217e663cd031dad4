"""What the sender still has to do."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from storage.models import Chat, Outbox
from storage.models.outbox import OPEN, OutboxState
from storage.queues.claiming import CALLED, SOON

LOOK_AHEAD = timedelta(seconds=1)


def due_rows(session: Session, now: datetime) -> int:
    """Count the rows that fly, or wait for nothing but the sender."""
    may_go = and_(
        Outbox.state == OutboxState.TODO,
        Outbox.not_before <= now,
        or_(Chat.parked_until.is_(None), Chat.parked_until <= now),
    )
    rows = select(func.count()).select_from(Outbox).join(Chat, Chat.id == Outbox.chat_id)
    flying = Outbox.state == OutboxState.SENDING
    return session.scalar(rows.where(CALLED, or_(flying, may_go))) or 0


def next_at(session: Session, now: datetime) -> datetime | None:
    """Return when something that was put off may go out next."""
    later = (Outbox.state == OutboxState.TODO, Outbox.not_before > now)
    goes = Outbox.not_before < Outbox.expires_at
    return session.scalar(select(func.min(Outbox.not_before)).where(*later, goes))


def waits(session: Session, now: datetime) -> bool:
    """Tell whether anything waits for the sender, or will in a moment."""
    return bool(SOON.value(session, now=now + LOOK_AHEAD))


def waiting(session: Session) -> int:
    """Count the open rows."""
    return sum(open_by_lane(session).values())


def open_by_lane(session: Session) -> dict[int, int]:
    """Count the open rows of each lane that has any."""
    counts = select(Outbox.lane, func.count()).where(Outbox.state.in_(OPEN))
    return {row[0]: row[1] for row in session.execute(counts.group_by(Outbox.lane))}
