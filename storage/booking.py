"""What a newcomer books, moves and gives back alone: a slot is theirs at once, or it is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, func, select

from storage.appointments import book, cancel, change
from storage.cells import TakenError
from storage.consulting import Slot, free_slots
from storage.interpreters import needed
from storage.models import Appointment, Consulting
from storage.places import centres
from storage.rules.interpreting import Interpreting
from storage.work import Work

MOST = 200
"""Slots looked through for one person at one centre."""


class Refusal(StrEnum):
    """Why a slot is not somebody's: another has it, they are elsewhere, or have enough open."""

    TAKEN = "taken"
    BUSY = "busy"
    ENOUGH = "enough"


def sees_people(work: Work) -> bool:
    """Tell whether any centre says when people can come."""
    return bool(work.session.scalar(select(exists(select(Consulting.id)))))


def has_enough(work: Work, person_id: int) -> bool:
    """Tell whether somebody has as many of their own appointments open as they may."""
    own = (Appointment.person_id == person_id, Appointment.self_booked.is_(True))
    coming = (Appointment.cancelled_at.is_(None), Appointment.starts_at > work.now)
    count = work.session.scalar(select(func.count(Appointment.id)).where(*own, *coming)) or 0
    return count >= work.limits.own_appointments


def times(work: Work, centre: str, kind: str, person_id: int | None) -> Sequence[Slot]:
    """Return the free slots of a kind for somebody, one for each time, the earliest first."""
    days = work.limits.slot_days
    found = free_slots(work, centre, kind, days=days, most=MOST, person_id=person_id)
    first = {(slot.on_date, slot.at_time): slot for slot in reversed(found)}
    return [first[key] for key in sorted(first)]


def first_anywhere(work: Work, kind: str, person_id: int | None) -> Slot | None:
    """Return the earliest free slot of a kind at any centre."""
    days = work.limits.slot_days
    firsts = (
        free_slots(work, each.key, kind, days=days, most=1, person_id=person_id)
        for each in centres(work)
    )
    found = [slot for first in firsts for slot in first]
    return min(found, key=lambda slot: (slot.on_date, slot.at_time), default=None)


def begins(work: Work, slot: Slot) -> datetime:
    """Return when a slot begins, in UTC."""
    return slot.begins(work.zone.key)


def book_slot(work: Work, person_id: int, slot: Slot) -> Appointment | Refusal:
    """Book a slot for somebody, with their language; where it is taken by now nothing happened."""
    if has_enough(work, person_id):
        return Refusal.ENOUGH
    interpreter = needed(work, person_id, slot.centre)
    made = Appointment(
        person_id=person_id,
        centre=slot.centre,
        kind=slot.kind,
        on_date=slot.on_date,
        at_time=slot.at_time,
        zone=work.zone.key,
        minutes=slot.minutes,
        desk=slot.desk,
        self_booked=True,
        interpreter=interpreter,
        interpreting=Interpreting.WANTED.value if interpreter else None,
    )
    try:
        book(work, made)
    except TakenError as taken:
        return _refusal(taken)
    return made


def move_to(work: Work, appointment: Appointment, slot: Slot) -> Refusal | None:
    """Move an appointment to a slot; where that is no longer free it stays as it is."""
    when = {"on_date": slot.on_date, "at_time": slot.at_time, "minutes": slot.minutes}
    facts: dict[str, Any] = {**when, "centre": slot.centre, "desk": slot.desk}
    if appointment.interpreter is not None:
        facts["interpreting"] = Interpreting.WANTED.value  # also where a file said: settled
    try:
        change(work, appointment, **facts)
    except TakenError as taken:
        return _refusal(taken)
    return None


def give_back(work: Work, appointment: Appointment) -> None:
    """Cancel what somebody booked themselves: its time is free at once; they know it already."""
    cancel(work, appointment, tells=False)


def _refusal(taken: TakenError) -> Refusal:
    return Refusal.BUSY if taken.whose == "person" else Refusal.TAKEN
