"""Until when something is worth sending that may go out from a time on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TypeAlias

from storage.rules.clock import to_local, to_utc
from storage.work import Work

Life: TypeAlias = Callable[[Work, datetime], datetime]
"""Until when something is worth sending that may go out from a time on."""


def until_evening(work: Work, begins: datetime) -> datetime:
    """What is not out by the evening is not sent in the night; it has an hour at least."""
    days, hour = divmod(work.limits.push_until_hour, 24)  # until 24 is until midnight
    day = to_local(begins, work.zone.key).date() + timedelta(days=days)
    closing = to_utc(day, time(hour), work.zone.key)
    return max(closing, begins + timedelta(hours=1))


def until_asked_again(work: Work, begins: datetime) -> datetime:
    """A question to an employer is worth asking until it is asked the next time."""
    return begins + timedelta(days=work.limits.prompt_days)


def announcement_hours(work: Work, begins: datetime) -> datetime:
    """An announcement is news for so many hours."""
    return begins + timedelta(hours=work.limits.announcement_hours)


def notice_days(work: Work, begins: datetime) -> datetime:
    """What happened is worth hearing of for some days."""
    return begins + timedelta(days=work.limits.notice_days)


def ended_days(work: Work, begins: datetime) -> datetime:
    """That something is over is news for longer: nobody is in a hurry to read it."""
    return begins + timedelta(days=work.limits.ended_days)


def code_minutes(work: Work, begins: datetime) -> datetime:
    """Somebody sits there and waits for a code; a careful server takes a mail the second time."""
    return begins + timedelta(minutes=work.limits.code_mail_minutes)


def still_days(work: Work, begins: datetime) -> datetime:
    """Whether somebody still looks for work can be answered until their offers pause."""
    return begins + timedelta(days=work.limits.still_days)
