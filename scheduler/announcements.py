"""Announcements go out a few dozen at a time, so that they can be stopped; staff see how many."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.cards.report import ANNOUNCEMENT
from conversations.everybody import approval
from conversations.kit.actor import actor_of
from conversations.kit.elsewhere import renew
from conversations.kit.permissions import may
from storage import activities, announced, approvals, people
from storage.announcements import expand, find, goes_out_at, is_under_way, take_back
from storage.models import Announcement, Due
from storage.work import Work

PAUSE = timedelta(milliseconds=250)
"""Shorter than a tick: what is put ahead lasts a second."""
COUNT_AGAIN = timedelta(seconds=1)
LIVE = 3
"""Seconds between two changes of a report while it goes out: a chat bears one call a second."""


def expand_announcement(work: Work, row: Due) -> datetime | None:
    """Put the next few rows; come again while people are left, or to count what arrived."""
    now = work.now
    announcement = find(work, row.subject)
    if announcement is None:
        return None
    if goes_out_at(work, announcement) and not _may_still(work, announcement):
        take_back(work, announcement)
    elif goes_out_at(work, announcement) and not _is_seen(work, announcement):
        _ask_anew(work, announcement)
    elif (opens := work.waking(now)) > now:
        return opens
    elif expand(work, announcement):
        renew(work, ANNOUNCEMENT, announcement.id, once=f"live{int(now.timestamp()) // LIVE}")
        return now + PAUSE
    renew(work, ANNOUNCEMENT, announcement.id, once=f"{now:%Y%m%d%H%M%S}")
    watched = now < _began(announcement) + work.limits.answer_life
    return now + COUNT_AGAIN if watched and is_under_way(work, announcement) else None


def _began(announcement: Announcement) -> datetime:
    """Return when it began to go out."""
    return announcement.begins_at or announcement.created_at


def tell_of_change(work: Work, row: Due) -> datetime | None:
    """Put the next few words of a change while it is the newest; come again while some are left."""
    activity = activities.find(work, row.subject)
    if activity is None or activity.revision != row.revision:
        return None
    return work.now + PAUSE if announced.expand_change(work, activity) else None


def end_approval(work: Work, row: Due) -> None:
    """Nobody saw an announcement in time: it is not sent, and all who know of it hear so."""
    announcement = find(work, row.subject)
    if announcement is not None and approvals.over(work, announcement):
        approval.ended(work, announcement)
        renew(work, ANNOUNCEMENT, announcement.id, once=f"over{row.id}")


def look_again(work: Work, row: Due) -> None:
    """Have a second person look again at what was changed since it was asked about."""
    announcement = find(work, row.subject)
    if announcement is not None and not approvals.is_seen(work, announcement):
        _ask_anew(work, announcement)
        renew(work, ANNOUNCEMENT, announcement.id, once=f"anew{row.id}")


def _ask_anew(work: Work, announcement: Announcement) -> None:
    """Ask the leads again; who wrote it hears of it, or that nothing is sent."""
    was = announcement.state
    doors = approvals.ask_anew(work, announcement)
    if doors is not None:
        approval.asked(work, announcement, doors)
    if doors is not None or announcement.state != was:
        approval.answered(work, announcement)


def _is_seen(work: Work, announcement: Announcement) -> bool:
    """Tell whether who said yes to this text, where one must, may still do so."""
    found = approvals.find(work, announcement.id)
    person = people.find(work, found.answered_by) if found else None
    if found is None or person is None:
        return approvals.is_seen(work, announcement)
    may_still = may(actor_of(work, person, None), "approval.yes", found.whose)
    return may_still and approvals.is_seen(work, announcement)


def _may_still(work: Work, announcement: Announcement) -> bool:
    """Tell whether who sent it may still do so, or has left us their announcement."""
    person = people.find(work, announcement.created_by)
    return person is None or may(actor_of(work, person, None), "/announce", announcement.centre)
