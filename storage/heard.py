"""What somebody knows of an appointment, and what of it is another than they heard."""

from __future__ import annotations

from typing import TypeAlias

from storage.models import Appointment, Centre
from storage.rules.interpreting import told_of

Facts: TypeAlias = dict[str, str | int | None]
OF_CENTRE = ("address", "rooms", "phone", "hours")
"""What a centre says of itself to who comes there."""


def changes(appointment: Appointment, centre: Centre) -> dict[str, str | int | None]:
    """Return what differs from what the person heard last, as it was."""
    now = facts_of(appointment, centre)
    heard = appointment.heard or {}
    return {name: heard[name] for name in now if name in heard and heard[name] != now[name]}


def facts_of(appointment: Appointment, centre: Centre) -> Facts:
    """Return everything somebody knows of an appointment, as JSON."""
    known: Facts = {
        "on_date": appointment.on_date.isoformat(),
        "at_time": appointment.at_time.isoformat(),
        "centre": centre.name,
        "kind": appointment.kind,
        "minutes": appointment.minutes,
        "interpreter": told_of(appointment.interpreter, appointment.interpreting),
    }
    return known | {name: getattr(centre, name) for name in OF_CENTRE}
