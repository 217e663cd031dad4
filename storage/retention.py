"""Forgetting in time: one rule for every period the columns name in `keep`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from storage.erasure import erase_person, erase_silently, forget_chat
from storage.limits import Limits
from storage.models import (
    Announcement,
    Appointment,
    Chat,
    Dialogue,
    Due,
    Inbox,
    Invitation,
    Outbox,
    Person,
    Proposal,
    Record,
    Signup,
)
from storage.models.chats import ChatKind
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.models.people import STAYS

SLICE = 200
WHOLE_PEOPLE, WHOLE_CHATS = 4, 40  # in one unit: each touches many tables
Rule = Callable[[Session, datetime, Limits], int]
Condition = ColumnElement[bool]


def clean(session: Session, now: datetime, limits: Limits) -> int:
    """Apply the first rule that finds rows to a slice of them; call again until 0 changed."""
    found = (rule(session, now, limits) for rule in (*RULES.values(), *HOUSEKEEPING))
    return next(filter(None, found), 0)


def _purge(session: Session, model: type[Record], *where: Condition) -> int:
    (key, *_) = inspect(model).primary_key
    keys = session.scalars(select(key).where(*where).limit(SLICE)).all()
    session.execute(delete(model).where(key.in_(keys)))
    return len(keys)


def _blank(
    session: Session, column: InstrumentedAttribute[Any], values: dict[str, Any], *where: Condition
) -> int:
    model = column.class_
    (key, *_) = inspect(model).primary_key
    keys = session.scalars(select(key).where(column.is_not(None), *where).limit(SLICE)).all()
    session.execute(update(model).where(key.in_(keys)).values(values))
    return len(keys)


def _updates(session: Session, now: datetime, limits: Limits) -> int:
    done = Inbox.finished_at < now - timedelta(days=limits.dedupe_days)
    old = Inbox.finished_at < now - timedelta(days=limits.message_id_days)
    return _purge(session, Inbox, Inbox.state == InboxState.DONE, done) + _purge(
        session, Inbox, Inbox.state == InboxState.PARKED, old
    )


def _heard_messages(session: Session, now: datetime, limits: Limits) -> int:
    old = Inbox.received_at < now - timedelta(hours=limits.deletable_hours)
    return _blank(session, Inbox.message_id, {"message_id": None}, old)


def _sent_messages(session: Session, now: datetime, limits: Limits) -> int:
    old = Outbox.finished_at < now - timedelta(days=limits.message_id_days)
    return _blank(session, Outbox.message_id, {"message_id": None}, old)


def _drafts(session: Session, now: datetime, limits: Limits) -> int:
    """Forget chats that never agreed, and unfinished conversations of those who did."""
    before = now - timedelta(days=limits.before_consent_days)
    strangers = select(Chat.id).where(
        Chat.kind == ChatKind.PRIVATE, Chat.person_id.is_(None), Chat.heard_at < before
    )
    chat_ids = session.scalars(strangers.limit(WHOLE_CHATS)).all()
    for chat_id in chat_ids:
        forget_chat(session, chat_id)
    empty: dict[str, Any] = {"flow": None, "question": None, "draft": {}}
    return len(chat_ids) + _blank(session, Dialogue.flow, empty, Dialogue.asked_at < before)


def _blocked(session: Session, now: datetime, limits: Limits) -> int:
    """Forget chats that blocked us, with the person unless another private chat is open."""
    before = now - timedelta(days=limits.blocked_days)
    shut = select(Chat).where(Chat.kind == ChatKind.PRIVATE, Chat.blocked_at < before)
    chats = session.scalars(shut.limit(WHOLE_PEOPLE)).all()
    for chat in chats:
        if not _reachable_elsewhere(session, chat):
            erase_person(session, chat.id, now)
        forget_chat(session, chat.id)
    return len(chats)


def _reachable_elsewhere(session: Session, chat: Chat) -> bool:
    other = aliased(Chat)
    found = select(other.id).where(
        other.person_id == chat.person_id,
        other.kind == ChatKind.PRIVATE,
        other.blocked_at.is_(None),
    )
    return session.scalars(found.limit(1)).first() is not None


def _people(session: Session, now: datetime, limits: Limits) -> int:
    before = now - timedelta(days=limits.person_days)
    gone = select(Person.id).where(Person.active_at < before).limit(WHOLE_PEOPLE)
    people = session.scalars(gone).all()
    for person_id in people:
        erase_silently(session, person_id)
    return len(people)


def _proposals(session: Session, now: datetime, limits: Limits) -> int:
    before = now - timedelta(days=limits.proposal_days)
    return _purge(session, Proposal, Proposal.shown_at < before)


def _appointments(session: Session, now: datetime, limits: Limits) -> int:
    before = now - timedelta(days=limits.record_days)
    return _purge(session, Appointment, Appointment.starts_at < before)


def _signups(session: Session, now: datetime, limits: Limits) -> int:
    return _purge(session, Signup, Signup.on_date < now.date())


def _creators(session: Session, now: datetime, limits: Limits) -> int:
    old = Announcement.created_at < now - timedelta(days=limits.record_days)
    return _blank(session, Announcement.created_by, {"created_by": None}, old)


def _records(session: Session, now: datetime, limits: Limits) -> int:
    """Forget what was sent, done and offered long ago: only facts about our own work are left."""
    before = now - timedelta(days=limits.record_days)
    open_states = (OutboxState.TODO, OutboxState.SENDING)
    return (
        _purge(session, Outbox, Outbox.state.not_in(open_states), Outbox.finished_at < before)
        + _purge(session, Due, Due.state != DueState.TODO, Due.due_at < before)
        + _purge(session, Invitation, Invitation.expires_at < before)
    )


RULES: dict[str, Rule] = {
    "8 days": _updates,
    "48 hours": _heard_messages,
    "30 days": _sent_messages,
    "14 days": _drafts,
    "30 days after the block": _blocked,
    STAYS: _people,
    "6 months": _proposals,
    "90 days after the day": _appointments,
    "until the day after": _signups,
    "90 days": _creators,
}
HOUSEKEEPING: tuple[Rule, ...] = (_records,)
ELSEWHERE = {  # forgotten with the row they follow, or by the queue itself
    "as the chat",
    "as the person",
    "as the employer",
    "as the file",
    "until it is done",
    "until it is sent",
}
