"""Forgetting in time, every night at half past three, in slices."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.retention import clean
from storage.rules.clock import to_utc
from storage.work import Work

AT = time(3, 30)
PAUSE = timedelta(seconds=1)


def ensure(work: Work) -> None:
    """Make sure there is a next night, also after it was put aside or a wrong clock put it off."""
    row, tonight = due.standing(work, Kind.RETENTION), next_night(work)
    if row is None or row.state != DueState.TODO or row.due_at > tonight:
        due.renew(work, Kind.RETENTION, tonight)


def clean_up(work: Work, row: Due) -> datetime:
    """Forget a slice of what is over its time; come again until nothing is left, then at night."""
    if clean(work):
        return work.now + PAUSE
    return next_night(work)


def next_night(work: Work) -> datetime:
    """Return the next time, in UTC."""
    today = work.today
    tonight = to_utc(today, AT, work.zone.key)
    return tonight if tonight > work.now else to_utc(today + timedelta(days=1), AT, work.zone.key)
