"""Who waits for an earlier time: asked one after the other, and the time is held so long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select

from storage import people, vacancies
from storage.booking import Refusal, begins, book_slot, move_to, times
from storage.cells import hold_besides, let_go
from storage.consulting import Slot
from storage.models import Appointment, Earlier
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
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
    insert_once(work.session, Earlier, **about, appointment_id=appointment, since=work.now)
    found = work.session.scalars(select(Earlier).filter_by(**about)).one()
    if appointment is not None and found.appointment_id != appointment:
        found.appointment_id = appointment
        work.session.flush()
    due.schedule(work, Kind.LOOK_DAILY, morning(work), subject=found.id)
    return found


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
    if slot is None or not _is_earlier(work, row, slot):
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
    stands = found is not None and found.cancelled_at is None and found.starts_at > work.now
    return found if stands else None


def ask_waiting(work: Work, centre: str) -> bool:
    """Ask who waits longest about each free time at a centre; True: there may be more to ask."""
    free: dict[str, Sequence[Slot]] = {}
    asked = 0
    for row in _waiting(work, centre):
        if row.kind not in free:
            free[row.kind] = times(work, centre, row.kind, None)
        if any(_suits(work, row, slot) for slot in free[row.kind]) and _ask(work, row):
            free.clear()
            asked += 1
        if asked == AT_ONCE:
            return True
    return False


def _waiting(work: Work, centre: str) -> Sequence[Earlier]:
    """Return who can be asked now, who waits longest first; who has no use of it any more goes."""
    idle = or_(Earlier.held_until.is_(None), Earlier.held_until <= work.now)
    awake = or_(Earlier.rests_until.is_(None), Earlier.rests_until <= work.now)
    rows = select(Earlier).where(Earlier.centre == centre, idle, awake)
    found = work.session.scalars(rows.order_by(Earlier.since, Earlier.id).limit(MOST)).all()
    over = [row for row in found if row.appointment_id and not _still_waits(work, row)]
    for row in over:
        work.session.delete(row)
    work.session.flush()
    return [row for row in found if row not in over]


def _still_waits(work: Work, row: Earlier) -> bool:
    current = appointment_of(work, row)
    return current is not None and current.centre == row.centre


def _suits(work: Work, row: Earlier, slot: Slot) -> bool:
    """Tell whether a time is earlier than what somebody has, and can still be reached."""
    return work.now + NOTICE <= begins(work, slot) and _is_earlier(work, row, slot)


def _is_earlier(work: Work, row: Earlier, slot: Slot) -> bool:
    current = appointment_of(work, row)
    return current is None or begins(work, slot) < current.starts_at


def _ask(work: Work, row: Earlier) -> bool:
    """Hold the first time that suits somebody and ask; False: none does, or they hear nothing."""
    _let_go(work, row)
    own = times(work, row.centre, row.kind, row.person_id)
    slot = next((slot for slot in own if _suits(work, row, slot)), None)
    person, current = people.find(work, row.person_id), appointment_of(work, row)
    hears = person is not None and person.stopped_at is None and people.chats_of(work, person.id)
    if slot is None or not hears or (current is not None and not hold_besides(work, current, slot)):
        return False
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
