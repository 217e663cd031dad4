"""Forgetting in time: one rule for every period the columns name in `keep`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from storage.calls import OF_APPOINTMENT
from storage.erasure import erase_silently, forget_chat
from storage.firm_calls import NEWS
from storage.firm_news import SINCE
from storage.models import (
    Activity,
    Announcement,
    Appointment,
    Approval,
    Audit,
    Call,
    Chat,
    Closing,
    Dialogue,
    Due,
    Earlier,
    FirmCall,
    Inbox,
    Introduction,
    Invitation,
    Line,
    Nearby,
    Outbox,
    PageEntry,
    PageLink,
    PageSession,
    Person,
    Proposal,
    Request,
    Seat,
    Signup,
    Unwanted,
)
from storage.models.calls import CALLED
from storage.models.chats import ChatKind
from storage.models.due import DueState
from storage.models.earlier import WAITING
from storage.models.inbox import InboxState
from storage.models.introductions import INTRODUCED, ON_THE_WAY
from storage.models.outbox import OutboxState
from storage.models.page import LINK, PAGE_DAYS, SESSION
from storage.models.people import STAYS
from storage.people import used_by
from storage.purging import SLICE, blank, purge
from storage.work import Work

WHOLE_PEOPLE, WHOLE_CHATS = 4, 40  # in one unit: each touches many tables
Rule = Callable[[Work], int]


def clean(work: Work) -> int:
    """Apply the first rule that finds rows to a slice of them; call again until 0 changed."""
    found = (rule(work) for rule in (*RULES.values(), *HOUSEKEEPING))
    return next(filter(None, found), 0)


def _updates(work: Work) -> int:
    done = Inbox.finished_at < work.now - timedelta(days=work.limits.dedupe_days)
    old = Inbox.finished_at < work.now - timedelta(days=work.limits.message_id_days)
    return purge(work, Inbox, Inbox.state == InboxState.DONE, done) + purge(
        work, Inbox, Inbox.state == InboxState.PARKED, old
    )


def _heard_messages(work: Work) -> int:
    old = Inbox.received_at < work.now - timedelta(hours=work.limits.deletable_hours)
    return blank(work, Inbox.message_id, {"message_id": None}, old)


def _sent_messages(work: Work) -> int:
    old = Outbox.finished_at < work.now - timedelta(days=work.limits.message_id_days)
    return blank(work, Outbox.message_id, {"message_id": None}, old)


def _drafts(work: Work) -> int:
    """Forget chats that never agreed, and unfinished conversations of those who did."""
    before = work.now - timedelta(days=work.limits.before_consent_days)
    strangers = select(Chat.id).where(
        Chat.kind == ChatKind.PRIVATE,
        Chat.person_id.is_(None),
        Chat.heard_at < before,
        ~exists().where(Seat.chat_id == Chat.id),
    )
    chat_ids = work.session.scalars(strangers.limit(WHOLE_CHATS)).all()
    for chat_id in chat_ids:
        forget_chat(work, chat_id)
    return len(chat_ids) + _empty_dialogues(work, before)


def _empty_dialogues(work: Work, before: datetime) -> int:
    """Forget what is held too long, whatever the position says, and questions long left open."""
    abandoned = and_(Dialogue.flow.is_not(None), Dialogue.asked_at < before)
    old = or_(Dialogue.holds_since < before, abandoned)
    keys = work.session.scalars(select(Dialogue.chat_id).where(old).limit(SLICE)).all()
    empty: dict[str, Any] = {"flow": None, "question": None, "notes": {}, "holds_since": None}
    work.session.execute(update(Dialogue).where(Dialogue.chat_id.in_(keys)).values(empty))
    return len(keys)


def _blocked(work: Work) -> int:
    """Forget chats that blocked us, with everybody who has no other private chat open."""
    before = work.now - timedelta(days=work.limits.blocked_days)
    shut = select(Chat).where(Chat.kind == ChatKind.PRIVATE, Chat.blocked_at < before)
    chats = work.session.scalars(shut.limit(WHOLE_PEOPLE)).all()
    for chat in chats:
        seated = work.session.scalars(select(Seat.person_id).where(Seat.chat_id == chat.id))
        for person_id in {chat.person_id, *seated} - {None}:
            if person_id is not None and not _reachable_elsewhere(work, chat, person_id):
                erase_silently(work, person_id)
        forget_chat(work, chat.id)
    return len(chats)


def _reachable_elsewhere(work: Work, chat: Chat, person_id: int) -> bool:
    private = (Chat.kind == ChatKind.PRIVATE, Chat.blocked_at.is_(None), Chat.id != chat.id)
    found = select(Chat.id).where(used_by(literal(person_id)), *private)
    return work.session.scalars(found.limit(1)).first() is not None


def _practices(work: Work) -> int:
    """Forget who was somebody's practice a fortnight ago."""
    before = work.now - timedelta(days=work.limits.before_consent_days)
    old = select(Person.id).where(Person.practice_of.is_not(None), Person.created_at < before)
    people = work.session.scalars(old.limit(WHOLE_PEOPLE)).all()
    for person_id in people:
        erase_silently(work, person_id)
    return len(people)


def _people(work: Work) -> int:
    before = work.now - timedelta(days=work.limits.person_days)
    gone = select(Person.id).where(Person.active_at < before).limit(WHOLE_PEOPLE)
    people = work.session.scalars(gone).all()
    for person_id in people:
        erase_silently(work, person_id)
    return len(people)


def _entries(work: Work) -> int:
    before = work.now - timedelta(days=work.limits.page_days)
    return purge(work, PageEntry, PageEntry.created_at < before)


