"""Reminders of appointments and activities: into the outbox, once for each chat."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from conversations.everybody import notices
from scheduler.moment import Moment
from storage.appointments import MADE, MAP, MOVED, REMINDER
from storage.models import Activity, Appointment, Centre, Chat, Due, Outbox, Signup
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import Lane
from storage.people import chats_of
from storage.queues import outbox
from storage.rules.clock import to_utc


def remind_of_appointment(moment: Moment, row: Due) -> None:
    """Put the reminder, and the map right behind it; nothing for who said they do not come."""
    found = _current(moment, row.subject, row.revision)
    if found is None or found.answer == AppointmentAnswer.CANNOT:
        return
    centre = moment.session.get_one(Centre, found.centre)
    kinds = [REMINDER, MAP] if centre.address else [REMINDER]
    for chat in chats_of(moment.session, found.person_id):
        for kind in kinds:
            key = f"{kind}:{found.id}:{row.revision}:{row.offset}"
            _put(moment, row, chat, kind, key, subject=found.id, expires_at=found.starts_at)


def tell_of_activity(moment: Moment, row: Due) -> None:
    """Put a reminder, a place that became free, or a change, for one day of an activity."""
    on_date = date.fromisoformat(row.offset)
    activity = moment.session.get(Activity, row.subject)
    signup = _signup(moment, row, on_date)
    if activity is None or signup is None or activity.revision != row.revision:
        return
    starts_at = to_utc(on_date, activity.starts, moment.zone.key)
    for chat in chats_of(moment.session, signup.person_id):
        key = f"{row.kind}:{signup.id}:{row.revision}:{row.id}"
        _put(moment, row, chat, row.kind, key, subject=signup.id, expires_at=starts_at)


def too_late(moment: Moment, row: Due) -> None:
    """Tell staff of a reminder that helps nobody any more: they can call."""
    if row.kind == REMINDER:
        _ask_to_call(moment, row.subject, row.revision)


def unsent(moment: Moment, row: Due) -> None:
    """Tell staff of what waited about an appointment until it was too late; `subject` names it."""
    lost = moment.session.get(Outbox, row.subject)
    if lost is not None and lost.kind in (REMINDER, MADE, MOVED):
        _ask_to_call(moment, lost.subject, lost.revision)


def _ask_to_call(moment: Moment, appointment: int | None, revision: int | None) -> None:
    found = _current(moment, appointment, revision)
    if found is not None and found.answer != AppointmentAnswer.CANNOT:
        notices.reminder_late(moment.session, found, moment.now)


def _current(moment: Moment, key: int | None, revision: int | None) -> Appointment | None:
    found = moment.session.get(Appointment, key)
    if found is None or found.revision != revision or found.cancelled_at is not None:
        return None
    return found


def _signup(moment: Moment, row: Due, on_date: date) -> Signup | None:
    day = (Signup.activity_id == row.subject, Signup.on_date == on_date)
    own = select(Signup).where(*day, Signup.person_id == row.person_id)
    return moment.session.scalar(own)


def _put(
    moment: Moment, row: Due, chat: Chat, kind: str, key: str, *, subject: int, expires_at: datetime
) -> None:
    outbox.put(
        moment.session,
        chat_id=chat.id,
        lane=Lane.REMINDER,
        dedupe_key=f"{key}:{chat.id}",
        now=moment.now,
        expires_at=row.too_late_at or expires_at,
        kind=kind,
        subject=subject,
        revision=row.revision,
    )
