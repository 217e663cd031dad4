"""A centre with consulting hours, whom staff make an appointment for, and taps that are counted."""

from __future__ import annotations

from datetime import time
from typing import Any

from sqlalchemy import select

from storage.models import Appointment, Consulting
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of

KNOWN = {"centre": "alb", "kinds": None, "starts": time(9), "ends": time(12), "minutes": 30}


def opens(town: Town, weekday: int = 3, **facts: Any) -> None:
    """Give the centre in Münsingen consulting hours, on Thursdays from 9 to 12 by default."""
    known = {**KNOWN, "weekday": weekday, "places": 1, **facts}
    town.do(lambda s: s.add(Consulting(**known)))


def amal(town: Town, language: str = "ar", **values: Any) -> Phone:
    """Give Amal a phone; she reads Arabic."""
    return newcomer(town, "amal", language, first_name="Amal", **values)


def all_of(town: Town) -> list[Appointment]:
    """Return the appointments as they stand."""
    return town.do(lambda s: list(s.scalars(select(Appointment).order_by(Appointment.id))))


def the_one(town: Town) -> Appointment:
    """Return the only appointment."""
    (found,) = all_of(town)
    return found


def taps(phone: Phone, *labels: str) -> int:
    """Tap one after the other; returns how many that were. A command is tapped in the menu."""
    for label in labels:
        if label.startswith("/"):
            phone.says(label)
        else:
            phone.taps(label)
    return len(labels)


def appointed(town: Town, staff: Phone, who: Phone, slot: str = "09:00") -> Appointment:
    """Let staff make an appointment in the next free time of that hour."""
    staff.says(f"/people #{person_of(who)}").taps("New appointment").taps("First talk")
    staff.taps(slot).taps("Yes, tell the person")
    return all_of(town)[-1]
