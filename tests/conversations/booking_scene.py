"""A centre that says when it sees people, and newcomers who book there by themselves."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import select

from storage.models import Appointment, Cell, Consulting, Due
from storage.models.due import DueState
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

THURSDAY = date(2026, 11, 12)


def sees(town: Town, centre: str = "alb", **values: Any) -> int:
    """Let a centre see people on Thursdays from 14 to 16, half an hour each."""
    known: dict[str, Any] = {"weekday": 3, "starts": time(14), "ends": time(16), "minutes": 30}
    row = Consulting(centre=centre, places=1, **{**known, **values})

    def save(session: Any) -> int:
        session.add(row)
        session.flush()
        return row.id

    return town.do(save)


def mine(phone: Phone) -> list[tuple[str, date, time]]:
    """Return the appointments somebody has: centre, day, time."""
    own = (Appointment.person_id == person_of(phone), Appointment.cancelled_at.is_(None))
    rows = select(Appointment).where(*own).order_by(Appointment.starts_at)
    return phone.town.do(
        lambda s: [(each.centre, each.on_date, each.at_time) for each in s.scalars(rows)]
    )


def taken(town: Town) -> int:
    """Count the cells of desks that are taken, of five minutes each."""
    desks = select(Cell.at).where(Cell.desk.is_not(None))
    return town.do(lambda s: len(s.scalars(desks).all()))


def waiting(town: Town, kind: str) -> int:
    """Count what of a kind is due, now or later."""
    rows = select(Due.id).where(Due.kind == kind, Due.state == DueState.TODO)
    return town.do(lambda s: len(s.scalars(rows).all()))


def books(phone: Phone, when: str) -> Phone:
    """Book a first talk at one's own centre, and say no name."""
    phone.says("/appointments").taps("menu.0.0.book").taps(".first_talk").taps(when)
    if ".skip" in str(phone.bubbles[-1].every_data):
        phone.taps(".skip")
    return phone.reads()
