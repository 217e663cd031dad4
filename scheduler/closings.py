"""A centre is closed, or sees people at other times: what falls out of it is called off."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.kit.actor import actor_of
from conversations.kit.elsewhere import renew
from conversations.kit.permissions import may
from conversations.staff.closing_card import CLOSING
from conversations.staff.consulting_card import CONSULTING
from storage import appointments, closings, hours, people, replacing
from storage.models import Due
from storage.work import Work

PAUSE = timedelta(milliseconds=500)


def close_day(work: Work, row: Due) -> datetime | None:
    """Call off the next few, unless who closed may not any more: then it is open as before."""
    closing = closings.find(work, row.subject)
    if closing is None:
        return None
    if not _may(work, closing.created_by, closing.centre):
        closings.open_again(work, closing, None)
        return None
    is_left = closings.settle(work, closing)
    if not is_left:
        renew(work, CLOSING, closing.id, once=f"{work.now:%Y%m%d%H%M%S}")
    return work.now + PAUSE if is_left else None


def hours_out(work: Work, row: Due) -> datetime | None:
    """Call off the next few of what fell out of changed hours, if who changed them still may."""
    found = hours.find(work, row.subject)
    if found is None:
        return None
    may_still = _may(work, row.person_id, found.centre)
    is_left = may_still and hours.settle(work, found)
    if not may_still:
        hours.keep_booked(work, found)
    if not is_left:
        renew(work, CONSULTING, found.id, once=f"{work.now:%Y%m%d%H%M%S}")
    return work.now + PAUSE if is_left else None


def hold_over(work: Work, row: Due) -> None:
    """Hold the times offered to somebody no longer."""
    found = appointments.find(work, row.subject)
    if found is not None:
        replacing.let_go(work, found)


def _may(work: Work, key: int | None, centre: str) -> bool:
    person = people.find(work, key)
    return person is not None and may(actor_of(work, person, None), "/hours", centre)
