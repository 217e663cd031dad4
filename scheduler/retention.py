"""Forgetting in time, every night at half past three, in slices."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select

from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.retention import clean
from storage.rules.clock import to_utc
from storage.work import Work

KIND = "retention"
AT = time(3, 30)
PAUSE = timedelta(seconds=1)


def ensure(work: Work) -> None:
    """Make sure there is a next night, also after it was put aside."""
    row = work.session.scalar(select(Due).where(Due.kind == KIND))
    if row is None:
        due.schedule(work.session, KIND, next_night(work))
    elif row.state != DueState.TODO:
        row.state, row.due_at, row.attempts = DueState.TODO, next_night(work), 0
        work.session.flush()


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
