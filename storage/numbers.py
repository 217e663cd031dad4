"""The week of a centre in numbers: who waits, who fits nothing, which appointments were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from storage.forgotten import unmatched_by, unreachable
from storage.models import Activity, Appointment, Signup
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
