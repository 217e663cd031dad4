"""Appointments: one way to save them keeps notices and reminders true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from storage import cells, mornings
from storage.heard import Facts, changes, facts_of
from storage.models import Appointment, Centre, Outbox
from storage.models.appointments import AppointmentAnswer, Dropped
from storage.models.outbox import OPEN, OutboxState
from storage.people import chats_of
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.clock import to_utc
from storage.rules.interpreting import asked_anew
from storage.rules.reminding import reminders
from storage.work import Work

__all__ = ["changes", "facts_of"]
DECIDING = ("on_date", "at_time", "centre")
"""Who said "I come" is asked again where one of these changed."""
TAKING = (*DECIDING, "minutes")
"""What is known by these takes another time, freely chosen unless a desk is named with it."""
ARRIVED = {OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCLEAR}


def find(work: Work, key: int | None) -> Appointment | None:
    """Return an appointment, cancelled or not; None where it is gone."""
    return work.session.get(Appointment, key)


def current(work: Work, key: int | None, revision: int | None) -> Appointment | None:
    """Return an appointment that takes place as it was at that revision."""
    found = find(work, key)
    stands = found is not None and found.revision == revision and found.cancelled_at is None
    return found if stands else None


def book(work: Work, appointment: Appointment, *, overlaps: bool = False) -> None:
    """Save a new appointment (person, centre, kind, local date, time, zone, minutes); tell it.

    With a desk it takes a slot of the consulting hours. Raises NoSuchTimeError for a local time
    that does not exist, TakenError for one that is taken, with nothing saved; `overlaps` lets the
    person have others at that time.
    """
    with work.savepoint():
        appointment.revision = 0
        _save(work, appointment, Kind.APPOINTMENT_MADE)
        cells.take(work, appointment, overlaps=overlaps)


def change(
    work: Work,
    appointment: Appointment,
    *,
    overlaps: bool = False,
    tells: bool = True,
    **facts: Any,
) -> None:
    """Change facts (date, time, centre, kind, minutes, interpreter, desk), also of a cancelled one.

    The notice names what differs from what the person heard last. Who never heard of it is told
    of a new appointment; back to what they know, nothing is told; so where the person does it
    (`tells` is off). Raises what `book` raises.
    """
    was = {name: getattr(appointment, name) for name in facts}
    revived = appointment.cancelled_at is not None
    if was == facts and not revived:
        return
    differs = {name for name in facts if was[name] != facts[name]}
    known = _known(work, appointment)
    if revived or differs.intersection(TAKING):
        facts.setdefault("desk", None)
    if revived or differs.intersection(DECIDING):
        facts.setdefault("interpreting", asked_anew(appointment.interpreting))
    with work.savepoint():
        for name, value in facts.items():
            setattr(appointment, name, value)
        if revived or differs.intersection(DECIDING):
            appointment.cancelled_at = appointment.answer = None
            appointment.dropped_for = appointment.offered = None
        _tell_of(work, appointment, known if tells else _facts(work, appointment))
        if revived or differs.intersection((*TAKING, "desk")):
            cells.take(work, appointment, overlaps=overlaps)


def move(
    work: Work,
    appointment: Appointment,
    on_date: date,
    at_time: time,
    *,
    centre: str | None = None,
    desk: str | None = None,
) -> None:
    """Change time or centre, into a slot where a desk is named. Raises what `book` raises."""
    place = centre or appointment.centre
    change(work, appointment, on_date=on_date, at_time=at_time, centre=place, desk=desk)


def relocate(work: Work, centre: Centre, old: Facts, not_before: datetime | None = None) -> int:
    """Tell everybody who has an appointment at a centre what it says of itself now.

    `old` are the facts of the centre before; returns how many have one.
    """
    rows = coming(work, centre.key)
    for appointment in rows:
        known = _known(work, appointment)
        if known and known is not appointment.heard:
            known = known | old
        _tell_of(work, appointment, known, not_before)
    return len(rows)


def coming(work: Work, centre: str) -> Sequence[Appointment]:
    """Return what is still to come at a centre, the next one first."""
    own = (Appointment.centre == centre, Appointment.cancelled_at.is_(None))
    rows = select(Appointment).where(*own, Appointment.starts_at > work.now)
    return work.session.scalars(rows.order_by(Appointment.starts_at, Appointment.id)).all()


def _tell_of(
    work: Work, appointment: Appointment, known: Facts | None, not_before: datetime | None = None
) -> None:
    appointment.heard = known
    differs = known is None or changes(appointment, _centre(work, appointment))
    if not differs:
        appointment.heard = None
    notice = Kind.APPOINTMENT_MOVED if known else Kind.APPOINTMENT_MADE
    _save(work, appointment, notice if differs else None, not_before)


def has_news(work: Work, appointment: Appointment, centre: Centre) -> bool:
    """Tell whether something changed of which no word arrived."""
    knows = appointment.told and _arrived(work, appointment)
    return not knows and bool(changes(appointment, centre))


def cancel(work: Work, appointment: Appointment, *, tells: bool = True) -> None:
    """Cancel; the notice speaks of what they last heard of, if of any, and if it `tells`."""
    if appointment.cancelled_at is not None:
        return
    known = _known(work, appointment)
    _as_known(appointment, known)
    appointment.heard = None
    appointment.cancelled_at = work.now
    cells.free(work, appointment)
    _save(work, appointment, Kind.APPOINTMENT_CANCELLED if known and tells else None)


def drop(work: Work, appointment: Appointment, why: Dropped) -> None:
    """Cancel for the centre; the person is told in any case, or called: they need another time."""
    if appointment.cancelled_at is not None:
        return
    _as_known(appointment, _known(work, appointment))
    appointment.heard = appointment.answer = None
    appointment.cancelled_at, appointment.dropped_for = work.now, why
    cells.free(work, appointment)
    _save(work, appointment, Kind.APPOINTMENT_DROPPED)


def answer(work: Work, appointment: Appointment, said: AppointmentAnswer) -> None:
    """Keep what the person said last; what they can still change is up to the caller."""
    appointment.answer = said
    work.session.flush()


def upcoming(work: Work, person_id: int) -> list[Appointment]:
    """Return what is still to come or going on, the next one first."""
    own = (Appointment.person_id == person_id, Appointment.cancelled_at.is_(None))
    rows = work.session.scalars(select(Appointment).where(*own).order_by(Appointment.starts_at))
    return [each for each in rows if each.starts_at + timedelta(minutes=each.minutes) > work.now]


def _as_known(appointment: Appointment, known: Facts | None) -> None:
    """What is called off is called off at the time they know."""
    if known:
        appointment.on_date = date.fromisoformat(str(known["on_date"]))
        appointment.at_time = time.fromisoformat(str(known["at_time"]))


def _save(
    work: Work,
    appointment: Appointment,
    notice: Kind | None,
    not_before: datetime | None = None,
) -> None:
    """Raise the revision, rewrite what is due, and put the notice into the person's chats."""
    appointment.starts_at = to_utc(appointment.on_date, appointment.at_time, appointment.zone)
    appointment.revision += 1
    work.session.add(appointment)
    work.session.flush()
    due.cancel(work, mornings.KINDS, appointment.id, before_revision=appointment.revision)
    if appointment.cancelled_at is None:
        _remind(work, appointment)
    if notice:
        _tell(work, appointment, notice, not_before)
    work.session.flush()


