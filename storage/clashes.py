"""Appointments that cannot both be meant, among what is still to come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from storage.models import Appointment
from storage.rules.clashes import Meeting, clashes
from storage.work import Work


def upcoming_clashes(work: Work) -> dict[tuple[str, str], str]:
    """Return by their ids one sentence for each two appointments of one person."""
    rows = select(Appointment).where(
        Appointment.cancelled_at.is_(None), Appointment.starts_at > work.now
    )
    meetings = [_meeting(each) for each in work.session.scalars(rows)]
    return {
        (first.ref, second.ref): f"The appointments {first} and {second} of one person {odd}."
        for first, second, odd in clashes(meetings)
    }


def _meeting(each: Appointment) -> Meeting:
    return Meeting(
        ref=each.ref or f"no. {each.id}",
        person=each.person_id,
        centre=each.centre,
        kind=each.kind,
        starts=datetime.combine(each.on_date, each.at_time),
        minutes=each.minutes,
    )
