"""The time of a centre: which slots are free, and why another time is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal

from sqlalchemy import or_, select

from storage.models import Appointment, Cell, Centre, Closing, Colleague, Consulting
from storage.rules.clock import to_local, to_utc
from storage.rules.consulting import FIVE, Book, Closed, Desk, Hours, Slot, Taken, cells
from storage.rules.opening_hours import is_closed
from storage.work import Work

__all__ = ["Outside", "Slot", "free_slots", "is_shut", "outside"]

DAY = timedelta(days=1)
Outside = Literal["past", "closed", "no_hours", "taken"]


def free_slots(
    work: Work,
    centre: str,
    kind: str,
    *,
    days: int = 28,
    most: int = 30,
    since: date | None = None,
    person_id: int | None = None,
) -> list[Slot]:
    """Return the next slots of a kind, the earliest first, from `since` (None: today) on.

    Only what is still to come, and nothing that overlaps what the person has anywhere.
    """
    first = max(since or work.today, work.today)
    book = book_of(work, centre, first, first + days * DAY, person_id)
    return list(islice(book.free(kind, (first + n * DAY for n in range(days))), most))


def outside(
    work: Work, centre: str, kind: str, on_date: date, at_time: time, *, minutes: int
) -> Outside | None:
    """Return why a freely chosen time is none of the centre's; None where nothing speaks against.

    A centre that names no consulting hours has none to be outside of.
    """
    begins = to_utc(on_date, at_time, work.zone.key)
    book = book_of(work, centre, on_date, on_date + DAY)
    within = book.within(kind, on_date, at_time, minutes)
    closed = [book.is_closed(on_date, at_time, minutes, each.whom) for each in within]
    if begins <= work.now:
        return "past"
    if book.away(on_date) or book.is_closed(on_date, at_time, minutes) or (closed and all(closed)):
        return "closed"
    if not book.hours:
        return None
    if not within:
        return "no_hours"
    wanted = cells(begins, minutes)
    desks = {
        desk for each, shut in zip(within, closed, strict=True) if not shut for desk in each.desks
    }
    return None if any(_is_free(book.taken, desk, wanted) for desk in desks) else "taken"


def is_shut(work: Work, appointment: Appointment) -> bool:
    """Tell whether a closing, as far as it is committed, takes the time of an appointment."""
    about = (appointment.on_date, appointment.at_time, appointment.minutes)
    rows = closings(work, appointment.centre, appointment.on_date, appointment.on_date)
    return any(each.covers(*about, colleague_of(appointment.desk)) for each in rows)


def colleague_of(desk: Desk | None) -> int | None:
    """Return whose desk it is, None for one of nobody in particular."""
    name = (desk or "").partition(".")[0]
    return int(name[1:]) if name.startswith("p") else None


def closings(work: Work, centre: str, first: date, last: date) -> list[Closed]:
    """Return what is closed at a centre in these days."""
    rows = select(Closing).where(Closing.centre == centre, Closing.on_date.between(first, last))
    return [closed_of(each) for each in work.session.scalars(rows)]


def closed_of(row: Closing) -> Closed:
    """Return a closing as the rules know it."""
    return Closed(row.on_date, row.starts, row.ends, row.person_id)


def hours_of(work: Work, centre: str, first: date | None = None) -> list[Hours]:
    """Return the consulting hours of a centre that are not over on a day (None: today)."""
    lasts = or_(Consulting.until.is_(None), Consulting.until >= (first or work.today))
    rows = select(Consulting).where(Consulting.centre == centre, lasts).order_by(Consulting.id)
    return [hours(each) for each in work.session.scalars(rows)]


def hours(row: Consulting) -> Hours:
    """Return consulting hours as the rules know them."""
    return Hours(
        row.id,
        None if row.kinds is None else frozenset(row.kinds),
        row.weekday,
        row.starts,
        row.ends,
        row.minutes,
        row.places,
        row.with_id,
        row.since,
        row.until,
    )


def book_of(work: Work, centre: str, first: date, last: date, person_id: int | None = None) -> Book:
    """Return what is known of a centre's time in these days."""
    said = work.session.get_one(Centre, centre).hours
    begins = to_utc(first, time(), work.zone.key) - FIVE
    ends = to_utc(last, time(), work.zone.key) + DAY
    hours = hours_of(work, centre, first)
    away = _absences(work, hours, last)
    return Book(
        centre,
        work.zone.key,
        work.now,
        hours,
        [*closings(work, centre, first, last), *away],
        lambda day: is_closed(said, day),
        _taken(work, centre, begins, ends),
        busy_cells(work, person_id, begins, ends),
    )


def _absences(work: Work, found: Sequence[Hours], last: date) -> list[Closed]:
    """Return the days on which colleagues of these hours are away, as /team knows it."""
    named = {each.whom for each in found if each.whom is not None}
    gone = (Colleague.person_id.in_(named), Colleague.away_until > work.now)
    rows = select(Colleague.person_id, Colleague.away_until).where(*gone)
    return [
        Closed(day, whom=who)
        for who, until in work.session.execute(rows)
        if until is not None
        for day in _days(work.today, min(last, to_local(until, work.zone.key).date() - DAY))
    ]


def _days(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def _taken(work: Work, centre: str, begins: datetime, ends: datetime) -> Taken:
    here = (Cell.centre == centre, Cell.desk.is_not(None), Cell.at.between(begins, ends))
    rows = work.session.execute(select(Cell.desk, Cell.at).where(*here))
    return {(desk, at) for desk, at in rows if desk}


def busy_cells(
    work: Work, person_id: int | None, begins: datetime, ends: datetime
) -> set[datetime]:
    """Return the cells somebody has anywhere within these times."""
    own = (Cell.person_id == person_id, Cell.at.between(begins, ends))
    return {*work.session.scalars(select(Cell.at).where(*own))} if person_id else set()


def _is_free(taken: Taken, desk: Desk, wanted: Sequence[datetime]) -> bool:
    return taken.isdisjoint((desk, cell) for cell in wanted)
