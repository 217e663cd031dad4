"""What stands on a page and nobody opened: that is not told, whatever was sent for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select

from storage.introductions.days import day_at
from storage.models import Appointment, Chat, Introduction, Outbox, PageEntry, PageSession
from storage.models.outbox import NOT_SENT, Carrier
from storage.page import contacts
from storage.queues import due
from storage.queues.kinds import MANNERS, TOLD, Kind
from storage.rules.stages import Stage
from storage.rules.unopened import call_at, days_later
from storage.work import Work

BESIDE = (Kind.APPOINTMENT_MAP, Kind.NEWS_FOR)
"""What comes beside something else, or says nothing by itself."""
OF_FIRMS = (Kind.INTRODUCED, Kind.INTRODUCED_FIRM, Kind.TRIAL_REMINDER)
"""What is about somebody on the way to a firm; its subject is the introduction."""
REPLY_DAYS = 1


def stands(work: Work, row: Outbox) -> None:
    """Look later whether somebody opened what now stands there unasked: mail, in the end a call."""
    if row.kind is None or row.kind not in MANNERS or row.kind in BESIDE:
        return
    looks = {Kind.UNSEEN: _call_at(work, row)} if row.kind in TOLD else {}
    if contacts.live(work, whose(work, row)) is not None:
        looks[Kind.MAIL_LOOK] = work.now + _open(work)
    for kind, at in looks.items():
        due.schedule(work, kind, at, subject=row.id, chat_id=row.chat_id)


def whose(work: Work, row: Outbox) -> int | None:
    """Return whom a row is for."""
    chat = work.session.get(Chat, row.chat_id)
    return row.person_id or (chat.person_id if chat else None)


def entry_of(work: Work, row: Outbox) -> PageEntry | None:
    """Return where a row stands on its page."""
    mine = (PageEntry.chat_id == row.chat_id, PageEntry.outbox_id == (row.edits or row.id))
    return work.session.scalars(
        select(PageEntry).where(*mine).order_by(PageEntry.id.desc())
    ).first()


def was_told(since: SQLColumnExpression[datetime]) -> ColumnElement[bool]:
    """Return the condition for rows of the outbox that told something after a time."""
    called = and_(Outbox.carrier == Carrier.TELEGRAM, Outbox.finished_at > since)
    opened = exists().where(PageEntry.outbox_id == Outbox.id, PageEntry.seen_at > since)
    return or_(called, opened)


def is_told(work: Work, row: Outbox) -> bool:
    """Tell whether somebody opened this, or the same arrived in another chat of theirs."""
    apart = row.dedupe_key.rpartition(":")[0]
    same = select(Outbox).where(
        Outbox.kind == row.kind,
        Outbox.subject == row.subject,
        Outbox.dedupe_key.startswith(f"{apart}:", autoescape=True),
        Outbox.person_id.is_not_distinct_from(row.person_id),
        Outbox.state.not_in(NOT_SENT),
    )
    return any(is_read(work, each) for each in work.session.scalars(same))


def is_open(work: Work, row: Outbox) -> bool:
    """Tell whether somebody opened a row that stands on a page; one that is gone counts so."""
    entry = entry_of(work, row)
    return entry is None or entry.seen_at is not None


def left_at(work: Work, chat_id: int) -> datetime:
    """Return when no page of a chat counts as open any more: whoever sits there needs no mail."""
    rows = select(func.max(PageSession.used_at)).where(PageSession.chat_id == chat_id)
    used: datetime | None = work.session.scalar(rows)
    return used + _open(work) if used else work.now


def opened_since(work: Work, person_id: int, since: datetime) -> bool:
    """Tell whether somebody had a page of theirs before them since then."""
    used = select(PageSession.id).join(Chat, Chat.id == PageSession.chat_id)
    seen = select(PageEntry.id).join(Chat, Chat.id == PageEntry.chat_id)
    found = (
        used.where(Chat.person_id == person_id, PageSession.used_at > since).limit(1),
        seen.where(Chat.person_id == person_id, PageEntry.seen_at > since).limit(1),
    )
    return any(work.session.scalar(each) is not None for each in found)


def has_unopened(work: Work, person_id: int) -> bool:
    """Tell whether anything stands unopened on a page of somebody that came unasked."""
    rows = (
        select(PageEntry.id)
        .join(Chat, Chat.id == PageEntry.chat_id)
        .join(Outbox, Outbox.id == PageEntry.outbox_id)
        .where(Chat.person_id == person_id, PageEntry.seen_at.is_(None))
        .where(Outbox.kind.not_in(BESIDE))
    )
    return work.session.scalar(rows.limit(1)) is not None


def is_read(work: Work, row: Outbox) -> bool:
    """Tell whether a row that was sent arrived in a chat, or was opened on its page."""
    return row.carrier is Carrier.TELEGRAM or is_open(work, row)


def _open(work: Work) -> timedelta:
    return timedelta(minutes=work.limits.page_open_minutes)


def _call_at(work: Work, row: Outbox) -> datetime:
    zone = work.zone.key
    starts = _starts_at(work, row)
    if starts is None:
        return days_later(work.now, REPLY_DAYS, zone)
    grace = timedelta(minutes=work.limits.unseen_minutes)
    return call_at(work.now, starts, zone, grace)


def _starts_at(work: Work, row: Outbox) -> datetime | None:
    """Return when the appointment is, or the day at a firm, that a row is about; None: neither."""
    if row.kind in OF_FIRMS:
        way = work.session.get(Introduction, row.subject)
        return day_at(way) if way is not None and way.stage is Stage.DATED else None
    found = work.session.get(Appointment, row.subject) if row.kind != Kind.REPLY else None
    return found.starts_at if found else None
