"""The unit that claims what goes out next, and renders what waited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.logs import where
from bot.talk import Body, Setup
from conversations.kit.bodies import read_body
from storage.engine.database import transient
from storage.models import Chat, Outbox
from storage.models.outbox import Lane
from storage.queues import outbox

LOG = structlog.get_logger()
TRIES = 20


@dataclass(frozen=True)
class Claimed:
    """A row in `sending` with everything the call needs; `target` is the message it changes."""

    row: int
    chat: int
    address: str
    lane: Lane
    body: dict[str, Any]
    target: int | None
    attempts: int

    @property
    def op(self) -> str:
        """What is to be done."""
        return str(self.body["op"])


@dataclass(frozen=True)
class Catch:
    """What one look found; `again` when it ended withdrawn rows and there may be more."""

    claimed: Claimed | None
    again: bool = False


def claim(
    session: Session,
    *,
    now: datetime,
    up_to: Lane,
    resting: Collection[int],
    setup: Setup,
) -> Catch:
    """Claim the next row that is still true; a few at most, so that the unit stays short."""
    for _ in range(TRIES):
        row = outbox.claim(session, now, up_to, resting)
        if row is None:
            return Catch(None)
        claimed = _prepare(session, row, now, setup)
        if claimed is not None:
            return Catch(claimed)
    return Catch(None, again=True)


def _prepare(session: Session, row: Outbox, now: datetime, setup: Setup) -> Claimed | None:
    try:
        with session.begin_nested():
            body = _body(session, row, now, setup)
    except Exception as error:
        if transient(error):
            raise
        LOG.error("cannot be rendered", outbox=row.id, kind=row.kind, **where(error))
        outbox.failed(session, row.id, now)
        return None
    target = outbox.target_message(session, row) if row.edits is not None else None
    chat = session.get(Chat, row.chat_id)
    if body is None or chat is None or (body["op"] == "buttons_off" and target is None):
        outbox.expire(session, row.id, now)
        return None
    return Claimed(row.id, chat.id, chat.address, Lane(row.lane), body, target, row.attempts)


def _body(session: Session, row: Outbox, now: datetime, setup: Setup) -> Body | None:
    if row.kind is None:
        return None if row.body is None else read_body(row.body)
    return setup.talk.render_waiting(setup.work(session, now), row)
