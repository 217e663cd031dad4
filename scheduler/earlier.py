"""Who waits for an earlier time is asked by day; a time nobody took goes to the next."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.everybody import notices
from storage import earlier, vacancies
from storage.models import Due, Earlier
from storage.requests import APPOINTMENT, ask_for_person
from storage.work import Work

SOON = timedelta(seconds=1)


def ask_waiting(work: Work, row: Due) -> datetime | None:
    """Ask about what became free at a centre, whose key is the row's offset; nobody at night."""
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    return work.now + SOON if earlier.ask_waiting(work, row.offset) else None


def hold_over(work: Work, row: Due) -> None:
    """Let go what somebody did not answer in time; the next one is asked."""
    found = earlier.find(work, row.subject)
    if found is not None and found.revision == row.revision and found.on_date is not None:
        earlier.pass_on(work, found)


def look_daily(work: Work, row: Due) -> datetime | None:
    """Look each morning for who waits; who has nothing for too long hears from a person."""
    found = earlier.find(work, row.subject)
    if found is None:
        return None
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    if found.appointment_id is None and earlier.waits_too_long(work, found):
        _leave_to_centre(work, found)
        return None
    vacancies.note(work, found.centre)  # once for all who wait there
    return earlier.morning(work)


def _leave_to_centre(work: Work, row: Earlier) -> None:
    request = ask_for_person(work, row.person_id, row.centre, APPOINTMENT, None)
    earlier.stop(work, row)
    notices.asked_for_person(work, request)
