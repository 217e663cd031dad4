"""Who waits for an earlier time: one after the other is asked about it; it is held for a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, not_, or_, select

from storage import people, vacancies
from storage.booking import Refusal, begins, book_slot, move_to
from storage.cells import hold_besides, let_go
from storage.consulting import DAY, Slot, book_of, busy_cells
from storage.models import Appointment, Earlier
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.rules.consulting import Book
from storage.work import Work

MOST, AT_ONCE = 200, 5
"""People looked at for one centre, and asked in one unit."""
NOTICE = timedelta(hours=2)
"""Nobody is asked about what begins sooner."""
TO_COME = timedelta(hours=1)
"""Before it begins a time is not held any more."""


def find(work: Work, key: int | None) -> Earlier | None:
    """Return who waits; None where they do no longer."""
    return work.session.get(Earlier, key) if key is not None else None


def wait(work: Work, person_id: int, centre: str, kind: str, appointment: int | None) -> Earlier:
    """Put somebody on the list, once; each morning it is looked through for them."""
    about = {"person_id": person_id, "centre": centre, "kind": kind}
    if appointment is not None:
        _stop_elsewhere(work, appointment, centre, kind)
    insert_once(work.session, Earlier, **about, appointment_id=appointment, since=work.now)
    found = work.session.scalars(select(Earlier).filter_by(**about)).one()
    if appointment is not None and found.appointment_id != appointment:
        found.appointment_id = appointment
        work.session.flush()
    due.schedule(work, Kind.LOOK_DAILY, morning(work), subject=found.id)
    return found


def _stop_elsewhere(work: Work, appointment: int, centre: str, kind: str) -> None:
    """An appointment that was moved to another centre waits at the old one no longer."""
    here = (Earlier.centre == centre, Earlier.kind == kind)
    rows = select(Earlier).where(Earlier.appointment_id == appointment, not_(and_(*here)))
    for row in work.session.scalars(rows).all():
        stop(work, row)


def stop(work: Work, row: Earlier) -> None:
    """Take somebody off the list, and let go what is held for them."""
    _let_go(work, row)
    work.session.delete(row)
    work.session.flush()


def waits_too_long(work: Work, row: Earlier) -> bool:
    """Tell whether somebody should hear from a person instead."""
    return row.since < work.now - timedelta(days=work.limits.waiting_days)


def morning(work: Work) -> datetime:
    """Return when people may be written to tomorrow."""
    midnight = work.local.replace(hour=0, minute=0, second=0, microsecond=0)
    return work.daytime(midnight + timedelta(days=1))


def held_slot(work: Work, row: Earlier) -> Slot | None:
    """Return the time somebody is asked about, as long as they are."""
    if row.held_until is None or row.held_until <= work.now or row.on_date is None:
        return None
    assert row.at_time is not None
    assert row.minutes is not None
    assert row.desk is not None
    return Slot(row.centre, row.desk, row.on_date, row.at_time, row.minutes, row.kind)


def accept(work: Work, row: Earlier) -> Appointment | Refusal:
    """Give somebody the time they were asked about; then they wait no longer."""
    slot, current = held_slot(work, row), appointment_of(work, row)
    if slot is None or not _is_before(work, slot, current.starts_at if current else None):
        return Refusal.TAKEN
    if current is None:
        came = book_slot(work, row.person_id, slot)
    else:
        came = move_to(work, current, slot) or current
    if not isinstance(came, Refusal):
        work.session.execute(delete(Earlier).where(Earlier.id == row.id))
        work.session.expunge(row)
    return came


def pass_on(work: Work, row: Earlier) -> None:
    """Let go what somebody was asked about, for the next; they rest before they are asked again."""
    _let_go(work, row)
    vacancies.note(work, row.centre, row.id)
    row.rests_until = work.now + timedelta(hours=work.limits.rest_hours)
    work.session.flush()


def appointment_of(work: Work, row: Earlier) -> Appointment | None:
    """Return the appointment that would be moved, as long as it is to come."""
    found = work.session.get(Appointment, row.appointment_id) if row.appointment_id else None
    return found if found is not None and _is_to_come(work, found) else None


def _is_to_come(work: Work, appointment: Appointment) -> bool:
    """Tell whether an appointment is still ahead."""
    return appointment.cancelled_at is None and appointment.starts_at > work.now


def ask_waiting(work: Work, centre: str) -> bool:
    """Ask who waits longest about each free time at a centre; True: there may be more to ask."""
    free, asked = _Free.of(work, centre), 0
    for row, current in _waiting(work, centre):
        asked += _ask(work, row, current, free)
        if asked == AT_ONCE:
            return True
    return False


@dataclass
class _Free:
    """What is free at a centre, looked up once for all who wait; `first` of a kind for nobody."""

    work: Work
    book: Book
    first: dict[str, Slot | None] = field(default_factory=dict)

    @classmethod
    def of(cls, work: Work, centre: str) -> _Free:
        """Look it up; what somebody is asked about, held or not, is free for nobody else."""
        book = book_of(work, centre, work.today, work.today + work.limits.slot_days * DAY)
        asked = select(Earlier).where(Earlier.centre == centre, Earlier.held_until > work.now)
        slots = (held_slot(work, row) for row in work.session.scalars(asked))
        found = cls(work, replace(book, taken=set(book.taken)))
        for slot in filter(None, slots):
            found.take(slot)
        return found

    def take(self, slot: Slot) -> None:
        """Have it free no more."""
        taken = self.book.taken | {(slot.desk, cell) for cell in slot.cells(self.book.zone)}
        self.book, self.first = replace(self.book, taken=taken), {}

    def for_one(self, row: Earlier, current: Appointment | None) -> Slot | None:
        """Return the first time somebody can still come to, earlier than what they have."""
        until = current.starts_at if current else None
        if row.kind not in self.first:
            self.first[row.kind] = self._next(row.kind, self.book)
        first = self.first[row.kind]
        if first is None or not _is_before(self.work, first, until):
            return None  # for nobody, so not for them
        busy = busy_cells(self.work, row.person_id, self.work.now, self._ends())
        own = self._next(row.kind, replace(self.book, busy=busy))
        return own if own is not None and _is_before(self.work, own, until) else None

    def _ends(self) -> datetime:
        return self.work.now + (self.work.limits.slot_days + 1) * DAY

    def _next(self, kind: str, book: Book) -> Slot | None:
        days = (self.work.today + number * DAY for number in range(self.work.limits.slot_days))
        soonest = self.work.now + NOTICE
        return next((s for s in book.free(kind, days) if begins(self.work, s) >= soonest), None)


def _is_before(work: Work, slot: Slot, until: datetime | None) -> bool:
    return until is None or begins(work, slot) < until


def _waiting(work: Work, centre: str) -> Iterator[tuple[Earlier, Appointment | None]]:
    """Give who can be asked now and what they have, who waits longest first.

    Who has no use of it any more goes.
    """
    idle = or_(Earlier.held_until.is_(None), Earlier.held_until <= work.now)
    awake = or_(Earlier.rests_until.is_(None), Earlier.rests_until <= work.now)
    rows = select(Earlier, Appointment).where(Earlier.centre == centre, idle, awake)
    rows = rows.outerjoin(Appointment, Appointment.id == Earlier.appointment_id)
    found = work.session.execute(rows.order_by(Earlier.since, Earlier.id).limit(MOST)).all()
    for row, current in found:
        if current is None or (_is_to_come(work, current) and current.centre == centre):
            yield row, current
        else:
            stop(work, row)


def _ask(work: Work, row: Earlier, current: Appointment | None, free: _Free) -> bool:
    """Hold the first time that suits somebody and ask; False: none does, or they hear nothing."""
    slot = free.for_one(row, current)
    person = people.find(work, row.person_id) if slot else None
    hears = person is not None and person.stopped_at is None and people.chats_of(work, person.id)
    if slot is None or not hears:
        return False
    _let_go(work, row)
    if current is not None and not hold_besides(work, current, slot):
        return False
    free.take(slot)
    until = _holds(work, row, slot)
    people.tell(work, row.person_id, Kind.EARLIER, row.id, row.revision, expires_at=until)
    due.schedule(work, Kind.EARLIER_OVER, until, subject=row.id, revision=row.revision)
    return True


def _holds(work: Work, row: Earlier, slot: Slot) -> datetime:
    """Note what somebody is asked about, and return until when."""
    longest = work.now + timedelta(hours=work.limits.held_hours)
    until = min(longest, begins(work, slot) - TO_COME)
    row.revision, row.held_until = row.revision + 1, until
    row.on_date, row.at_time, row.minutes = slot.on_date, slot.at_time, slot.minutes
    row.desk = slot.desk
    work.session.flush()
    return until


def _let_go(work: Work, row: Earlier) -> None:
    """Free the cells that are held; where there was nothing this changes nothing."""
    current = appointment_of(work, row)
    if row.on_date is not None and current is not None:
        let_go(work, current)
    row.on_date = row.at_time = row.minutes = row.desk = row.held_until = None
    work.session.flush()
