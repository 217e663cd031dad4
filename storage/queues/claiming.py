"""The statements of the sender's claim, built once: building costs more than asking."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from storage.models import Chat, Outbox
from storage.models.base import UtcDateTime
from storage.models.outbox import Lane, OutboxState

SWEEP = 100
NOW, UP_TO, RESTING = "now", "up_to", "resting"
_now = bindparam(NOW, type_=UtcDateTime())


def _next() -> Select[Outbox, datetime | None]:
    flying, older = aliased(Outbox), aliased(Outbox)
    in_flight = exists().where(
        flying.chat_id == Outbox.chat_id, flying.state == OutboxState.SENDING
    )
    overtaken = exists().where(
        older.chat_id == Outbox.chat_id,
        older.state == OutboxState.TODO,
        older.lane == Outbox.lane,
        older.id < Outbox.id,
        older.expires_at > _now,
    )
    rests = Outbox.chat_id.in_(bindparam(RESTING, expanding=True))
    return (
        select(Outbox, Chat.blocked_at)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(
            Outbox.state == OutboxState.TODO,
            Outbox.lane <= bindparam(UP_TO),
            Outbox.not_before <= _now,
            Outbox.expires_at > _now,
            or_(Chat.parked_until.is_(None), Chat.parked_until <= _now),
            or_(Outbox.lane == int(Lane.ANSWER), ~rests),
            ~in_flight,
            ~overtaken,
        )
        .order_by(Outbox.lane, Outbox.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Outbox)
    )


NEXT = _next()
"""The row to send next, with its chat's `blocked_at`."""

LATE = (
    select(Outbox.id)
    .where(Outbox.state == OutboxState.TODO, Outbox.expires_at <= _now)
    .order_by(Outbox.expires_at)
    .limit(SWEEP)
)
"""What is too late to send; in the order of its index, so that SQLite takes that one."""
