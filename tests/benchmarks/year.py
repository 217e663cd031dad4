"""A year at a centre: 200 people, three colleagues, both changes of the clock, all holidays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, groupby
from random import Random
from typing import NamedTuple

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage import appointments, attendance, booking, closings
from storage.consulting import free_slots
from storage.models import Appointment, Closing, Consulting, Due, Outbox
from storage.models.appointments import AppointmentAnswer, Attendance
from storage.models.due import DueState
from storage.queues.kinds import MANNERS, Kind
from storage.rules.workdays import is_free
from storage.work import Work
from tests.benchmarks.simulated import district, everybody_reads, lines
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import held, newcomer, offered, person_of

BEGIN = datetime(2026, 11, 2, 7, tzinfo=UTC)
LANGUAGES = ("ar", "fa", "ti", "de", "en")
HOURS = ((0, 9, 12), (1, 9, 12), (3, 9, 12), (3, 14, 17), (4, 9, 12))
KINDS = ("first_talk", "cv", "letter")
LOOKS = (7, 9, 10, 12, 14, 16, 18, 20, 22)
"""Hours at which the simulation looks what went out; what is due runs at its own time."""


class Heard(NamedTuple):
    """A message that went out; `starts` is when the appointment begins that it reminds of."""

    kind: Kind
    at: datetime
    chat: int
    subject: int
    starts: datetime | None


@dataclass
class Year:
    """People book, move, cancel, come or do not; the centre closes now and then."""

    town: Town
    people: int = 200
    days: int = 365
    books: float = 0.012  # of a person on one day; as often staff book for one
    changes: float = 0.15  # of what is booked, moved or cancelled later
    closed: float = 0.02  # of the working days
    chance: Random = field(default_factory=lambda: Random(11))
    phones: dict[int, Phone] = field(default_factory=dict)
    taken: int = 0
    late: int = 0
    expected: set[int] = field(default_factory=set)
    heard: list[Heard] = field(default_factory=list)

    def live(self) -> None:
        """Let the year pass."""
        self.town.do(self._opens)
        desk = [staff(self.town, name, "alb") for name in ("Petra", "Eva", "Ines")]
        for number in range(self.people):
            phone = newcomer(self.town, f"person {number}", LANGUAGES[number % len(LANGUAGES)])
            self.phones[phone.chat] = phone
        self.phones |= {phone.chat: phone for phone in desk}
        self.own = [person_of(phone) for phone in self.phones.values()][: self.people]
        first = self.town.now.astimezone(BERLIN).date()
        for number in range(self.days):
            self._day(first + timedelta(days=number))

    def _opens(self, session: Session) -> None:
        ensure_daily(self.town.work(session))
        for weekday, starts, ends in HOURS:
            known = {"centre": "alb", "kinds": None, "minutes": 30, "places": 2}
            at = {"weekday": weekday, "starts": time(starts), "ends": time(ends)}
            session.add(Consulting(**known, **at))

    def _day(self, day: date) -> None:
        if day.weekday() == 0 and not is_free(day):
            held(self.town, day + timedelta(days=2))
            offered(self.town)
        for hour in LOOKS:
            at = datetime.combine(day, time(hour), BERLIN).astimezone(UTC)
            self.town.walk(max(at, self.town.now))
            if hour == 10:
                self.town.do(self._people_act)
            if hour == 12 and day.weekday() < 5 and self.chance.random() < self.closed:
                self.town.do(lambda session: self._close(session, day + timedelta(days=3)))
            if hour == 18:
                self.town.do(self._note)
            everybody_reads(self.town, self.phones, self._keep)

    def _people_act(self, session: Session) -> None:
        """Some book alone, for some staff do; some of what stands is moved or cancelled."""
        work = self.town.work(session)
        for person in self.own:
            if self.chance.random() < self.books:
                self._book(work, person, alone=True)
            if self.chance.random() < self.books:
                self._book(work, person, alone=False)
        for each in self._coming(session):
            if self.chance.random() < self.changes / 14:
                self._change(work, each)

    def _book(self, work: Work, person: int, *, alone: bool) -> None:
        found = free_slots(work, "alb", self.chance.choice(KINDS), person_id=person)
        if not found:
            return
        slot = self.chance.choice(found)
        if alone:
            self.taken += isinstance(booking.book_slot(work, person, slot), Appointment)
            return
        when = {"on_date": slot.on_date, "at_time": slot.at_time, "minutes": slot.minutes}
        where = {"centre": slot.centre, "desk": slot.desk, "zone": "Europe/Berlin"}
        made = Appointment(person_id=person, kind=slot.kind, **when, **where)
        appointments.book(work, made)
        self.taken += 1

    def _change(self, work: Work, appointment: Appointment) -> None:
        if self.chance.random() < 0.3:
            appointments.cancel(work, appointment)
            return
        kind, person = appointment.kind, appointment.person_id
        found = free_slots(work, "alb", kind, person_id=person)
        if found:
            booking.move_to(work, appointment, self.chance.choice(found))

    def _close(self, session: Session, day: date) -> None:
        closings.close(self.town.work(session), Closing(centre="alb", on_date=day), None)

    def _note(self, session: Session) -> None:
        """Say at the end of the day who came."""
        work = self.town.work(session)
        own = (Appointment.on_date == work.today, Appointment.cancelled_at.is_(None))
        for each in session.scalars(select(Appointment).where(*own)).all():
            self._reminders(session, each)
            came = self.chance.random() < 0.9
            attendance.note(work, each, Attendance.CAME if came else Attendance.MISSED)

    def _reminders(self, session: Session, appointment: Appointment) -> None:
        """Note whether a reminder was to come after the booking, and whether one came too late."""
        this = (Due.subject == appointment.id, Due.revision == appointment.revision)
        rows = select(Due.state).where(Due.kind == Kind.APPOINTMENT_REMINDER, *this)
        states = session.scalars(rows).all()
        if states and appointment.answer is not AppointmentAnswer.CANNOT:
            self.expected.add(appointment.id)
        self.late += states.count(DueState.LATE)

    def _coming(self, session: Session) -> Sequence[Appointment]:
        later = self.town.now + timedelta(hours=4)
        own = (Appointment.starts_at > later, Appointment.cancelled_at.is_(None))
        return session.scalars(select(Appointment).where(*own).order_by(Appointment.id)).all()

    def _keep(self, session: Session, row: Outbox) -> None:
        at, subject = self.town.now, row.subject or 0
        about = (Kind(row.kind or ""), at, row.chat_id, subject, self._starts(session, row))
        self.heard.append(Heard(*about))

    def _starts(self, session: Session, row: Outbox) -> datetime | None:
        if row.kind != Kind.APPOINTMENT_REMINDER:
            return None
        found = session.get(Appointment, row.subject)
        return found.starts_at if found else None

    def told(self) -> dict[str, float]:
        """Return what it came to."""
        reminders = [each for each in self.heard if each.kind is Kind.APPOINTMENT_REMINDER]
        reminded = {each.subject for each in reminders}
        begun = sum(each.at >= (each.starts or each.at) for each in reminders)
        waits = [each for each in self.heard if MANNERS[each.kind].may_wait]
        quiet = [each for each in waits if _is_quiet(each.at)]
        own = set(list(self.phones)[: self.people])
        read = [each for each in self.heard if each.chat in own]
        weeks = Counter((each.chat, each.at.date().isocalendar()[:2]) for each in read)
        found = self.town.do(_checked)
        return {
            "appointments booked": self.taken,
            "reminders sent": len(reminders),
            "reminders too late": self.late + begun,
            "appointments with a reminder due, and none sent": len(self.expected - reminded),
            "double bookings of a desk": found[0],
            "double bookings of a person": found[1],
            "appointments on a day off": found[2],
            "messages that can wait, sent in quiet hours": len(quiet),
            "messages to each person and week": len(read) / self.people / (self.days / 7),
            "most messages to one person in a week": max(weeks.values(), default=0),
        }


def _is_quiet(at: datetime) -> bool:
    local = at.astimezone(BERLIN)
    return local.hour >= 20 or local.hour < 8 or local.weekday() == 6 or is_free(local.date())


def _checked(session: Session) -> tuple[int, int, int]:
    """Count what must not be: of two at one time, and on a day nobody is there."""
    rows = session.scalars(select(Appointment).where(Appointment.cancelled_at.is_(None))).all()
    off = {each.on_date for each in session.scalars(select(Closing))}
    away = sum(each.on_date in off or is_free(each.on_date) for each in rows)
    desks = [((each.desk or "", each.centre), each) for each in rows if each.desk]
    people = [((str(each.person_id), ""), each) for each in rows]
    return _overlaps(desks), _overlaps(people), away


def _overlaps(keyed: Sequence[tuple[tuple[str, str], Appointment]]) -> int:
    found = 0
    for _key, same in groupby(sorted(keyed, key=lambda each: each[0]), lambda each: each[0]):
        spans = [(a.starts_at, a.starts_at + timedelta(minutes=a.minutes)) for _k, a in same]
        found += sum(a < d and c < b for (a, b), (c, d) in combinations(spans, 2))
    return found


@click.command()
@click.option("--people", default=200)
@click.option("--days", default=365)
def main(people: int, days: int) -> None:
    """Let a year pass and print what it came to."""
    with district(BEGIN) as town:
        year = Year(town, people, days)
        year.live()
        click.echo(lines(year.told()))


if __name__ == "__main__":
    main()
