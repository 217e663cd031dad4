"""The interpreter of an appointment: how far it is, told to the person where it is settled."""

from __future__ import annotations

from storage.appointments import change
from storage.models import Appointment
from storage.rules.interpreting import told_of
from storage.work import Work


def interpret(work: Work, appointment: Appointment, state: str) -> None:
    """Note how far it is; whom we only asked is nothing the person hears of."""
    if told_of(appointment.interpreter, state) != told_of(
        appointment.interpreter, appointment.interpreting
    ):
        change(work, appointment, interpreting=state)
        return
    appointment.interpreting = state
    work.session.flush()
