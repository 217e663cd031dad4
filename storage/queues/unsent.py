"""What the sender still has to do now, for those who wait until it is quiet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from storage.models import Chat, Outbox
from storage.models.outbox import OutboxState


def due_rows(session: Session, now: datetime) -> int:
    """Count the rows that fly, or wait for nothing but the sender."""
    may_go = and_(
        Outbox.state == OutboxState.TODO,
        Outbox.not_before <= now,
        or_(Chat.parked_until.is_(None), Chat.parked_until <= now),
    )
    rows = select(func.count()).select_from(Outbox).join(Chat, Chat.id == Outbox.chat_id)
    flying = Outbox.state == OutboxState.SENDING
    return session.scalar(rows.where(or_(flying, may_go))) or 0
