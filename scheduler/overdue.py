"""At four in the afternoon of a working day: leads, and who waits, hear that it takes longer."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from conversations.everybody import delivery, notices
from storage import needs, threads, trouble
from storage.models import Due
from storage.models.due import DueState
from storage.places import centres
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.rules.workdays import is_working
from storage.work import Work

AT = time(16)


def ensure(work: Work) -> None:
    """Make sure there is a next list, also after it was put aside."""
    row, next_one = due.standing(work, Kind.DAILY_LIST), next_list(work)
    if row is None or row.state != DueState.TODO or row.due_at > next_one:
        due.renew(work, Kind.DAILY_LIST, next_one)


def list_overdue(work: Work, row: Due) -> datetime:
    """Tell the leads of each centre where something waits too long; come again the next day.

    Who waits hears it on the day that was promised, then each week; a problem nobody took is late
    by the clock.
    """
    if is_working(work.today):
        for each in centres(work):
            if threads.overdue(work, each.key) or needs.late(work, centre=each.key):
                notices.overdue(work, each.key)
        for request in threads.unanswered_today(work):
            if request.answer_by <= work.now or not trouble.waits(request):
                delivery.late(work, request)
    return next_list(work)


def next_list(work: Work) -> datetime:
    """Return the next time, in UTC."""
    today = to_utc(work.today, AT, work.zone.key)
    return today if today > work.now else to_utc(work.today + timedelta(days=1), AT, work.zone.key)
