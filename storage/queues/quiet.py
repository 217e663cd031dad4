"""Quiet hours: the one place where what can wait is put off; reminders and answers never are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from storage.models import Chat, Outbox, Person
from storage.models.outbox import OutboxState
from storage.queues import outbox
from storage.queues.kinds import GATHERED, MANNERS, Kind
from storage.work import Work


def opens(work: Work, kind: Kind, chat_id: int, whom: int | None, at: datetime) -> datetime:
    """Return `at`, for what can wait the next time from then on that is not quiet for a person.

    `whom` is None for whoever uses the chat.
    """
    if not MANNERS[kind].may_wait:
        return at
    chat = work.session.get(Chat, chat_id) if whom is None else None
    key = chat.person_id if chat else whom
    return work.waking(at, work.session.get(Person, key) if key else None)


def put_off(work: Work, row: Outbox) -> bool:
    """Put back a row that was claimed and would ring in quiet hours; False where it may go.

    The quiet does not count for how long it is worth sending. What has its own end and is too late
    then ends now: who must hear of that does.
    """
    if row.kind is None or row.kind not in MANNERS:
        return False
    kind = Kind(row.kind)
    at = opens(work, kind, row.chat_id, row.person_id, work.now)
    if at <= work.now or _is_asked_for(work, row):
        return False
    life = MANNERS[kind].life
    row.expires_at = max(row.expires_at, life(work, at)) if life else row.expires_at
    row.state, row.not_before, row.attempts = OutboxState.TODO, at, row.attempts - 1
    work.session.flush()
    if row.expires_at <= at:
        outbox.expire(work.session, row.id, work.now)
    return True


def _is_asked_for(work: Work, row: Outbox) -> bool:
    """Tell whether somebody came to the phone in the night for it: else none begins in there."""
    return row.attempts == 1 and work.waking(row.not_before) > row.not_before


def waited_with(work: Work, row: Outbox) -> Sequence[Outbox]:
    """Return what else waited for the same person and may go now: it is told with this row."""
    if row.kind not in GATHERED:
        return ()
    free = (Outbox.state == OutboxState.TODO, Outbox.id > row.id, *_waited())
    now = (Outbox.not_before <= work.now, Outbox.expires_at > work.now)
    rows = select(Outbox).where(*_alike(row), *free, *now)
    return work.session.scalars(rows.order_by(Outbox.id)).all()


def was_told(work: Work, row: Outbox) -> bool:
    """Tell whether a row was told with an older one, for which it waited as well."""
    if row.kind not in GATHERED or row.not_before <= row.created_at:
        return False
    began = func.coalesce(Outbox.claimed_at, Outbox.finished_at)
    sent = (Outbox.state == OutboxState.SENT, began >= row.not_before)
    older = exists().where(*_alike(row), *sent, Outbox.id < row.id)
    return bool(work.session.scalar(select(older)))


def _alike(row: Outbox) -> tuple[ColumnElement[bool], ...]:
    whose = (Outbox.chat_id == row.chat_id, Outbox.person_id == row.person_id)
    return (*whose, Outbox.kind.in_(GATHERED))


def _waited() -> tuple[ColumnElement[bool], ...]:
    """Return what is true of a row that waited, and not for somebody to come to the phone."""
    return Outbox.not_before > Outbox.created_at, Outbox.not_before < Outbox.expires_at
