"""The unit that claims what goes out next, and renders what waited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.logs import where
from bot.talk import Body, Setup
from bot.telegram.pace import Slot
from conversations.kit.bodies import UnknownVersionError, read_body
from storage.engine.database import Session, transient
from storage.engine.sealed import WrongKeyError
from storage.models import Outbox
from storage.models.outbox import Lane
from storage.queues import outbox, quiet, unsent
from storage.queues.chats import find_chat

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
    """What one look found; `more` when others may wait for the sender, `again` at once."""

    claimed: Claimed | None = None
    more: bool = False
    again: bool = False


NOTHING = Catch()


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
            return Catch(more=unsent.waits(session, now))
        claimed = _prepare(session, row, now, setup)
        if claimed is not None:
            return Catch(claimed)
    return Catch(more=True, again=True)


def claim_spoken(session: Session, chat_id: int, now: datetime, slot: Slot) -> Catch:
    """Claim the first answer of a turn in its own unit; what else was put is left."""
    own = (chat_id, Lane.ANSWER)
    put = outbox.put_so_far(session)
    catch = claim_answer(session, chat_id, now, slot) if own in put else NOTHING
    return replace(catch, more=bool(put - {own}) or (own in put and catch.claimed is None))


def claim_answer(session: Session, chat_id: int, now: datetime, slot: Slot) -> Catch:
    """Claim what a chat hears next if it is an answer that may go now: the slot comes first."""
    for _ in range(TRIES):
        try:
            row = outbox.next_answer(session, chat_id, now)
        except WrongKeyError:  # damaged, or sealed by a key that is gone: the sender ends it
            return Catch(more=True)
        if row is None:
            return NOTHING
        body = _finished(row.body)
        if body is None or not slot.take(chat_id):
            return Catch(more=True)
        target = outbox.message_of(session, row.edits)
        if body["op"] != "buttons_off" or target is not None:
            outbox.begin(session, row.id, chat_id, now)
            called = (row.id, chat_id, row.address, Lane.ANSWER, body, target)
            return Catch(Claimed(*called, row.attempts + 1))
        outbox.expire(session, row.id, now)
    return Catch(more=True)


def _finished(body: Body | None) -> Body | None:
    """Return a stored body; None for what the sender renders, or ends as unreadable."""
    try:
        return None if body is None else read_body(body)
    except UnknownVersionError:
        return None


def _prepare(session: Session, row: Outbox, now: datetime, setup: Setup) -> Claimed | None:
    if quiet.put_off(setup.work(session, now), row):
        return None
    try:
        with session.begin_nested():
            body = _body(session, row, now, setup)
            chat = find_chat(setup.work(session, now), row.chat_id)
    except Exception as error:
        if transient(error):
            raise
        LOG.error("cannot be rendered", outbox=row.id, kind=row.kind, **where(error))
        outbox.failed(session, row.id, now)
        return None
    target = outbox.message_of(session, row.edits)
    if body is None or chat is None or (body["op"] == "buttons_off" and target is None):
        outbox.expire(session, row.id, now)
        return None
    return Claimed(row.id, chat.id, chat.address, Lane(row.lane), body, target, row.attempts)


def _body(session: Session, row: Outbox, now: datetime, setup: Setup) -> Body | None:
    if row.kind is None:
        return None if row.body is None else read_body(row.body)
    return setup.talk.render_waiting(setup.work(session, now), row)
