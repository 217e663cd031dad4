"""Appointments: one way to save them keeps notices and reminders true."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import select

from storage.models import Appointment, Centre, Outbox
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import Lane, OutboxState
from storage.people import chats_of
from storage.queues import due, outbox
from storage.rules.clock import to_utc
from storage.rules.reminding import reminders
from storage.work import Work

MADE, MOVED, CANCELLED = "appointment_made", "appointment_moved", "appointment_cancelled"
MAP, REMINDER = "appointment_map", "appointment_reminder"
NEWS_OF_CANCELLING = timedelta(days=2)
ARRIVED = {OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCLEAR}


def book(work: Work, appointment: Appointment) -> None:
    """Save a new appointment (person, centre, kind, local date, time, zone, minutes); tell it.

    Raises NoSuchTimeError for a local time that does not exist.
    """
    appointment.revision = 0
    _save(work, appointment, MADE)


def move(
    work: Work, appointment: Appointment, on_date: date, at_time: time, *, centre: str | None = None
) -> None:
    """Change time or centre, also of a cancelled one; the notice names the time they know.

    Who never heard of the old time is told of a new appointment; back to the time they know,
    nothing is told.
    """
    known, place = _known(work, appointment), centre or appointment.centre
    as_known = known == (on_date, at_time) and place == appointment.centre
    appointment.on_date, appointment.at_time, appointment.centre = on_date, at_time, place
    appointment.old_date, appointment.old_time = (None, None) if as_known else known or (None, None)
    appointment.cancelled_at = appointment.answer = None
    notice = MOVED if known else MADE
    _save(work, appointment, None if as_known else notice)


def cancel(work: Work, appointment: Appointment) -> None:
    """Cancel; the notice speaks of the time they last heard of, nobody hears of an unknown one."""
    if appointment.cancelled_at is not None:
        return
    known = _known(work, appointment)
    if known:
        appointment.on_date, appointment.at_time = known
    appointment.old_date = appointment.old_time = None
    appointment.cancelled_at = work.now
    _save(work, appointment, CANCELLED if known else None)


def answer(work: Work, appointment: Appointment, said: AppointmentAnswer) -> None:
    """Keep what the person said last; what they can still change is up to the caller."""
    appointment.answer = said
    work.session.flush()


def upcoming(work: Work, person_id: int) -> list[Appointment]:
    """Return what is still to come or going on, the next one first."""
    own = (Appointment.person_id == person_id, Appointment.cancelled_at.is_(None))
    rows = work.session.scalars(select(Appointment).where(*own).order_by(Appointment.starts_at))
    return [each for each in rows if each.starts_at + timedelta(minutes=each.minutes) > work.now]


def _save(work: Work, appointment: Appointment, notice: str | None) -> None:
    """Raise the revision, rewrite what is due, and put the notice into the person's chats."""
    appointment.starts_at = to_utc(appointment.on_date, appointment.at_time, appointment.zone)
    appointment.revision += 1
    work.session.add(appointment)
    work.session.flush()
    due.cancel(work.session, [REMINDER], appointment.id, before_revision=appointment.revision)
    if appointment.cancelled_at is None:
        _remind(work, appointment)
    if notice:
        _tell(work, appointment, notice)
    work.session.flush()


def _remind(work: Work, appointment: Appointment) -> None:
    for each in reminders(appointment.on_date, appointment.at_time, appointment.zone, work.now):
        due.schedule(
            work.session,
            REMINDER,
            each.due,
            subject=appointment.id,
            revision=appointment.revision,
            person_id=appointment.person_id,
            offset=each.offset,
            too_late_at=each.too_late,
        )


def _tell(work: Work, appointment: Appointment, notice: str) -> None:
    cancelled = notice == CANCELLED
    expires_at = work.now + NEWS_OF_CANCELLING if cancelled else appointment.starts_at
    centre = work.session.get_one(Centre, appointment.centre)
    kinds = [notice] if cancelled or not centre.address else [notice, MAP]
    chats = chats_of(work, appointment.person_id)
    for chat in chats:
        for kind in kinds:
            outbox.put(
                work.session,
                chat_id=chat.id,
                lane=Lane.REMINDER,
                dedupe_key=f"{kind}:{appointment.id}:{appointment.revision}:{chat.id}",
                now=work.now,
                expires_at=expires_at,
                kind=kind,
                subject=appointment.id,
                revision=appointment.revision,
            )
    appointment.told = bool(chats)


def _known(work: Work, appointment: Appointment) -> tuple[date, time] | None:
    """Return the time the person last heard of, None if they heard of none."""
    if appointment.cancelled_at is None and appointment.told and _arrived(work, appointment):
        return appointment.on_date, appointment.at_time
    if appointment.old_date and appointment.old_time:
        return appointment.old_date, appointment.old_time
    return None


def _arrived(work: Work, appointment: Appointment) -> bool:
    """Whether this revision's notice went out; one that is no longer kept went out long ago."""
    rows = select(Outbox.state).where(
        Outbox.kind.in_((MADE, MOVED)),
        Outbox.subject == appointment.id,
        Outbox.revision == appointment.revision,
    )
    states = {*work.session.scalars(rows)}
    return not states or not states.isdisjoint(ARRIVED)
