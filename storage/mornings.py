"""What staff hear of an appointment in the morning: nobody is found yet who interprets."""

from __future__ import annotations

from storage.models import Appointment
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.interpreting import is_missing, missing_at
from storage.work import Work

KINDS = (Kind.APPOINTMENT_REMINDER, Kind.NO_INTERPRETER)
"""What is due for an appointment as it stands, and for no older state of it."""


def expect(work: Work, appointment: Appointment) -> None:
    """Have staff hear in time, where somebody still has to be found."""
    if not is_missing(appointment.interpreter, appointment.interpreting):
        return
    at = missing_at(appointment.on_date, appointment.at_time, appointment.zone, work.now)
    if at is not None:
        due.schedule(
            work,
            Kind.NO_INTERPRETER,
            at,
            subject=appointment.id,
            revision=appointment.revision,
            too_late_at=appointment.starts_at,
        )
