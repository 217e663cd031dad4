"""Appointments: one way to save them keeps notices and reminders true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import or_, select

from storage.models import Appointment, Centre, Chat, Outbox
from storage.models.appointments import AppointmentAnswer
from storage.models.outbox import OPEN, OutboxState
from storage.people import HEARS, chats_of, used_by
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.clock import to_utc
from storage.rules.reminding import reminders
from storage.work import Work

Facts: TypeAlias = dict[str, str | int | None]
DECIDING = ("on_date", "at_time", "centre")
"""Who said "I come" is asked again where one of these changed."""
ARRIVED = {OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCLEAR}


def find(work: Work, key: int | None) -> Appointment | None:
    """Return an appointment, cancelled or not; None where it is gone."""
    return work.session.get(Appointment, key)


def current(work: Work, key: int | None, revision: int | None) -> Appointment | None:
    """Return an appointment that takes place as it was at that revision."""
    found = find(work, key)
    stands = found is not None and found.revision == revision and found.cancelled_at is None
    return found if stands else None


def book(work: Work, appointment: Appointment) -> None:
    """Save a new appointment (person, centre, kind, local date, time, zone, minutes); tell it.

    Raises NoSuchTimeError for a local time that does not exist.
    """
    appointment.revision = 0
    _save(work, appointment, Kind.APPOINTMENT_MADE)


def change(work: Work, appointment: Appointment, **facts: Any) -> None:
    """Change some facts (date, time, centre, kind, minutes, interpreter), also of a cancelled one.

    The notice names what differs from what the person heard last. Who never heard of it is told
    of a new appointment; back to what they know, nothing is told.
    """
    was = {name: getattr(appointment, name) for name in facts}
    if was == facts and appointment.cancelled_at is None:
        return
    known = _known(work, appointment)
    asked_anew = appointment.cancelled_at or any(was.get(n) != facts.get(n) for n in DECIDING)
    for name, value in facts.items():
        setattr(appointment, name, value)
    if asked_anew:
        appointment.cancelled_at = appointment.answer = None
    _tell_of(work, appointment, known)


def move(
    work: Work, appointment: Appointment, on_date: date, at_time: time, *, centre: str | None = None
) -> None:
    """Change time or centre."""
    place = centre or appointment.centre
    change(work, appointment, on_date=on_date, at_time=at_time, centre=place)


def relocate(work: Work, centre: Centre, old_address: str | None) -> None:
    """Tell everybody who has an appointment at a centre that its street is another one."""
    own = (Appointment.centre == centre.key, Appointment.cancelled_at.is_(None))
    rows = select(Appointment).where(*own, Appointment.starts_at > work.now)
    for appointment in work.session.scalars(rows.order_by(Appointment.id)).all():
        known = _known(work, appointment)
        _tell_of(work, appointment, known and {**known, "address": old_address})


def _tell_of(work: Work, appointment: Appointment, known: Facts | None) -> None:
    appointment.heard = known
    differs = known is None or changes(appointment, _centre(work, appointment))
    if not differs:
        appointment.heard = None
    notice = Kind.APPOINTMENT_MOVED if known else Kind.APPOINTMENT_MADE
    _save(work, appointment, notice if differs else None)


def changes(appointment: Appointment, centre: Centre) -> dict[str, str | int | None]:
    """Return what differs from what the person heard last, as it was."""
    now = facts_of(appointment, centre)
    heard = appointment.heard or {}
    return {name: heard[name] for name in now if name in heard and heard[name] != now[name]}


def has_news(work: Work, appointment: Appointment, centre: Centre) -> bool:
    """Tell whether something changed of which no word arrived."""
    knows = appointment.told and _arrived(work, appointment)
    return not knows and bool(changes(appointment, centre))


def facts_of(appointment: Appointment, centre: Centre) -> Facts:
    """Return everything somebody knows of an appointment, as JSON."""
    return {
        "on_date": appointment.on_date.isoformat(),
        "at_time": appointment.at_time.isoformat(),
        "centre": centre.name,
        "address": centre.address,
        "kind": appointment.kind,
        "minutes": appointment.minutes,
        "interpreter": appointment.interpreter,
    }


def cancel(work: Work, appointment: Appointment) -> None:
    """Cancel; the notice speaks of the time they last heard of, nobody hears of an unknown one."""
    if appointment.cancelled_at is not None:
        return
    known = _known(work, appointment)
    if known:
        appointment.on_date = date.fromisoformat(str(known["on_date"]))
        appointment.at_time = time.fromisoformat(str(known["at_time"]))
    appointment.heard = None
    appointment.cancelled_at = work.now
    _save(work, appointment, Kind.APPOINTMENT_CANCELLED if known else None)


def answer(work: Work, appointment: Appointment, said: AppointmentAnswer) -> None:
    """Keep what the person said last; what they can still change is up to the caller."""
    appointment.answer = said
    work.session.flush()


def upcoming(work: Work, person_id: int) -> list[Appointment]:
    """Return what is still to come or going on, the next one first."""
    own = (Appointment.person_id == person_id, Appointment.cancelled_at.is_(None))
    rows = work.session.scalars(select(Appointment).where(*own).order_by(Appointment.starts_at))
    return [each for each in rows if each.starts_at + timedelta(minutes=each.minutes) > work.now]


def _save(work: Work, appointment: Appointment, notice: Kind | None) -> None:
    """Raise the revision, rewrite what is due, and put the notice into the person's chats."""
    appointment.starts_at = to_utc(appointment.on_date, appointment.at_time, appointment.zone)
    appointment.revision += 1
    work.session.add(appointment)
    work.session.flush()
    due.cancel(
        work, [Kind.APPOINTMENT_REMINDER], appointment.id, before_revision=appointment.revision
    )
    if appointment.cancelled_at is None:
        _remind(work, appointment)
    if notice:
        _tell(work, appointment, notice)
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


