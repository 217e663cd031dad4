"""Time is taken once: five minutes each, from a desk and from a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import vacancies
from storage.consulting import is_shut
from storage.models import Appointment, Cell
from storage.rules.consulting import Slot, cells
from storage.work import Work


class TakenError(ValueError):
    """A time that somebody else has at the desk (or that is closed), or the person elsewhere."""

    def __init__(self, whose: Literal["desk", "person"]) -> None:
        """Say whose time it is that is taken."""
        super().__init__(f"this time of the {whose} is taken")
        self.whose = whose


def take(work: Work, appointment: Appointment, *, overlaps: bool = False) -> None:
    """Take the time of a saved appointment, and nothing else any more.

    `overlaps`: what the person has elsewhere at that time is left to them. Raises TakenError with
    some of it taken: the caller gives it back with its savepoint.
    """
    free(work, appointment)
    if appointment.desk is not None and is_shut(work, appointment):
        raise TakenError("desk")
    wanted: Sequence[datetime] = cells(appointment.starts_at, appointment.minutes)
    if overlaps:
        wanted = _not_busy(work, appointment, wanted)
    if wanted and _insert(work, appointment, wanted, appointment.desk) < len(wanted):
        raise TakenError("person" if _is_busy(work, appointment, wanted) else "desk")


def free(work: Work, appointment: Appointment) -> None:
    """Give the time of an appointment back; who waits for a time of a desk hears of it."""
    _give_back(work, appointment, Cell.appointment_id == appointment.id)


def hold_besides(work: Work, appointment: Appointment, slot: Slot) -> bool:
    """Take a slot besides, for who may move there; False where it is no longer free."""
    wanted = slot.cells(work.zone.key)
    try:
        with work.savepoint():
            if _insert(work, appointment, wanted, slot.desk) < len(wanted):
                raise TakenError("desk")
    except TakenError:
        return False
    return True


def let_go(work: Work, appointment: Appointment) -> None:
    """Give back what is held besides the time of an appointment."""
    own = cells(appointment.starts_at, appointment.minutes)
    held = (Cell.appointment_id == appointment.id, Cell.at.not_in(own))
    _give_back(work, appointment, *held)


def _give_back(work: Work, appointment: Appointment, *which: ColumnElement[bool]) -> None:
    gone = work.session.execute(delete(Cell).where(*which).returning(Cell.centre, Cell.desk))
    for centre in sorted({centre for centre, desk in gone if desk is not None}):
        vacancies.note(work, centre, appointment.id)


def _insert(
    work: Work,
    appointment: Appointment,
    wanted: Sequence[datetime],
    desk: str | None,
) -> int:
    """Insert in sorted order, so that two who want the same wait for each other in one order."""
    own = {"desk": desk, "person_id": appointment.person_id}
    put = _put(work, appointment, [{**own, "at": at} for at in wanted])
    return sum((desk, at) in put for at in wanted)


def hold(work: Work, appointment: Appointment, slots: Sequence[Slot]) -> Sequence[Slot]:
    """Hold times in place of a cancelled appointment; return those that nobody took before."""
    wanted = {slot: slot.cells(work.zone.key) for slot in slots}
    rows = [
        {"desk": slot.desk, "person_id": None, "at": at}
        for slot, every in wanted.items()
        for at in every
    ]
    put = _put(work, appointment, sorted(rows, key=lambda row: row["at"])) if rows else set()
    return [slot for slot, every in wanted.items() if {(slot.desk, at) for at in every} <= put]


def _put(
    work: Work, appointment: Appointment, rows: Sequence[dict[str, Any]]
) -> set[tuple[str | None, datetime]]:
    """Put rows as one statement each: compiled once, which many rows in one are not."""
    own = {"appointment_id": appointment.id, "centre": appointment.centre}
    is_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(Cell) if is_postgresql else sqlite.insert(Cell)
    connection = work.session.connection()
    connection.execute(insert.on_conflict_do_nothing(), [own | row for row in rows])
    done = select(Cell.desk, Cell.at).where(Cell.appointment_id == appointment.id)
    return {(desk, at) for desk, at in connection.execute(done)}


def _not_busy(
    work: Work, appointment: Appointment, wanted: Sequence[datetime]
) -> Sequence[datetime]:
    own = (Cell.person_id == appointment.person_id, Cell.at.in_(wanted))
    busy = {*work.session.scalars(select(Cell.at).where(*own))}
    return [at for at in wanted if at not in busy]


def _is_busy(work: Work, appointment: Appointment, wanted: Sequence[datetime]) -> bool:
    others = (Cell.person_id == appointment.person_id, Cell.appointment_id != appointment.id)
    return bool(work.session.scalar(select(exists().where(*others, Cell.at.in_(wanted)))))
