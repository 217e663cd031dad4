"""Announcements go out a few dozen at a time, so that they can be stopped."""

from __future__ import annotations

from datetime import datetime, timedelta

from scheduler.moment import Moment
from storage.announcements import expand
from storage.models import Announcement, Due

PAUSE = timedelta(milliseconds=500)


def expand_announcement(moment: Moment, row: Due) -> datetime | None:
    """Put the next few rows; come again while people are left."""
    announcement = moment.session.get(Announcement, row.subject)
    if announcement is None:
        return None
    more = expand(moment.session, announcement, moment.now, moment.limits)
    return moment.now + PAUSE if more else None
