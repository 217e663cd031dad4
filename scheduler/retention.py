"""Forgetting in time, every night at half past three, in slices."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.moment import Moment
from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.retention import clean
from storage.rules.clock import to_local, to_utc

KIND = "retention"
AT = time(3, 30)
PAUSE = timedelta(seconds=1)


def ensure(session: Session, now: datetime, zone: ZoneInfo) -> None:
    """Make sure there is a next night, also after it was put aside."""
    row = session.scalar(select(Due).where(Due.kind == KIND))
    if row is None:
        due.schedule(session, KIND, next_night(now, zone))
    elif row.state != DueState.TODO:
        row.state, row.due_at, row.attempts = DueState.TODO, next_night(now, zone), 0
        session.flush()


def clean_up(moment: Moment, row: Due) -> datetime:
    """Forget a slice of what is over its time; come again until nothing is left, then at night."""
    if clean(moment.session, moment.now, moment.limits):
        return moment.now + PAUSE
    return next_night(moment.now, moment.zone)


def next_night(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next time, in UTC."""
    today = to_local(now, zone.key).date()
    tonight = to_utc(today, AT, zone.key)
    return tonight if tonight > now else to_utc(today + timedelta(days=1), AT, zone.key)
