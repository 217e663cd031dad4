"""What shows a person in the chats of colleagues and firms: found there, to be deleted there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from storage.firm_news import HEARD
from storage.leaving import REVOKE
from storage.models import (
    Audit,
    Chat,
    Inbox,
    Introduction,
    Outbox,
    Request,
    Role,
    Seat,
    ShownCard,
)
from storage.models.chats import FaceName
from storage.models.outbox import Carrier
from storage.models.people import RoleName
from storage.people import COLLEAGUES
from storage.work import Work

SLICE = 500
PER_PERSON = ("person",)
PER_REQUEST = ("thread", "request", "interpret", "mediated")
PER_INTRODUCTION = ("candidate", "refusal", HEARD)
"""The subjects whose cards show a person: by the person's key, by that of their requests, or of
their way to a firm."""
Found = Mapping[int, Sequence[int]]


def old_enough(work: Work) -> Found:
    """Return messages by chat whose time is over, and forget where they stand.

    Ours that show a person, and what colleagues typed themselves; younger than 48 hours, or the
    messenger refuses (a page never does). Call again until nothing is left.
    """
    before = work.now - timedelta(hours=work.limits.wipe_hours)
    found: dict[int, list[int]] = defaultdict(list)
    for chat, message in _ours(work, before) + _theirs(work, before):
        found[chat].append(message)
    return found


def showing(work: Work, person_id: int) -> Found:
    """Return the messages, by chat of somebody else, that show a person now."""
    requests = select(Request.id).where(Request.person_id == person_id)
    ways = select(Introduction.id).where(Introduction.person_id == person_id)
    of_them = or_(
        ShownCard.subject.in_(PER_PERSON) & (ShownCard.subject_id == person_id),
        ShownCard.subject.in_(PER_REQUEST) & ShownCard.subject_id.in_(requests),
        ShownCard.subject.in_(PER_INTRODUCTION) & ShownCard.subject_id.in_(ways),
    )
    rows = (
        select(Outbox.chat_id, Outbox.message_id)
        .join(ShownCard, ShownCard.outbox_id == Outbox.id)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(of_them, Outbox.message_id.is_not(None), Outbox.finished_at >= _youngest(work))
        .where(or_(Chat.person_id.is_(None), Chat.person_id != person_id))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for chat, message in work.session.execute(rows.distinct()):
        found[chat].append(message or 0)
    return found


def _youngest(work: Work) -> datetime:
    return work.now - timedelta(hours=work.limits.deletable_hours)


def _ours(work: Work, before: datetime) -> list[tuple[int, int]]:
    shown = (
        Outbox.shows_person.is_(True),
        Outbox.message_id.is_not(None),
        Outbox.finished_at < before,
    )
    rows = work.session.execute(
        select(Outbox.id, Outbox.chat_id, Outbox.message_id, Outbox.finished_at, Outbox.carrier)
        .where(*shown)
        .limit(SLICE)
    ).all()
    keys = [row.id for row in rows]
    gone = update(Outbox).where(Outbox.id.in_(keys))
    work.session.execute(gone.values(message_id=None, shows_person=None))
    youngest = _youngest(work)
    return [
        (row.chat_id, row.message_id)
        for row in rows
        if row.finished_at >= youngest or row.carrier is Carrier.PAGE
    ]


def _theirs(work: Work, before: datetime) -> list[tuple[int, int]]:
    """What colleagues typed, also who left since: answers to people, names they looked for.

    Who is a newcomer as well, or shares the phone with one, keeps what they typed.
    """
    roles = sorted(COLLEAGUES | {RoleName.EMPLOYER})
    who = select(Role.person_id).where(Role.role.in_(roles))
    left = select(Audit.about_id).where(Audit.action == REVOKE, Audit.at >= _youngest(work))
    newcomers = select(Role.person_id).where(Role.role == RoleName.NEWCOMER)
    shared = select(Seat.chat_id).where(Seat.person_id.in_(newcomers))
    chats = select(Chat.id).where(
        or_(Chat.person_id.in_(who), Chat.person_id.in_(left)),
        Chat.person_id.not_in(newcomers),
        Chat.id.not_in(shared),
    )
    typed = (Inbox.message_id.is_not(None), Inbox.received_at < before)
    rows = work.session.execute(
        select(Inbox.seq, Inbox.chat_id, Inbox.message_id, Inbox.received_at, Inbox.face)
        .where(*typed, Inbox.chat_id.in_(chats))
        .limit(SLICE)
    ).all()
    keys = [row.seq for row in rows]
    work.session.execute(update(Inbox).where(Inbox.seq.in_(keys)).values(message_id=None))
    youngest = _youngest(work)
    return [
        (row.chat_id, row.message_id)
        for row in rows
        if row.received_at >= youngest or row.face is FaceName.PAGE
    ]
