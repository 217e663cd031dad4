"""The day and the week of a centre, as lists and files show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from storage import people
from storage.desk import appointments_on
from storage.models import Appointment
from storage.work import Work

WEEK = 7


@dataclass(frozen=True)
class Booked:
    """An appointment and whose it is: the code, and the first name where we know it."""

    appointment: Appointment
    code: str
    first_name: str | None

    @property
    def letter(self) -> str:
        """The first letter of the name: what may leave the house."""
        return f"{self.first_name[0]}." if self.first_name else ""


@dataclass(frozen=True)
class Day:
    """A day and its appointments, the earliest first."""

    on: date
    booked: Sequence[Booked]


def day(work: Work, centre: str | None, on: date) -> Day:
    """Return a day of a centre (None: of all)."""
    return Day(on, [_booked(work, each) for each in appointments_on(work, centre, on)])


def week(work: Work, centre: str | None, on: date) -> list[Day]:
    """Return the days of the week in which a day lies, from Monday to Sunday."""
    monday = on - timedelta(days=on.weekday())
    return [day(work, centre, monday + timedelta(days=number)) for number in range(WEEK)]


def coming(work: Work, centre: str, since: date) -> list[Booked]:
    """Return what a centre has from a day on, the earliest first."""
    own = (Appointment.centre == centre, Appointment.cancelled_at.is_(None))
    rows = select(Appointment).where(*own, Appointment.on_date >= since)
    found = work.session.scalars(rows.order_by(Appointment.starts_at, Appointment.id))
    return [_booked(work, each) for each in found]


def _booked(work: Work, appointment: Appointment) -> Booked:
    person = people.find(work, appointment.person_id)
    profile = person.profile if person else None
    code = person.ref if person and person.ref else "R-?"
    return Booked(appointment, code, profile.first_name if profile else None)
