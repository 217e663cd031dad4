"""Appointments: one way to save them keeps notices and reminders true."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Appointment, Centre, Outbox
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import Lane, OutboxState
from storage.people import chats_of
from storage.queues import due, outbox
from storage.rules.clock import to_utc
from storage.rules.reminding import reminders

MADE, MOVED, CANCELLED = "appointment_made", "appointment_moved", "appointment_cancelled"
MAP, REMINDER = "appointment_map", "appointment_reminder"
NEWS_OF_CANCELLING = timedelta(days=2)
ARRIVED = {OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCLEAR}


def book(session: Session, appointment: Appointment, now: datetime) -> None:
    """Save a new appointment (person, centre, kind, local date, time, zone, minutes); tell it.

    Raises NoSuchTimeError for a local time that does not exist.
    """
    appointment.revision = 0
    _save(session, appointment, MADE, now)


def move(
    session: Session,
    appointment: Appointment,
    on_date: date,
    at_time: time,
    now: datetime,
    *,
    centre: str | None = None,
) -> None:
    """Change time or centre, also of a cancelled one; the notice names the time they know.

    Who never heard of the old time is told of a new appointment; back to the time they know,
    nothing is told.
    """
    known, place = _known(session, appointment), centre or appointment.centre
    as_known = known == (on_date, at_time) and place == appointment.centre
    appointment.on_date, appointment.at_time, appointment.centre = on_date, at_time, place
    appointment.old_date, appointment.old_time = (None, None) if as_known else known or (None, None)
    appointment.cancelled_at = appointment.answer = None
    notice = MOVED if known else MADE
    _save(session, appointment, None if as_known else notice, now)


def cancel(session: Session, appointment: Appointment, now: datetime) -> None:
    """Cancel; the notice speaks of the time they last heard of, nobody hears of an unknown one."""
    if appointment.cancelled_at is not None:
        return
    known = _known(session, appointment)
    if known:
        appointment.on_date, appointment.at_time = known
    appointment.old_date = appointment.old_time = None
    appointment.cancelled_at = now
    _save(session, appointment, CANCELLED if known else None, now)


def answer(
    session: Session, appointment: Appointment, said: AppointmentAnswer, now: datetime
) -> None:
    """Keep what the person said last; what they can still change is up to the caller."""
    appointment.answer = said
    session.flush()


def upcoming(session: Session, person_id: int, now: datetime) -> list[Appointment]:
    """Return what is still to come or going on, the next one first."""
    own = (Appointment.person_id == person_id, Appointment.cancelled_at.is_(None))
    rows = session.scalars(select(Appointment).where(*own).order_by(Appointment.starts_at))
    return [each for each in rows if each.starts_at + timedelta(minutes=each.minutes) > now]


def _save(session: Session, appointment: Appointment, notice: str | None, now: datetime) -> None:
    """Raise the revision, rewrite what is due, and put the notice into the person's chats."""
    appointment.starts_at = to_utc(appointment.on_date, appointment.at_time, appointment.zone)
    appointment.revision += 1
    session.add(appointment)
    session.flush()
    due.cancel(session, [REMINDER], appointment.id, before_revision=appointment.revision)
    if appointment.cancelled_at is None:
        _remind(session, appointment, now)
    if notice:
        _tell(session, appointment, notice, now)
    session.flush()


def _remind(session: Session, appointment: Appointment, now: datetime) -> None:
    for each in reminders(appointment.on_date, appointment.at_time, appointment.zone, now):
        due.schedule(
            session,
            REMINDER,
            each.due,
            subject=appointment.id,
            revision=appointment.revision,
            person_id=appointment.person_id,
            offset=each.offset,
            too_late_at=each.too_late,
        )


def _tell(session: Session, appointment: Appointment, notice: str, now: datetime) -> None:
    cancelled = notice == CANCELLED
    expires_at = now + NEWS_OF_CANCELLING if cancelled else appointment.starts_at
    centre = session.get_one(Centre, appointment.centre)
    kinds = [notice] if cancelled or not centre.address else [notice, MAP]
    chats = chats_of(session, appointment.person_id)
    for chat in chats:
        for kind in kinds:
            outbox.put(
                session,
                chat_id=chat.id,
                lane=Lane.REMINDER,
                dedupe_key=f"{kind}:{appointment.id}:{appointment.revision}:{chat.id}",
                now=now,
                expires_at=expires_at,
                kind=kind,
                subject=appointment.id,
                revision=appointment.revision,
            )
    appointment.told = bool(chats)


def _known(session: Session, appointment: Appointment) -> tuple[date, time] | None:
    """Return the time the person last heard of, None if they heard of none."""
    if appointment.cancelled_at is None and appointment.told and _arrived(session, appointment):
        return appointment.on_date, appointment.at_time
    if appointment.old_date and appointment.old_time:
        return appointment.old_date, appointment.old_time
    return None


def _arrived(session: Session, appointment: Appointment) -> bool:
    """Whether this revision's notice went out; one that is no longer kept went out long ago."""
    rows = select(Outbox.state).where(
        Outbox.kind.in_((MADE, MOVED)),
        Outbox.subject == appointment.id,
        Outbox.revision == appointment.revision,
    )
    states = {*session.scalars(rows)}
    return not states or not states.isdisjoint(ARRIVED)
