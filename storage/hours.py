"""Consulting hours change: what is booked and falls out stays, or is called off in a minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from storage import audit, vacancies
from storage.appointments import coming
from storage.closings import SLICE
from storage.consulting import hours, hours_of
from storage.models import Appointment, Consulting
from storage.models.appointments import Dropped
from storage.queues import due
from storage.queues.kinds import Kind
from storage.replacing import drop_all
from storage.rules.consulting import Hours
from storage.work import Work


def find(work: Work, key: int | None) -> Consulting | None:
    """Return consulting hours, over or not."""
    return work.session.get(Consulting, key)


def lasting(work: Work, centre: str) -> Sequence[Consulting]:
    """Return the consulting hours of a centre that are not over, through the week."""
    lasts = or_(Consulting.until.is_(None), Consulting.until >= work.today)
    rows = select(Consulting).where(Consulting.centre == centre, lasts)
    order = (Consulting.weekday, Consulting.starts, Consulting.id)
    return work.session.scalars(rows.order_by(*order)).all()


def falling(work: Work, row: Consulting, values: Mapping[str, Any]) -> list[Appointment]:
    """Return what is booked in hours and lies in none of the centre's once these are so."""
    if row.id is None:
        return []
    old, new = hours(row), hours(Consulting(**{**_values(row), **values}, id=row.id))
    every = [new, *(each for each in hours_of(work, row.centre) if each.key != row.id)]
    booked = (each for each in coming(work, row.centre) if _is_in(each, old, kinds=False))
    return [each for each in booked if not any(_is_in(each, hours) for hours in every)]


def save(
    work: Work, row: Consulting, values: Mapping[str, Any], actor_id: int | None, *, drops: bool
) -> list[Appointment]:
    """Keep hours, new or changed; what falls out goes after the time to undo where it `drops`.

    Returns what goes.
    """
    found = falling(work, row, values) if drops else []
    for name, value in values.items():
        setattr(row, name, value)
    row.revision = (row.revision or 0) + 1
    work.session.add(row)
    work.session.flush()
    for each in found:
        each.dropped_for = Dropped.HOURS
    if found:
        at, once = work.now + work.limits.undo, f"{work.now:%y%m%d%H%M%S%f}"
        due.schedule(work, Kind.HOURS_OUT, at, subject=row.id, person_id=actor_id, offset=once)
    audit.note(work, "/hours", actor_id, row.with_id, row.centre)
    vacancies.note(work, row.centre, row.id)
    work.session.flush()
    return found


def end_of(work: Work, person_id: int) -> None:
    """End the hours of a colleague who leaves: nobody books them, what is booked stays."""
    theirs = (
        Consulting.with_id == person_id,
        or_(Consulting.until.is_(None), Consulting.until >= work.today),
    )
    ended = {"until": work.today - timedelta(days=1), "revision": Consulting.revision + 1}
    work.session.execute(update(Consulting).where(*theirs).values(ended))


def told_at(work: Work, row: Consulting) -> datetime | None:
    """Return when people will be told that their time fell out; None once that began."""
    at = due.when(work, Kind.HOURS_OUT, row.id)
    return at if at is not None and at > work.now else None


def keep_booked(work: Work, row: Consulting) -> None:
    """Let what fell out take place all the same."""
    due.cancel(work, [Kind.HOURS_OUT], row.id)
    for each in marked(work, row):
        each.dropped_for = None
    work.session.flush()


def marked(work: Work, row: Consulting) -> Sequence[Appointment]:
    """Return what fell out of hours and is not called off yet."""
    return [
        each
        for each in coming(work, row.centre)
        if each.dropped_for == Dropped.HOURS and _desk_of(row, each)
    ]


def settle(work: Work, row: Consulting) -> bool:
    """Call off the next few of what fell out; True while some are left."""
    found = marked(work, row)
    drop_all(work, row.centre, found[:SLICE], Dropped.HOURS)
    return len(found) > SLICE


def _is_in(each: Appointment, hours: Hours, *, kinds: bool = True) -> bool:
    kind = each.kind if kinds else None
    return each.desk in hours.desks and hours.hold(kind, each.on_date, each.at_time, each.minutes)


def _desk_of(row: Consulting, each: Appointment) -> bool:
    whole = replace(hours(row), places=20)
    return each.desk in whole.desks


def _values(row: Consulting) -> dict[str, Any]:
    names = ("centre", "kinds", "weekday", "starts", "ends", "minutes", "places", "with_id")
    return {name: getattr(row, name) for name in (*names, "since", "until")}
