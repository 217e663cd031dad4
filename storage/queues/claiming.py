"""The statements of a claim, built once: building costs more than asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import aliased, defer

from storage.engine.prepared import Prepared
from storage.models import Chat, Dialogue, Outbox, Person
from storage.models.base import UtcDateTime
from storage.models.outbox import OPEN, Carrier, Lane, OutboxState

SWEEP = 100
NOW, UP_TO, RESTING = "now", "up_to", "resting"
UNREAD = defer(Outbox.body)
"""A body is opened where its row can be ended if that fails."""
_now = bindparam(NOW, type_=UtcDateTime())
CALLED = Outbox.carrier == Carrier.TELEGRAM
"""What goes out by a call, at the pace the messenger allows; other carriers go their own way."""


def _next() -> Select[Outbox, datetime | None]:
    flying, older = aliased(Outbox), aliased(Outbox)
    in_flight = exists().where(
        flying.chat_id == Outbox.chat_id,
        flying.state == OutboxState.SENDING,
        flying.carrier == Carrier.TELEGRAM,
    )
    overtaken = exists().where(
        older.chat_id == Outbox.chat_id,
        older.state == OutboxState.TODO,
        older.carrier == Carrier.TELEGRAM,
        older.lane == Outbox.lane,
        older.id < Outbox.id,
        older.expires_at > _now,
        older.not_before < older.expires_at,  # not kept for somebody who is not at the phone
        or_(older.not_before <= _now, older.attempts > 0),  # not put off
    )
    rests = Outbox.chat_id.in_(bindparam(RESTING, expanding=True))
    return (
        select(Outbox, Chat.blocked_at)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(
            Outbox.state == OutboxState.TODO,
            CALLED,
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
        .options(UNREAD)
    )


class Answer(NamedTuple):
    """What a claim needs; without a `body` it is rendered by the sender."""

    id: int
    body: dict[str, Any] | None
    edits: int | None
    attempts: int
    not_before: datetime
    address: str


def _next_answer() -> Select[int, Any, int | None, int, datetime, str]:
    flying = aliased(Outbox)
    in_flight = exists().where(
        flying.chat_id == Outbox.chat_id,
        flying.state == OutboxState.SENDING,
        flying.carrier == Carrier.TELEGRAM,
    )
    needed = (Outbox.id, Outbox.body, Outbox.edits, Outbox.attempts, Outbox.not_before)
    return (
        select(*needed, Chat.address)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(
            Outbox.chat_id == bindparam("chat"),
            Outbox.state == OutboxState.TODO,
            CALLED,
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

LATE = Prepared(
    select(Outbox.id)
    .where(
        Outbox.state == OutboxState.TODO,
        Outbox.expires_at <= _now,
        Outbox.carrier == bindparam("carrier", type_=Outbox.carrier.type),
    )
    .order_by(Outbox.expires_at)
    .limit(SWEEP)
)
"""What is too late to send; in the order of its index, so that SQLite takes that one."""

NEXT_ANSWER = Prepared(_next_answer())
"""The oldest answer of a chat that hears nothing now; it may have to wait for its `not_before`."""

BEGIN = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"))
    .values(state=OutboxState.SENDING, claimed_at=_now, attempts=Outbox.attempts + 1)
)
"""From here on bytes may be on the wire."""

SOON = Prepared(
    select(exists().where(Outbox.state == OutboxState.TODO, Outbox.not_before <= _now, CALLED))
)
"""Whether anything waits for the sender."""

TOUCH = Prepared(
    update(Chat).where(Chat.id == bindparam("chat")).values(parked_until=Chat.parked_until)
)
"""Makes a claim in the same chat that runs at the same time on PostgreSQL begin anew."""

_message = bindparam("message", type_=BigInteger())
ARRIVED = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"), or_(*(Outbox.state == each for each in OPEN)))
    .values(
        state=OutboxState.SENT,
        body=None,
        finished_at=_now,
        message_id=case((Outbox.edits.is_(None), _message)),
    )
    .returning(Outbox.edits)
)
"""Ends a row; what it edits, where it does, has the message."""

_whom = (
    select(func.coalesce(Outbox.person_id, Chat.person_id))
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(Outbox.id == bindparam("row"))
    .scalar_subquery()
)
TOLD = Prepared(
    update(Person)
    .where(
        Person.id == _whom,
        or_(Person.told_at.is_(None), Person.told_at <= bindparam("before", type_=UtcDateTime())),
    )
    .values(told_at=_now)
)
"""Notes that somebody heard from us: whom the row is for, else whoever uses the chat."""

_sure = select(Outbox.doubts).where(Outbox.id == bindparam("row")).scalar_subquery() == 0
ASKED = Prepared(
    update(Dialogue)
    .where(
        Dialogue.prompt_id == bindparam("prompt"),
        Dialogue.chat_id.in_(select(Outbox.chat_id).where(Outbox.id == bindparam("row"))),
    )
    .values(asked_at=case((_sure, bindparam("at", type_=UtcDateTime()))))
)
"""Notes when the question of a chat was shown, by the messenger's clock.

Nothing where an earlier copy may have been seen: what was typed under that one is an answer.
"""

GIVE = Prepared(
    update(Outbox)
    .where(Outbox.id == bindparam("row"))
    .values(message_id=_message)
    .returning(Outbox.id)
)
"""Says which message a row became."""

TARGET = Prepared(
    select(Outbox.id, Outbox.edits, Outbox.lane, Outbox.chat_id).where(
        Outbox.id == bindparam("row")
    )
)
"""What an edit names; that may be an edit itself."""

SHOWS = Prepared(update(Outbox).where(Outbox.id == bindparam("row")).values(shows_person=True))
"""Notes that a message shows a person: it goes from the chats of colleagues in time."""

OLDER = Prepared(
    update(Outbox)
    .where(
        Outbox.edits == bindparam("target"),
        Outbox.state == OutboxState.TODO,
        Outbox.id < bindparam("row"),
    )
    .values(state=OutboxState.EXPIRED, body=None, finished_at=_now)
)
"""Ends edits of a message that wait though there is a newer one."""

MESSAGE = Prepared(select(Outbox.message_id).where(Outbox.id == bindparam("row")))

ROW_OF = Prepared(
    select(Outbox.id)
    .where(Outbox.chat_id == bindparam("chat"), Outbox.message_id == bindparam("message"))
    .order_by(Outbox.id)
    .limit(1)
)
"""The row whose message somebody tapped."""