def _tell(work: Work, appointment: Appointment, notice: Kind) -> None:
    cancelled = notice is Kind.APPOINTMENT_CANCELLED
    ends = None if cancelled else appointment.starts_at
    centre = _centre(work, appointment)
    kinds = [notice] if cancelled or not centre.address else [notice, Kind.APPOINTMENT_MAP]
    chats = chats_of(work, appointment.person_id)
    for chat in chats:
        for kind in kinds:
            about = (kind, appointment.id, appointment.revision)
            speak(work, chat.id, *about, whom=appointment.person_id, expires_at=ends)
    appointment.told = bool(chats)
    if not chats:
        key, revision = appointment.id, appointment.revision
        due.schedule(work, Kind.UNTOLD, work.now, subject=key, revision=revision)


def _known(work: Work, appointment: Appointment) -> Facts | None:
    """Return the facts the person last heard, None if they heard of none."""
    if appointment.cancelled_at is None and appointment.told and _arrived(work, appointment):
        return facts_of(appointment, _centre(work, appointment))
    return appointment.heard


def _centre(work: Work, appointment: Appointment) -> Centre:
    return work.session.get_one(Centre, appointment.centre)


def heard(work: Work, about: Outbox) -> bool:
    """Tell whether the same arrived in another chat of the person, or still may."""
    same = (Outbox.kind == about.kind, Outbox.subject == about.subject)
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


@dataclass(frozen=True)
class Told:
    """A chat that hears of an appointment; `map`: its centre has an address to show."""

    chat: int
    person: int
    starts_at: datetime
    map: bool


def by_appointment(work: Work, keys: Collection[int]) -> Mapping[tuple[int, int], Sequence[Told]]:
    """Return by (key, revision) who is to be reminded of appointments that take place.

    Those who said they cannot come are left out.
    """
    comes = or_(Appointment.answer.is_(None), Appointment.answer != AppointmentAnswer.CANNOT)
    rows = (
        select(Appointment.id, Appointment.revision, Chat.id, Appointment.person_id)
        .add_columns(Appointment.starts_at, Centre.address)
        .join(Centre, Centre.key == Appointment.centre)
        .join(Chat, used_by(Appointment.person_id))
        .where(Appointment.id.in_(keys), Appointment.cancelled_at.is_(None), comes)
        .where(*HEARS)
        .order_by(Chat.id)
    )
    told = defaultdict[tuple[int, int], list[Told]](list)
    for key, revision, chat, person, starts_at, address in work.session.execute(rows):
        told[key, revision].append(Told(chat, person, starts_at, bool(address)))
    return told
