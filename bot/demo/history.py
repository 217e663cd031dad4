"""Weeks gone by at a centre: appointments that were kept and missed, for the picture of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from storage.models import Appointment
from storage.models.appointments import Attendance
from storage.people import by_ref
from storage.rules.clock import to_utc
from storage.work import Work

KEPT, MISSED = (6, 8, 7, 9, 11, 10, 12), (5, 3, 5, 2, 6, 1, 2)
"""Appointments of each week before this one, the oldest first."""
WHO = ("N2", "N6", "N7", "N8")
"""They have no phone here: nobody is told anything of it."""
MINUTES, FIRST, EACH_DAY = 30, 9, 6


def remember(work: Work, centre: str) -> None:
    """Note who came in the last weeks; staff talked with those who did not."""
    people = cycle(WHO)
    for on, at, said in _past(work.today):
        person = by_ref(work, next(people))
        if person is None:
            raise LookupError(WHO)
        work.session.add(
            Appointment(
                person_id=person.id,
                centre=centre,
                kind="letter_help",
                on_date=on,
                at_time=at,
                zone=work.zone.key,
                starts_at=to_utc(on, at, work.zone.key),
                minutes=MINUTES,
                attendance=said,
                called_at=work.now,
            )
        )


def _past(today: date) -> Iterator[tuple[date, time, Attendance]]:
    """Yield day, time and who came, week by week, a few each morning."""
    monday = today - timedelta(days=today.weekday())
    for back, (kept, missed) in enumerate(zip(reversed(KEPT), reversed(MISSED), strict=True), 1):
        week = monday - timedelta(weeks=back)
        every = [Attendance.CAME] * kept + [Attendance.MISSED] * missed
        for number, said in enumerate(every):
            day = week + timedelta(days=number // EACH_DAY)
            begins = datetime.combine(day, time(FIRST)) + timedelta(
                minutes=MINUTES * (number % EACH_DAY)
            )
            yield day, begins.time(), said
