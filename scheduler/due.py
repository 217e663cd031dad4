"""Does what is due: each row in a savepoint of its own, once, or late, or put aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from conversations.everybody import notices
from scheduler import announcements, dialogues, offers, prompts, reminders, retention
from storage import appointments
from storage.engine.database import transient
from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

BATCH = 10
UNIT_SECONDS = 0.01
RETRY_AFTER = timedelta(minutes=1)
Handler: TypeAlias = Callable[[Work, Due], datetime | None]
"""Does what is due and returns when to come again; None: it is done."""

HANDLERS: Mapping[Kind, Handler] = {
    Kind.REASK: dialogues.ask_afresh,
    Kind.APPOINTMENT_REMINDER: reminders.remind_of_appointment,
    Kind.ACTIVITY_CHANGED: reminders.tell_of_activity,
    Kind.ACTIVITY_REMINDER: reminders.tell_of_activity,
    Kind.ACTIVITY_PLACE: reminders.tell_of_activity,
    Kind.UNSENT: reminders.unsent,
    Kind.FORGET_CHAT: dialogues.forget,
    Kind.EMPLOYER_PROMPT: prompts.ask_employer,
    Kind.OFFER_WAVE: offers.send_wave,
    Kind.NEWS: offers.give_news,
    Kind.ANNOUNCEMENT: announcements.expand_announcement,
    Kind.RETENTION: retention.clean_up,
}
"""The most urgent first: what somebody waits for, what is news tomorrow as well last."""


def run_due(work: Work, *, batch: int = BATCH, seconds: float = UNIT_SECONDS) -> int:
    """Do the most urgent rows whose time has come; returns how many: call again until 0.

    No row is begun after so many seconds: others wait for the database. The caller commits.
    A row that fails waits a minute, the third time it is put aside.
    """
    until = time.perf_counter() + seconds
    rows = {row.id: row for row in due.load(work, due.ready(work, batch, HANDLERS))}
    reminders_of = [r.subject for r in rows.values() if r.kind == Kind.APPOINTMENT_REMINDER]
    foreseen = appointments.foresee(work, reminders_of)
    ended: dict[int, DueState | None] = {}
    for key, row in rows.items():
        if ended and time.perf_counter() > until:
            break
        ended[key] = _do(work, key, row)
    for state in DueState.DONE, DueState.LATE:
        due.end(work, [key for key, each in ended.items() if each is state], state)
    del foreseen
    return len(ended)


def _do(work: Work, key: int, row: Due) -> DueState | None:
    """Do one row and return how it ended, None if it did not: it comes again, or failed."""
    try:
        with work.savepoint():
            return _done(work, row) if due.is_open(work, key) else None
    except Exception as error:
        if transient(error):
            raise
        _failed(work, key)
        return None


def ensure_daily(work: Work) -> None:
    """Make sure that what happens every day is due; call at start."""
    retention.ensure(work)


def _done(work: Work, row: Due) -> DueState | None:
    """Return what became of a row, None if it comes again."""
    if row.too_late_at is not None and row.too_late_at <= work.now:
        reminders.too_late(work, row)
        return DueState.LATE
    again_at = HANDLERS[Kind(row.kind)](work, row)
    if again_at is None:
        return DueState.DONE
    due.again(work, row, again_at)
    return None


def _failed(work: Work, key: int) -> None:
    """Count it outside the savepoint that was rolled back."""
    if due.fail(work, key, work.now + RETRY_AFTER):
        notices.something_parked(work)
