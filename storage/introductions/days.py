"""The day somebody goes to a firm: when it is, and who has one that is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from storage.holds import is_apart
from storage.introductions import sealing
from storage.models import Employer, Introduction
from storage.rules.clock import begins_at, to_utc
from storage.rules.stages import GIVEN_UP, Stage
from storage.work import Work

WORK_HOUR = time(10)
"""When the first day at work counts as begun where nobody knows its hour."""


def day_at(introduction: Introduction) -> datetime | None:
    """Return when the agreed day begins (UTC); None where none is agreed."""
    on, at, zone = introduction.on_date, introduction.at_time, introduction.zone
    return begins_at(on, at, zone) if on and at and zone else None


def local_start(introduction: Introduction) -> datetime | None:
    """Return when the agreed day begins, in the time of the place; None where none is agreed."""
    at = day_at(introduction)
    return at.astimezone(ZoneInfo(introduction.zone or "UTC")) if at else None


def is_ahead(work: Work, introduction: Introduction) -> bool:
    """Tell whether a day is agreed that has not begun: nobody came yet, nor stayed away."""
    at = day_at(introduction)
    return introduction.stage is Stage.DATED and at is not None and at > work.now


def first_at(introduction: Introduction, zone: str) -> datetime | None:
    """Return when the first day at work begins (UTC); None where day or hour are not known."""
    hour = sealing.facts(introduction).get(sealing.HOUR)
    on = introduction.starts_on
    return begins_at(on, time.fromisoformat(hour), zone) if on and hour else None


def lost_day(work: Work, introduction: Introduction) -> date | None:
    """Return the day to come that was agreed, at a firm or the first at work, of what ended."""
    at, on = day_at(introduction), introduction.starts_on
    days = [at.astimezone(work.zone).date()] if at and at > work.now else []
    begins = on is not None and on >= work.today and introduction.started_at is None
    return min([*days, *([on] if on and begins else [])], default=None)


def note_off(work: Work, introduction: Introduction, stage: Stage) -> None:
    """Keep that the day that was agreed is off, at a firm or the first at work.

    `stage` is the one that begins; as long as another day is not named yet.
    """
    is_given_up = stage in GIVEN_UP
    if is_given_up and introduction.stage in GIVEN_UP:
        return
    day = ahead_on(work, introduction) if is_given_up else None
    sealing.note_off(introduction, day, work.now)


def ahead_on(work: Work, introduction: Introduction) -> date | None:
    """Return the day that is agreed at a firm and has not begun, or the first one at work."""
    is_dated = introduction.stage is Stage.DATED
    return None if is_dated and not is_ahead(work, introduction) else next_day(introduction)


def off_day(work: Work, introduction: Introduction) -> date | None:
    """Return the day to come that was agreed and is off: nobody goes there."""
    off = sealing.off(introduction)
    is_talked = introduction.stage is Stage.TALKING  # about the first one at work
    day = introduction.starts_on if is_talked else off and off[0]
    return day if day is not None and day >= work.today else None


def begins(work: Work, introduction: Introduction) -> datetime | None:
    """Return when the day that is agreed begins (UTC), or the first one at work."""
    if introduction.stage is Stage.DATED:
        return day_at(introduction)
    return work_begins(introduction, work.zone.key)


def work_begins(introduction: Introduction, zone: str) -> datetime | None:
    """Return from when on somebody works there (UTC); None where no first day is known."""
    on = introduction.starts_on
    return first_at(introduction, zone) or (to_utc(on, WORK_HOUR, zone) if on else None)


def away_from(work: Work, introduction: Introduction) -> date | None:
    """Return the day from which on who works there stays away until the centre talked with both.

    That is the one after the last one of their permission, known on that last one.
    """
    until = introduction.permit_until
    if introduction.stage is not Stage.STARTED or until is None or until > work.today:
        return None
    return until + timedelta(days=1)


def coming(work: Work, person_id: int) -> Sequence[tuple[datetime, Introduction]]:
    """Return the days at firms that are still to come or going on, the next one first.

    The first day at work among them: where its hour is not known, from the morning on.
    """
    ahead = Introduction.stage.in_((Stage.DATED, Stage.STARTING))
    rows = select(Introduction).where(Introduction.person_id == person_id, ahead)
    still = work.now - timedelta(hours=work.limits.trial_hours)
    found = ((begins(work, each), each) for each in work.session.scalars(rows))
    return sorted(
        ((at, each) for at, each in found if at is not None and at > still),
        key=lambda pair: (pair[0], pair[1].id),
    )


def expecting(work: Work, person_id: int) -> Sequence[tuple[Employer, date]]:
    """Return the firms somebody is kept apart from that wait for them on a day to come."""
    rows = select(Introduction, Employer).join(Employer, Employer.id == Introduction.employer_id)
    own = (
        Introduction.person_id == person_id,
        is_apart(Introduction.person_id, Introduction.employer_id),
    )
    agreed = Introduction.stage.in_([Stage.DATED, Stage.STARTING])
    found = work.session.execute(rows.where(*own, agreed).order_by(Introduction.id))
    days = ((firm, next_day(each)) for each, firm in found)
    return [(firm, on) for firm, on in days if on is not None and on >= work.today]


def next_day(introduction: Introduction) -> date | None:
    """Return the local day that is agreed: at a firm, or the first one at work."""
    days = {Stage.DATED: introduction.on_date, Stage.STARTING: introduction.starts_on}
    return days.get(introduction.stage)