def _remind(work: Work, appointment: Appointment) -> None:
    when = appointment.on_date, appointment.at_time, appointment.zone
    for each in reminders(*when, work.now, appointment.kind):
        due.schedule(
            work,
            Kind.APPOINTMENT_REMINDER,
            each.due,
            subject=appointment.id,
            revision=appointment.revision,
            person_id=appointment.person_id,
            offset=each.offset,
            too_late_at=each.too_late,
        )
    mornings.expect(work, appointment)


def _tell(
    work: Work, appointment: Appointment, notice: Kind, not_before: datetime | None = None
) -> None:
    cancelled = appointment.cancelled_at is not None
    ends = None if cancelled else appointment.starts_at
    centre = _centre(work, appointment)
    kinds = [notice] if cancelled or not centre.address else [notice, Kind.APPOINTMENT_MAP]
    chats = chats_of(work, appointment.person_id)
    for chat in chats:
        for kind in kinds:
            about = (kind, appointment.id, appointment.revision)
            whom = appointment.person_id
            speak(work, chat.id, *about, whom=whom, not_before=not_before, expires_at=ends)
    appointment.told = bool(chats)
    if not chats:
        key, revision = appointment.id, appointment.revision
        due.schedule(work, Kind.UNTOLD, work.now, subject=key, revision=revision)


def _known(work: Work, appointment: Appointment) -> Facts | None:
    """Return the facts the person last heard, None if they heard of none."""
    if appointment.cancelled_at is None and appointment.told and _arrived(work, appointment):
        return _facts(work, appointment)
    return appointment.heard


def _facts(work: Work, appointment: Appointment) -> Facts:
    return facts_of(appointment, _centre(work, appointment))


def _centre(work: Work, appointment: Appointment) -> Centre:
    return work.session.get_one(Centre, appointment.centre)


def heard(work: Work, about: Outbox) -> bool:
    """Tell whether the same arrived in another chat of the person, or still may."""
    whom = Outbox.person_id.is_not_distinct_from(about.person_id)
    same = (Outbox.kind == about.kind, Outbox.subject == about.subject, whom)
    states = select(Outbox.state).where(*same, Outbox.revision == about.revision)
    apart = about.dedupe_key.rpartition(":")[0]
    rows = states.where(Outbox.dedupe_key.startswith(f"{apart}:", autoescape=True))
    return not {*work.session.scalars(rows)}.isdisjoint({OutboxState.SENT, *OPEN})


def _arrived(work: Work, appointment: Appointment) -> bool:
    """Whether this revision's notice went out; one that is no longer kept went out long ago."""
    rows = select(Outbox.state).where(
        Outbox.kind.in_((Kind.APPOINTMENT_MADE, Kind.APPOINTMENT_MOVED)),
        Outbox.subject == appointment.id,
        Outbox.revision == appointment.revision,
    )
    states = {*work.session.scalars(rows)}
    return not states or not states.isdisjoint(ARRIVED)
