"""What is near, once a week: each centre's newcomers in slices, a silent message where some fits.

On Monday at ten: the week is ahead, and a centre is open to answer.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from storage import people
from storage.models import Due
from storage.models.due import DueState
from storage.nearby import choose_for, next_few, week_of
from storage.places import centres
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_local, to_utc
from storage.work import Work

PAUSE = timedelta(milliseconds=500)
WORTH = timedelta(days=2)
"""How late it may be said: after that the week is half over."""


def ensure(work: Work) -> None:
    """Make sure there is a next week, also after it was put aside or a wrong clock put it off."""
    row, next_one = due.standing(work, Kind.NEAR_WEEK), next_week(work)
    if row is None or row.state != DueState.TODO or row.due_at > next_one:
        due.renew(work, Kind.NEAR_WEEK, next_one)


def begin_week(work: Work, row: Due) -> datetime:
    """Let every centre's turn come, unless it is too late for this week; come again in the next."""
    planned = to_local(row.due_at, work.zone.key).date()
    if work.now < row.due_at + WORTH:
        for each in centres(work):
            offset = f"{week_of(planned)}:{each.key}"
            due.schedule(work, Kind.NEAR, work.daytime(work.now), offset=offset)
    return next_week(work)


def tell_few(work: Work, row: Due) -> datetime | None:
    """Look at the next few people of a centre; come again while some are left."""
    week, centre = _of(row)
    few = next_few(work, centre, week)
    for each in choose_for(work, few, week):
        if each.shown:
            people.tell(work, each.person_id, Kind.NEAR, each.id)
    return work.daytime(work.now + PAUSE) if few else None


def next_week(work: Work) -> datetime:
    """Return the next time, in UTC."""
    limits = work.limits
    day = work.today + timedelta(days=(limits.near_weekday - work.today.weekday()) % 7)
    at = to_utc(day, time(limits.near_hour), work.zone.key)
    if at > work.now:
        return at
    return to_utc(day + timedelta(days=7), time(limits.near_hour), work.zone.key)


def _of(row: Due) -> tuple[date, str]:
    week, _colon, centre = row.offset.partition(":")
    return date.fromisoformat(week), centre
