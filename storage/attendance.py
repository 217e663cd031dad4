"""Who came: noted at the desk, changed on the same day; who missed twice is called, and no more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select, update

from storage import calls
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer, Attendance
from storage.models.calls import CallKind, CallReason
from storage.work import Work

WITHIN = timedelta(days=90)
"""Two missed within this time: somebody should ask what would help."""


def may_be_noted(work: Work, appointment: Appointment) -> bool:
    """Tell whether it can be said who came: since the start, and changed on the same day."""
    begun = appointment.cancelled_at is None and appointment.starts_at <= work.now
    return begun and (appointment.attendance is None or appointment.on_date == work.today)


def note(work: Work, appointment: Appointment, said: Attendance) -> None:
    """Keep whether the person was there; who missed a second one is to be called."""
    appointment.attendance = said.value
    work.session.flush()
    if said is Attendance.MISSED and len(missed(work, appointment.person_id)) > 1:
        calls.ask(
            work,
            CallKind.MISSED,
            appointment.id,
            appointment.revision,
            person_id=appointment.person_id,
            centre=appointment.centre,
            reason=CallReason.MISSED,
        )


def missed(work: Work, person_id: int) -> list[int]:
    """Return the appointments somebody missed since staff talked with them, the last 90 days.

    Who said before that they cannot come has not missed anything.
    """
    told_us = Appointment.answer == AppointmentAnswer.CANNOT
    rows = select(Appointment.id).where(
        Appointment.person_id == person_id,
        Appointment.attendance == Attendance.MISSED,
        Appointment.called_at.is_(None),
        or_(Appointment.answer.is_(None), ~told_us),
        Appointment.starts_at > work.now - WITHIN,
    )
    return list(work.session.scalars(rows))


def called(work: Work, person_id: int) -> None:
    """Note that staff talked with somebody: nothing of before is to be called about."""
    own = (Appointment.person_id == person_id, Appointment.attendance == Attendance.MISSED)
    rows = update(Appointment).where(*own, Appointment.called_at.is_(None))
    work.session.execute(rows.values(called_at=work.now))
