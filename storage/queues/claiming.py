"""The statements of a claim, built once: building costs more than asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from storage.models import Chat, Outbox
from storage.models.base import UtcDateTime
from storage.models.outbox import Lane, OutboxState

SWEEP = 100
NOW, UP_TO, RESTING, CHAT, ROW = "now", "up_to", "resting", "chat", "row"
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
        .with_for_update(skip_locked=True, of=(Outbox, Chat))
    )


def _next_answer() -> Select[int, Any, str | None, int | None, int, str]:
    flying = aliased(Outbox)
    in_flight = exists().where(
        flying.chat_id == Outbox.chat_id, flying.state == OutboxState.SENDING
    )
    return (
        select(
            Outbox.id,
            Outbox.body,
            Outbox.kind,
            Outbox.edits,
            Outbox.attempts,
            Outbox.not_before,
            Chat.address,
        )
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(
            Outbox.chat_id == bindparam(CHAT),
            Outbox.state == OutboxState.TODO,
            Outbox.lane == int(Lane.ANSWER),
            Outbox.expires_at > _now,
            Chat.blocked_at.is_(None),
            or_(Chat.parked_until.is_(None), Chat.parked_until <= _now),
            ~in_flight,
        )
        .order_by(Outbox.id)
        .limit(1)
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

NEXT_ANSWER = _next_answer()
"""The oldest answer of a chat that hears nothing now; it may have to wait for its `not_before`."""

BEGIN = (
    update(Outbox)
    .where(Outbox.id == bindparam(ROW))
    .values(state=OutboxState.SENDING, claimed_at=_now, attempts=Outbox.attempts + 1)
    .execution_options(synchronize_session=False)
)
"""From here on bytes may be on the wire."""

SOON = select(exists().where(Outbox.state == OutboxState.TODO, Outbox.not_before <= _now))
"""Whether anything waits for the sender."""

TOUCH = (
    update(Chat)
    .where(Chat.id == bindparam(CHAT))
    .values(parked_until=Chat.parked_until)
    .execution_options(synchronize_session=False)
)
"""Makes a claim in the same chat that runs at the same time on PostgreSQL begin anew."""
