"""Who came: noted at the desk, changed on the same day; who missed twice is called, and no more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import aliased

from storage.models import Appointment, Person
from storage.models.appointments import AppointmentAnswer, Attendance
from storage.work import Work

WITHIN = timedelta(days=90)
"""Two missed within this time: somebody should ask what would help."""


def may_be_noted(work: Work, appointment: Appointment) -> bool:
    """Tell whether it can be said who came: since the start, and changed on the same day."""
    begun = appointment.cancelled_at is None and appointment.starts_at <= work.now
    return begun and (appointment.attendance is None or appointment.on_date == work.today)


def note(work: Work, appointment: Appointment, said: Attendance) -> None:
    """Keep whether the person was there."""
    appointment.attendance = said.value
    work.session.flush()


def to_call(work: Work, centre: str | None, most: int) -> list[Appointment]:
    """Return the newest missed appointment of who missed two since they were called, by time."""
    other = aliased(Appointment)
    before = exists().where(
        other.person_id == Appointment.person_id,
        other.id != Appointment.id,
        *_missed(work, other),
        or_(
            other.starts_at < Appointment.starts_at,
            (other.starts_at == Appointment.starts_at) & (other.id < Appointment.id),
        ),
    )
    rows = (
        select(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .where(*_missed(work, Appointment), before)
        .where(Person.stopped_at.is_(None))
    )
    if centre is not None:
        rows = rows.where(Appointment.centre == centre)
    found = work.session.scalars(rows.order_by(Appointment.starts_at, Appointment.id))
    return list({each.person_id: each for each in found}.values())[:most]


def called(work: Work, person_id: int) -> None:
    """Note that staff talked with somebody: nothing of before is to be called about."""
    own = (Appointment.person_id == person_id, Appointment.attendance == Attendance.MISSED)
    rows = update(Appointment).where(*own, Appointment.called_at.is_(None))
    work.session.execute(rows.values(called_at=work.now))


def _missed(work: Work, of: type[Appointment]) -> list[ColumnElement[bool]]:
    """Who said before that they cannot come has not missed anything."""
    told_us = of.answer == AppointmentAnswer.CANNOT
    return [
        of.attendance == Attendance.MISSED,
        of.called_at.is_(None),
        or_(of.answer.is_(None), ~told_us),
        of.starts_at > work.now - WITHIN,
    ]
