"""Reminders of appointments and activities: into the outbox, once for each chat."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from conversations.everybody import notices
from storage.appointments import MADE, MAP, MOVED, REMINDER
from storage.models import Activity, Appointment, Centre, Chat, Due, Outbox, Signup
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import Lane
from storage.people import chats_of
from storage.queues import outbox
from storage.rules.clock import to_utc
from storage.work import Work


def remind_of_appointment(work: Work, row: Due) -> None:
    """Put the reminder, and the map right behind it; nothing for who said they do not come."""
    found = _current(work, row.subject, row.revision)
    if found is None or found.answer == AppointmentAnswer.CANNOT:
        return
    centre = work.session.get_one(Centre, found.centre)
    kinds = [REMINDER, MAP] if centre.address else [REMINDER]
    for chat in chats_of(work, found.person_id):
        for kind in kinds:
            key = f"{kind}:{found.id}:{row.revision}:{row.offset}"
            _put(work, row, chat, kind, key, subject=found.id, expires_at=found.starts_at)


def tell_of_activity(work: Work, row: Due) -> None:
    """Put a reminder, a place that became free, or a change, for one day of an activity."""
    on_date = date.fromisoformat(row.offset)
    activity = work.session.get(Activity, row.subject)
    signup = _signup(work, row, on_date)
    if activity is None or signup is None or activity.revision != row.revision:
        return
    starts_at = to_utc(on_date, activity.starts, work.zone.key)
    for chat in chats_of(work, signup.person_id):
        key = f"{row.kind}:{signup.id}:{row.revision}:{row.id}"
        _put(work, row, chat, row.kind, key, subject=signup.id, expires_at=starts_at)


def too_late(work: Work, row: Due) -> None:
    """Tell staff of a reminder that helps nobody any more: they can call."""
    if row.kind == REMINDER:
        _ask_to_call(work, row.subject, row.revision)


def unsent(work: Work, row: Due) -> None:
    """Tell staff of what waited about an appointment until it was too late; `subject` names it."""
    lost = work.session.get(Outbox, row.subject)
    if lost is not None and lost.kind in (REMINDER, MADE, MOVED):
        _ask_to_call(work, lost.subject, lost.revision)


def _ask_to_call(work: Work, appointment: int | None, revision: int | None) -> None:
    found = _current(work, appointment, revision)
    if found is not None and found.answer != AppointmentAnswer.CANNOT:
        notices.reminder_late(work, found)


def _current(work: Work, key: int | None, revision: int | None) -> Appointment | None:
    found = work.session.get(Appointment, key)
    if found is None or found.revision != revision or found.cancelled_at is not None:
        return None
    return found


def _signup(work: Work, row: Due, on_date: date) -> Signup | None:
    day = (Signup.activity_id == row.subject, Signup.on_date == on_date)
    own = select(Signup).where(*day, Signup.person_id == row.person_id)
    return work.session.scalar(own)


def _put(
    work: Work, row: Due, chat: Chat, kind: str, key: str, *, subject: int, expires_at: datetime
) -> None:
    outbox.put(
        work.session,
        chat_id=chat.id,
        lane=Lane.REMINDER,
        dedupe_key=f"{key}:{chat.id}",
        now=work.now,
        expires_at=row.too_late_at or expires_at,
        kind=kind,
        subject=subject,
        revision=row.revision,
    )
