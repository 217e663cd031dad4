"""Whoever does not look at their page: a mail goes; who does not open that either is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.everybody import delivery
from scheduler.reminders import not_told
from storage import people, threads
from storage.models import Due
from storage.models.calls import CallReason
from storage.page import contacts, mails, unopened
from storage.queues.kinds import Kind
from storage.queues.speaking import find
from storage.rules.unopened import next_morning
from storage.work import Work

WORTH = timedelta(days=3)


def look(work: Work, row: Due) -> datetime | None:
    """Put a mail for what stands on a page unopened, once nobody has that page before them.

    Where one went today, look again tomorrow; after three days what came since has its own.
    """
    about = find(work, row.subject)
    entry = unopened.entry_of(work, about) if about else None
    contact = contacts.live(work, unopened.whose(work, about)) if about else None
    if about is None or entry is None or contact is None or entry.seen_at is not None:
        return None
    if (left := unopened.left_at(work, about.chat_id)) > work.now:
        return left
    if about.kind not in mails.CHANGED and mails.covers(work, contact, entry.changed_at):
        return None
    if mails.put_news(work, contact, about.chat_id, about):
        return None
    again = work.waking(next_morning(work.now, work.zone.key), people.find(work, contact.person_id))
    return again if again < entry.changed_at + WORTH else None


def unread(work: Work, row: Due) -> None:
    """Have staff call who opened nothing for some working days after a mail."""
    if (sent := find(work, row.subject)) is not None:
        mails.unread(work, sent)


def unseen(work: Work, row: Due) -> None:
    """Tell staff of what nobody opened by the last hour at which a call still helps."""
    stands = find(work, row.subject)
    if stands is None or unopened.is_told(work, stands):
        return
    line = threads.find(work, stands.subject) if stands.kind == Kind.REPLY else None
    if line is not None:
        delivery.lost(work, line)
    elif stands.kind != Kind.REPLY:
        not_told(work, stands, CallReason.UNSEEN)
