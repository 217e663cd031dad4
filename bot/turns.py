"""The units of the dispatcher: one turn, its failure, the apology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.faces import Answer, Face
from bot.logs import where
from bot.page.face import PageFace
from bot.talk import Setup
from bot.telegram import events
from bot.telegram.claims import Catch
from bot.telegram.face import TelegramFace
from bot.telegram.pace import Slot
from conversations.expected import is_secret
from conversations.kit.context import Context, opened
from storage.engine.database import Session, transient
from storage.engine.sealed import WrongKeyError
from storage.models.chats import FaceName
from storage.queues import inbox
from storage.queues.chats import standing
from storage.queues.inbox import Waiting
from storage.queues.kinds import Kind
from storage.work import Work

LOG = structlog.get_logger()


@dataclass(frozen=True)
class Turned:
    """What a turn left to do: a tap to answer, what was said to send.

    `again`: it was the turn of an older update of the chat, the one meant is still to come.
    """

    again: bool = False
    answer: Answer | None = None
    catch: Catch | None = None


@dataclass(frozen=True)
class Failure:
    """What became of an update whose turn failed; the `parked` one gets no further turn."""

    over: bool
    parked: int | None = None
    answer: Answer | None = None


class Turns:
    """Runs inside units; holds nothing that changes from one to the next."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._faces: Mapping[FaceName, Face] = {
            FaceName.TELEGRAM: TelegramFace(),
            FaceName.PAGE: PageFace(setup.talk),
        }

    def turn(self, session: Session, waiting: Waiting, now: datetime, slot: Slot) -> Turned:
        """Take the turn of one update: its row is finished in the same transaction.

        What it says is let out in it as well: a page has it at once, a call where a slot is free.
        """
        row = inbox.take(session, waiting)
        if row is None:
            return Turned()
        raw = inbox.payload(session, row.seq) or {}
        context = self._context(session, waiting, now, f"in:{row.seq}")
        context.received_at = row.received_at
        face = self._faces[context.chat.face]
        event = face.event(context, raw, row.seq)
        toast = None if event is None else self._setup.talk.take_turn(context, event)
        inbox.finish(session, row.seq, now)
        catch = face.speak(context, toast, slot)
        callback_id = face.callback(raw)
        answer = Answer(callback_id, toast, not context.has_said) if callback_id else None
        return Turned(row.seq != waiting.seq, answer, catch)

    def fail(self, session: Session, waiting: Waiting, now: datetime) -> Failure:
        """Count a failure; the last one parks the update, which may be an older one of the chat."""
        row = inbox.take(session, waiting)
        if row is None:
            return Failure(over=True)
        if not inbox.fail(session, waiting, now, self._setup.limits.failures_before_parking):
            return Failure(over=False)
        callback_id = _callback(session, row.seq)  # a form has none
        if _is_secret(self._setup.work(session, now), waiting.chat_id):
            inbox.forget(session, row.seq)
        answer = Answer(callback_id) if callback_id else None
        return Failure(row.seq == waiting.seq, row.seq, answer)

    def apologise(self, session: Session, waiting: Waiting, now: datetime) -> None:
        """Say sorry for a parked update, and tell staff, also where the chat cannot be read."""
        work = self._setup.work(session, now)
        try:
            with work.savepoint():
                context = self._context(session, waiting, now, f"sorry:{waiting.seq}")
                self._setup.talk.apologise(context)
                self._faces[context.chat.face].speak(context, None, None)
        except Exception as error:
            if transient(error):
                raise
            LOG.error("no apology", inbox=waiting.seq, **where(error))
            self._setup.talk.alarm(work, Kind.FAULT)

    def _context(self, session: Session, waiting: Waiting, now: datetime, origin: str) -> Context:
        return opened(self._setup.work(session, now), waiting.chat_id, origin)


def _is_secret(work: Work, chat_id: int) -> bool:
    """Tell whether what was typed may be a PIN; also where nobody can read what was asked."""
    try:
        return is_secret(standing(work, chat_id))
    except WrongKeyError:
        return True


def _callback(session: Session, seq: int) -> str | None:
    """Return the tap that waits for its answer, if there is one and it can be read."""
    try:
        return events.callback_id(inbox.payload(session, seq) or {})
    except WrongKeyError:
        return None
