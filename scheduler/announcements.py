"""Announcements go out a few dozen at a time, so that they can be stopped; staff see how many."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.cards.report import update_report
from scheduler.moment import Moment
from storage.announcements import expand, progress
from storage.models import Announcement, Due
from storage.queues.outbox import OPEN

PAUSE = timedelta(milliseconds=500)
COUNT_AGAIN = timedelta(seconds=3)


def expand_announcement(moment: Moment, row: Due) -> datetime | None:
    """Put the next few rows; come again while people are left, or to count what arrived."""
    session, now = moment.session, moment.now
    announcement = session.get(Announcement, row.subject)
    if announcement is None:
        return None
    if expand(session, announcement, now, moment.limits):
        return now + PAUSE
    update_report(session, announcement, now, moment.limits, once=f"{now:%Y%m%d%H%M%S}")
    waits = set(OPEN) & set(progress(session, announcement))
    watched = now < announcement.created_at + moment.limits.answer_life
    return now + COUNT_AGAIN if waits and watched else None
