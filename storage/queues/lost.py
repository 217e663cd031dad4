"""What did not arrive: nothing ends in silence, as `endings` says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from storage.models import Dialogue, Outbox
from storage.queues import due
from storage.queues.kinds import TOLD, Kind


def lost(session: Session, ids: Collection[int], now: datetime) -> None:
    """Let nothing end in silence (`endings`): ask again what was a question, tell staff."""
    ask_again(session, ids, now)
    report(session, ids, now)


def report(session: Session, ids: Collection[int], now: datetime) -> None:
    """Have the scheduler look at what staff must hear of, where it did not arrive."""
    lost = select(Outbox.id, Outbox.chat_id).where(Outbox.id.in_(ids), Outbox.kind.in_(TOLD))
    for row_id, chat_id in session.execute(lost).all():
        due.follow_up(session, Kind.UNSENT, row_id, chat_id, now)


def ask_again(session: Session, ids: Collection[int], now: datetime) -> None:
    """Have the question asked afresh in chats whose question is among rows that did not arrive."""
    is_question = and_(
        Dialogue.chat_id == Outbox.chat_id,
        or_(Dialogue.prompt_id == Outbox.id, Dialogue.prompt_id == Outbox.edits),
    )
    lost = select(Outbox.id, Outbox.chat_id).join(Dialogue, is_question).where(Outbox.id.in_(ids))
    for row_id, chat_id in session.execute(lost).all():
        due.follow_up(session, Kind.REASK, row_id, chat_id, now)
