"""Other times in place of an appointment the centre calls off, each held for one person a while."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from storage import cells
from storage.appointments import change, drop
from storage.consulting import book_of
from storage.models import Appointment, Cell
from storage.models.appointments import Dropped, Offered
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.consulting import Book, Slot
from storage.rules.interpreting import Interpreting
from storage.work import Work

MOST, DAYS = 3, 42
"""Times offered to each, and how many days ahead they are looked for."""
DAY = timedelta(days=1)


def drop_all(work: Work, centre: str, found: Sequence[Appointment], why: Dropped) -> None:
    """Call appointments off: everybody hears of it once, with times that nobody else is offered."""
    if not found:
        return
    offers = _alternatives(work, centre, found)
    for appointment in found:
        drop(work, appointment, why)
        _hold(work, appointment, offers[appointment.id])


def offer_anew(work: Work, appointment: Appointment) -> None:
    """Offer the next free times to who found the first ones taken."""
    cells.free(work, appointment)
    _hold(work, appointment, _alternatives(work, appointment.centre, [appointment])[appointment.id])


def take(work: Work, appointment: Appointment, number: int) -> None:
    """Take one of the times offered, from 0 on; TakenError where somebody has it by now.

    The person knows it, since they chose it. LookupError for a time that was not offered.
    """
    offered = appointment.offered or []
    if number >= len(offered):
        raise LookupError(number)
    slot = slot_of(appointment, offered[number])
    if slot.begins(work.zone.key) <= work.now:
        raise cells.TakenError("desk")
    facts: dict[str, Any] = {
        "on_date": slot.on_date,
        "at_time": slot.at_time,
        "minutes": slot.minutes,
    }
    if appointment.interpreter is not None:
        facts["interpreting"] = Interpreting.WANTED.value  # also where a file said: settled
    change(work, appointment, tells=False, desk=slot.desk, **facts)
    due.cancel(work, [Kind.HOLD_OVER], appointment.id)


def let_go(work: Work, appointment: Appointment) -> None:
    """Hold the times no longer: everybody may have them; nothing where nothing is held."""
    if appointment.cancelled_at is not None and appointment.dropped_for is not None:
        cells.free(work, appointment)
        due.cancel(work, [Kind.HOLD_OVER], appointment.id)
        work.session.flush()


def held_until(work: Work, appointment: Appointment) -> datetime | None:
    """Return until when the times are held; None where they are not any more."""
    return due.when(work, Kind.HOLD_OVER, appointment.id)


def slot_of(appointment: Appointment, each: Offered) -> Slot:
    """Return a time that was offered."""
    on_date, at_time = date.fromisoformat(each["on_date"]), time.fromisoformat(each["at_time"])
    about = (appointment.centre, each["desk"], on_date, at_time, each["minutes"])
    return Slot(*about, appointment.kind)


def _hold(work: Work, appointment: Appointment, slots: Sequence[Slot]) -> None:
    kept = cells.hold(work, appointment, slots)
    appointment.offered = [
        Offered(
            desk=each.desk,
            on_date=each.on_date.isoformat(),
            at_time=each.at_time.isoformat(),
            minutes=each.minutes,
        )
        for each in kept
    ]
    until = work.now + timedelta(hours=work.limits.hold_hours)
    once = f"{work.now:%y%m%d%H%M%S}"
    due.cancel(work, [Kind.HOLD_OVER], appointment.id)
    due.schedule(work, Kind.HOLD_OVER, until, subject=appointment.id, offset=once)
    work.session.flush()


def _alternatives(
    work: Work, centre: str, found: Sequence[Appointment]
) -> Mapping[int, Sequence[Slot]]:
    """Choose for each the next free times of their own, from tomorrow on."""
    first = work.today + DAY
    days = [first + number * DAY for number in range(DAYS)]
    book, busy = book_of(work, centre, days[0], days[-1]), _busy(work, found)
    taken = set(book.taken)
    chosen: dict[int, Sequence[Slot]] = {}
    for each in found:
        own = replace(book, taken=taken, busy=busy[each.person_id])
        chosen[each.id] = _next_three(own, each.kind, days)
        taken |= {(s.desk, cell) for s in chosen[each.id] for cell in s.cells(work.zone.key)}
    return chosen


def _next_three(book: Book, kind: str, days: Sequence[date]) -> Sequence[Slot]:
    found: list[Slot] = []
    used = set[datetime]()
    for slot in book.free(kind, days):
        wanted = slot.cells(book.zone)
        if used.isdisjoint(wanted):
            found.append(slot)
            used.update(wanted)
        if len(found) == MOST:
            break
    return found


def _busy(work: Work, found: Sequence[Appointment]) -> Mapping[int, set[datetime]]:
    """Return what people have elsewhere from now on, what is called off not counted."""
    people, gone = {each.person_id for each in found}, {each.id for each in found}
    rows = select(Cell.person_id, Cell.at).where(
        Cell.person_id.in_(people), Cell.at >= work.now, Cell.appointment_id.not_in(gone)
    )
    busy = defaultdict[int, set[datetime]](set)
    for person, at in work.session.execute(rows):
        if person is not None:
            busy[person].add(at)
    return busy
