"""A centre closes for a day, or hours of it: what falls out is called off a minute later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from storage import audit, vacancies
from storage.consulting import closed_of, colleague_of
from storage.models import Appointment, Closing
from storage.models.appointments import Dropped
from storage.queues import due
from storage.queues.kinds import Kind
from storage.replacing import drop_all
from storage.work import Work

SLICE = 5
"""Appointments called off in one unit: more would take longer than others may wait."""


def find(work: Work, key: int | None) -> Closing | None:
    """Return a closing; None where it was taken back."""
    return work.session.get(Closing, key)


def coming(work: Work, centre: str | None) -> Sequence[Closing]:
    """Return what is closed from today on at a centre (None: at all), the next one first."""
    rows = select(Closing).where(Closing.on_date >= work.today)
    if centre is not None:
        rows = rows.where(Closing.centre == centre)
    return work.session.scalars(rows.order_by(Closing.on_date, Closing.id)).all()


def close(work: Work, closing: Closing, actor_id: int | None) -> Closing:
    """Close: nothing is booked into it any more, and what is booked goes after the time to undo.

    The same closing is not made twice.
    """
    for known in coming(work, closing.centre):
        if closed_of(known) == closed_of(closing):
            return known
    closing.created_by, closing.created_at = actor_id, work.now
    work.session.add(closing)
    work.session.flush()
    at = work.now + work.limits.undo
    due.schedule(work, Kind.CLOSE_DAY, at, subject=closing.id)
    audit.note(work, "/hours", actor_id, closing.person_id, closing.centre)
    return closing


def told_at(work: Work, closing: Closing) -> datetime | None:
    """Return when others will be told of it; None once that began."""
    at = due.when(work, Kind.CLOSE_DAY, closing.id)
    return at if at is not None and at > work.now and closing.settled_at is None else None


def open_again(work: Work, closing: Closing, actor_id: int | None) -> None:
    """Take a closing back: whoever was called off stays so, and nobody else is."""
    due.cancel(work, [Kind.CLOSE_DAY], closing.id)
    audit.note(work, "closing.open", actor_id, closing.person_id, closing.centre)
    vacancies.note(work, closing.centre, closing.id)
    work.session.delete(closing)
    work.session.flush()


def falling(work: Work, closing: Closing) -> list[Appointment]:
    """Return what is booked and still to come in a closing, the next one first."""
    closed = closed_of(closing)
    return [
        each
        for each in _on(work, closing.centre, closing.on_date)
        if each.cancelled_at is None and each.starts_at > work.now
        if closed.covers(each.on_date, each.at_time, each.minutes, colleague_of(each.desk))
    ]


def fallen(work: Work, closing: Closing) -> list[Appointment]:
    """Return what was called off for a closing and has no other time yet."""
    closed = closed_of(closing)
    return [
        each
        for each in _on(work, closing.centre, closing.on_date)
        if each.cancelled_at is not None and each.dropped_for == Dropped.CLOSED
        if closed.covers(each.on_date, each.at_time, each.minutes, colleague_of(each.desk))
    ]


def settle(work: Work, closing: Closing) -> bool:
    """Call off the next few of what is booked; True while some are left."""
    found = falling(work, closing)
    drop_all(work, closing.centre, found[:SLICE], Dropped.CLOSED)
    if len(found) > SLICE:
        return True
    closing.settled_at = work.now
    work.session.flush()
    return False


def _on(work: Work, centre: str, day: date) -> Sequence[Appointment]:
    here = (Appointment.centre == centre, Appointment.on_date == day)
    rows = select(Appointment).where(*here).order_by(Appointment.starts_at, Appointment.id)
    return work.session.scalars(rows).all()
