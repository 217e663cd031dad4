"""Reminders of appointments and activities: into the outbox, once for each chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.everybody import delivery, notices, ways
from storage import activities, calls, firm_told, people, threads
from storage.activities import begins_at
from storage.appointments import find as find_appointment
from storage.appointments import heard
from storage.introductions import steps
from storage.models import Due, Outbox
from storage.models.appointments import AppointmentAnswer
from storage.models.calls import CallKind, CallReason
from storage.models.outbox import OutboxState
from storage.page import unopened
from storage.page.unopened import OF_FIRMS
from storage.people import tell
from storage.queues.kinds import TOLD, Kind
from storage.queues.speaking import find, speak
from storage.reminded import by_appointment
from storage.signups import signup_of
from storage.work import Work

WHY = {OutboxState.UNCLEAR: CallReason.UNCLEAR, OutboxState.EXPIRED: CallReason.LATE}


def remind_of_appointment(work: Work, row: Due) -> None:
    """Put one reminder, as `remind_of_appointments` puts many."""
    remind_of_appointments(work, [row])


def remind_of_appointments(work: Work, rows: Sequence[Due]) -> None:
    """Put reminders, each with the map right behind it; nothing for who said they do not come.

    Who has no chat that hears is called by the centre.
    """
    told = by_appointment(work, {row.subject for row in rows})
    for row in rows:
        if (row.subject, row.revision) not in told:
            ask_to_call(work, row.subject, row.revision, CallReason.REFUSED)
        for each in told.get((row.subject, row.revision), ()):
            kinds = [Kind.APPOINTMENT_REMINDER, *([Kind.APPOINTMENT_MAP] if each.map else [])]
            once, ends = f"{row.revision}:{row.offset}", row.too_late_at or each.starts_at
            for kind in kinds:
                about = (kind, row.subject, row.revision)
                speak(work, each.chat, *about, whom=each.person, once=once, expires_at=ends)


def tell_of_activity(work: Work, row: Due) -> None:
    """Put a reminder, a place that became free, or a change, for one day of an activity."""
    on_date = date.fromisoformat(row.offset)
    activity = activities.find(work, row.subject)
    if activity is None or activity.revision != row.revision or row.person_id is None:
        return
    signup = signup_of(work, activity, on_date, row.person_id)
    if signup is None:
        return
    ends = row.too_late_at or begins_at(work, activity, on_date)
    about = (signup.person_id, Kind(row.kind), signup.id, row.revision)
    tell(work, *about, once=f"{row.revision}:{row.id}", expires_at=ends)


def too_late(work: Work, row: Due) -> None:
    """Tell staff of a reminder that helps nobody any more: they can call."""
    if row.kind == Kind.TRIAL_REMINDER:
        call_about_way(work, row.subject, row.revision, CallReason.LATE)
    elif row.kind in TOLD:
        ask_to_call(work, row.subject, row.revision, CallReason.LATE)


def unsent(work: Work, row: Due) -> None:
    """Tell staff what did not arrive, a reply or about an appointment; `subject` is its row."""
    lost = find(work, row.subject)
    line = threads.find(work, lost.subject) if lost and lost.kind == Kind.REPLY else None
    if line is not None:
        delivery.lost(work, line)
    elif lost is not None and lost.kind in TOLD and not heard(work, lost):
        not_told(work, lost, WHY.get(lost.state, CallReason.REFUSED))


def not_told(work: Work, row: Outbox, reason: CallReason) -> None:
    """Have the centre call about what did not arrive; a firm about what it has not heard at all."""
    if row.kind not in OF_FIRMS:
        ask_to_call(work, row.subject, row.revision, reason)
        return
    found = steps.find(work, row.subject)
    if found is not None and found.person_id == unopened.whose(work, row):
        call_about_way(work, row.subject, row.revision, reason)
    elif found is not None:
        firm_told.call(work, found)


def call_about_way(work: Work, key: int | None, revision: int | None, reason: CallReason) -> None:
    """Have the centre call about the way to a firm, while it is as it was."""
    found = steps.current(work, key, revision)
    if found is not None:
        ways.call(work, found, reason)


def untold(work: Work, row: Due) -> None:
    """Tell staff of an appointment whose person has no chat that hears."""
    ask_to_call(work, row.subject, row.revision, CallReason.NO_CHAT)


def ask_to_call(
    work: Work, appointment: int | None, revision: int | None, reason: CallReason
) -> None:
    """Have the centre call, unless the person does not come or wants no word from us."""
    found = find_appointment(work, appointment)
    if found is None or found.revision != revision or found.answer == AppointmentAnswer.CANNOT:
        return
    person = people.find(work, found.person_id)
    if person is not None and person.stopped_at is None:
        about = (CallKind.APPOINTMENT, found.id, found.revision)
        calls.ask(work, *about, person_id=person.id, centre=found.centre, reason=reason)
        notices.reminder_late(work, found)
