"""The week of a centre in numbers: who waits, who fits nothing, which appointments were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from storage.desk_offers import around, ends_by
from storage.forgotten import unmatched_by, unreachable
from storage.models import Activity, Appointment, Signup
from storage.models.appointments import Attendance
from storage.requests import open_requests
from storage.rules.obstacles import Obstacle
from storage.work import Work

WEEK, WEEKS = timedelta(days=7), 8


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday: how many appointments were kept, and how many were missed."""

    begins: date
    kept: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Figures:
    """What is known of a centre now, in people; `weeks` the oldest first, this one last."""

    waiting: int
    unreachable: int
    unmatched: Mapping[Obstacle, int]
    ending: int
    joined: int
    weeks: tuple[Week, ...]

    @property
    def kept(self) -> int:
        """The appointments people came to, of all these weeks."""
        return sum(each.kept for each in self.weeks)

    @property
    def missed(self) -> int:
        """The appointments nobody came to, of all these weeks."""
        return sum(each.missed for each in self.weeks)


def figures(work: Work, centre: str | None) -> Figures:
    """Count for a centre, None for all of them."""
    unmatched = {each: len(who) for each, who in unmatched_by(work, centre).items()}
    return Figures(
        waiting=len(open_requests(work, centre)),
        unreachable=len(unreachable(work, centre)),
        unmatched=unmatched,
        ending=_ending(work, centre),
        joined=_joined(work, centre),
        weeks=_weeks(work, centre),
    )


def _joined(work: Work, centre: str | None) -> int:
    """Count who said that they come to something from today on."""
    rows = select(func.count(Signup.person_id.distinct())).where(
        Signup.on_date >= work.today, Signup.waiting.is_(False)
    )
    if centre is not None:
        own = Activity.id == Signup.activity_id
        rows = rows.join(Activity, own).where(Activity.centre == centre)
    return work.session.scalar(rows) or 0


def _ending(work: Work, centre: str | None) -> int:
    """Count the offers and activities whose last day is near."""
    last = work.today + timedelta(days=work.limits.ending_days)
    rows = select(func.count()).select_from(Activity)
    rows = rows.where(Activity.cancelled_at.is_(None), Activity.until.between(work.today, last))
    if centre is not None:
        rows = rows.where(Activity.centre == centre)
    offers = sum(ends_by(each, last) for each in around(work, centre))
    return (work.session.scalar(rows) or 0) + offers


def _weeks(work: Work, centre: str | None) -> tuple[Week, ...]:
    """Count by weeks from Monday on; who came late kept theirs."""
    monday = work.today - timedelta(days=work.today.weekday())
    begins = [monday - n * WEEK for n in reversed(range(WEEKS))]
    missed = Appointment.attendance == Attendance.MISSED
    rows = (
        select(Appointment.on_date, func.count(), func.sum(case((missed, 1), else_=0)))
        .where(Appointment.on_date >= begins[0], Appointment.cancelled_at.is_(None))
        .where(Appointment.attendance.is_not(None))
        .group_by(Appointment.on_date)
    )
    if centre is not None:
        rows = rows.where(Appointment.centre == centre)
    found = {day: (every - gone, gone) for day, every, gone in work.session.execute(rows)}
    return tuple(Week(each, *_sums(found, each)) for each in begins)


def _sums(found: Mapping[date, tuple[int, int]], monday: date) -> tuple[int, int]:
    days = [found.get(monday + timedelta(days=n), (0, 0)) for n in range(7)]
    return sum(kept for kept, _ in days), sum(missed for _, missed in days)