def _links(work: Work) -> int:
    """Forget links when nobody can ask any more why one opens nothing."""
    before = work.now - timedelta(days=work.limits.page_days)
    return purge(work, PageLink, PageLink.expires_at < before)


def _proposals(work: Work) -> int:
    before = work.now - timedelta(days=work.limits.proposal_days)
    return purge(work, Proposal, Proposal.shown_at < before)


def _appointments(work: Work) -> int:
    before = work.now - timedelta(days=work.limits.record_days)
    closed_on = work.today - timedelta(days=work.limits.record_days)
    return purge(work, Appointment, Appointment.starts_at < before) + purge(
        work, Closing, Closing.on_date < closed_on
    )


def _earlier(work: Work) -> int:
    """Forget who waits for a time earlier than one that is over."""
    over = select(Appointment.id).where(
        or_(Appointment.starts_at < work.now, Appointment.cancelled_at.is_not(None))
    )
    old = Earlier.since < work.now - timedelta(days=work.limits.record_days)
    return purge(work, Earlier, or_(Earlier.appointment_id.in_(over), old))


def _signups(work: Work) -> int:
    over = select(Activity.id).where(Activity.on_date < work.today)
    return purge(work, Signup, Signup.on_date < work.today) + purge(
        work, Unwanted, Unwanted.activity_id.in_(over)
    )


def _creators(work: Work) -> int:
    before = work.now - timedelta(days=work.limits.record_days)
    wrote = blank(
        work, Announcement.created_by, {"created_by": None}, Announcement.created_at < before
    )
    return wrote + purge(work, Approval, Approval.asked_at < before)


def _lines(work: Work) -> int:
    """Forget what was written in a thread: lines, the first text, the word of a colleague."""
    closed = Request.closed_at < work.now - timedelta(days=work.limits.thread_days)
    return (
        purge(work, Line, Line.request_id.in_(select(Request.id).where(closed)))
        + blank(work, Request.text, {"text": None}, closed)
        + blank(work, Request.word, {"word": None}, closed)
    )


def _phones(work: Work) -> int:
    old = work.now - timedelta(days=work.limits.phone_days)
    asked = blank(work, PageLink.phone, {"phone": None}, PageLink.asked_at < old)
    empty = {"phone": None, "phone_at": None}
    return asked + blank(work, Request.phone, empty, Request.phone_at < old)


def _calls(work: Work) -> int:
    """Forget who was called, and whom nobody needs to call any more.

    Which news a firm was told stays as long as it counts as news, without who called.
    """
    before = work.now - timedelta(days=work.limits.phone_days)
    about = (Appointment.id == Call.subject, Call.kind.in_(OF_APPOINTMENT))
    over = exists().where(*about, Appointment.starts_at < before)
    gone = work.now - timedelta(days=work.limits.record_days)
    told = and_(FirmCall.about == NEWS, FirmCall.done_at > work.now - SINCE)
    old = or_(and_(FirmCall.done_at < before, ~told), FirmCall.opened_at < gone)
    firms = purge(work, FirmCall, old)
    firms += blank(work, FirmCall.done_by, {"done_by": None}, FirmCall.done_at < before)
    return firms + purge(work, Call, or_(Call.done_at < before, over, Call.opened_at < gone))


def _audit(work: Work) -> int:
    """Forget months that ended a year before the newest row: the database itself keeps the rest."""
    newest = work.session.scalar(select(func.max(Audit.at)))
    if newest is None:
        return 0
    month = min(newest, work.now).astimezone(work.zone).replace(day=1, hour=0, minute=0, second=0)
    return purge(work, Audit, Audit.at < month.replace(year=month.year - 1, microsecond=0))


def _introductions(work: Work) -> int:
    """Forget introductions that ended half a year ago, with what was said about them."""
    before = work.now - timedelta(days=work.limits.proposal_days)
    return purge(work, Introduction, Introduction.ended_at < before)


def _records(work: Work) -> int:
    """Forget what was sent, done and offered long ago: only facts about our own work are left."""
    before = work.now - timedelta(days=work.limits.record_days)
    open_states = (OutboxState.TODO, OutboxState.SENDING)
    return (
        purge(work, Outbox, Outbox.state.not_in(open_states), Outbox.finished_at < before)
        + purge(work, Due, Due.state != DueState.TODO, Due.due_at < before)
        + purge(work, Invitation, Invitation.expires_at < before)
    )


RULES: dict[str, Rule] = {
    "8 days": _updates,
    "48 hours": _heard_messages,
    "30 days": _sent_messages,
    "14 days": _drafts,
    "30 days after the block": _blocked,
    STAYS: _people,
    PAGE_DAYS: _entries,
    SESSION: lambda work: purge(work, PageSession, PageSession.ends_at < work.now),
    LINK: _links,
    "6 months": _proposals,
    INTRODUCED: _introductions,
    "90 days after the day": _appointments,
    WAITING: _earlier,
    "until the day after": _signups,
    "3 weeks": lambda work: purge(work, Nearby, Nearby.week < work.today - timedelta(weeks=3)),
    "90 days": _creators,
    "30 days after closing": _lines,
    "7 days": _phones,
    CALLED: _calls,
    "12 months, in whole months": _audit,
}
HOUSEKEEPING: tuple[Rule, ...] = (_records, _practices)
ELSEWHERE = {  # forgotten with the row they follow, or by the queue itself
    "as the chat",
    "as the person",
    "as the employer",
    "as the file",
    "until it is done",
    "until it is sent",
    ON_THE_WAY,
}
