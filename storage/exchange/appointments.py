"""Appointments of a file: new ones are booked, others moved or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from storage.appointments import book, cancel, move
from storage.exchange.file import Entry
from storage.exchange.loading import Loading, Save, assign
from storage.models import Appointment
from storage.people import by_ref
from storage.rules import codes
from storage.rules.clock import to_utc

FIELDS = ("id", "who", "centre", "kind", "when", "minutes", "interpreter", "cancelled")
NOT_KEPT = ("offer", "employer")


@dataclass(frozen=True)
class Row:
    """One appointment of a file, checked."""

    ref: str
    who: str
    centre: str
    on_date: date
    at_time: time
    cancelled: bool
    rest: dict[str, Any]


def read_appointment(entry: Entry, loading: Loading) -> Save:
    """Read one appointment; `who` is an id of the file or the code on a person's card."""
    entry.only(*FIELDS, *NOT_KEPT)
    who, cancelled = _who(entry, loading), entry.flag("cancelled")
    moment = loading.moment(entry, "when")
    on_date, at_time = moment or (loading.today, time())
    row = Row(
        entry.ref,
        who,
        loading.centre(entry),
        on_date,
        at_time,
        cancelled,
        {
            "kind": entry.code("kind", codes.APPOINTMENT_KINDS),
            "minutes": entry.number("minutes", 5, 600),
            "interpreter": entry.maybe("interpreter", 8),
        },
    )
    if moment and not cancelled:
        _check_time(entry, loading, row)
    return lambda: _save(loading, row)


def _who(entry: Entry, loading: Loading) -> str:
    who = entry.text("who", 40)
    person = by_ref(loading.work, who)
    created = any(loading.creates(section, who) for section in ("newcomers", "volunteers"))
    if who and not person and not created:
        entry.wrong("who", f"nobody has the code {who}")
    known = loading.by_ref(Appointment, entry.ref)
    if known and (person is None or person.id != known.person_id):
        entry.wrong("who", "is another person than before; cancel it and give a new one a new id")
    return who


def _check_time(entry: Entry, loading: Loading, row: Row) -> None:
    try:
        over = to_utc(row.on_date, row.at_time, loading.zone.key) <= loading.now
    except ValueError as error:
        entry.wrong("when", str(error))
    else:
        if over:
            entry.wrong("when", f"{row.on_date} {row.at_time:%H:%M} is over")


def _save(loading: Loading, row: Row) -> None:
    work = loading.work
    known: Appointment | None = loading.by_ref(Appointment, row.ref)
    if known is None:
        if not row.cancelled:
            book(work, _new(loading, row))
        return
    assign(known, row.rest)
    if row.cancelled:
        cancel(work, known)
    elif known.cancelled_at or (known.on_date, known.at_time, known.centre) != (
        row.on_date,
        row.at_time,
        row.centre,
    ):
        move(work, known, row.on_date, row.at_time, centre=row.centre)


def _new(loading: Loading, row: Row) -> Appointment:
    person = by_ref(loading.work, row.who)
    if person is None:
        raise LookupError(row.who)
    return Appointment(
        ref=row.ref,
        person_id=person.id,
        centre=row.centre,
        on_date=row.on_date,
        at_time=row.at_time,
        zone=loading.zone.key,
        **row.rest,
    )
