"""Does what is due: each row in a savepoint of its own, once, or late, or put aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from conversations.everybody import notices
from conversations.newcomer.news import NEWS
from scheduler import announcements, dialogues, offers, prompts, reminders, retention
from storage.announcements import KIND as ANNOUNCEMENT
from storage.appointments import REMINDER
from storage.engine.database import transient
from storage.models import Due
from storage.offers import PROMPT, WAVE
from storage.queues import due
from storage.queues.outbox import REASK, UNSENT
from storage.signups import CHANGED, PLACE
from storage.signups import REMINDER as ACTIVITY_REMINDER
from storage.work import Work

BATCH = 10
UNIT_SECONDS = 0.01
RETRY_AFTER = timedelta(minutes=1)
Handler: TypeAlias = Callable[[Work, Due], datetime | None]
"""Does what is due and returns when to come again; None: it is done."""

HANDLERS: Mapping[str, Handler] = {
    REMINDER: reminders.remind_of_appointment,
    ACTIVITY_REMINDER: reminders.tell_of_activity,
    PLACE: reminders.tell_of_activity,
    CHANGED: reminders.tell_of_activity,
    WAVE: offers.send_wave,
    NEWS: offers.give_news,
    PROMPT: prompts.ask_employer,
    ANNOUNCEMENT: announcements.expand_announcement,
    REASK: dialogues.ask_afresh,
    UNSENT: reminders.unsent,
    dialogues.FORGET: dialogues.forget,
    retention.KIND: retention.clean_up,
}


def run_due(work: Work, *, batch: int = BATCH, seconds: float = UNIT_SECONDS) -> int:
    """Do the oldest rows whose time has come and return how many; call again until 0.

    No row is begun after so many seconds: others wait for the database. The caller commits.
    A row that fails waits a minute, the third time it is put aside.
    """
    began = time.perf_counter()
    keys = due.ready(work.session, work.now, batch)
    for done, key in enumerate(keys):
        if done and time.perf_counter() - began > seconds:
            return done
        try:
            with work.session.begin_nested():
                _do(work, key)
        except Exception as error:
            if transient(error):
                raise
            _failed(work, key)
    return len(keys)


def ensure_daily(work: Work) -> None:
    """Make sure that what happens every day is due; call at start."""
    retention.ensure(work)


def _do(work: Work, key: int) -> None:
    row = due.take(work.session, key)
    if row is None:
        return
    if row.too_late_at is not None and row.too_late_at <= work.now:
        reminders.too_late(work, row)
        due.late(work.session, key)
        return
    again_at = HANDLERS[row.kind](work, row)
    if again_at is None:
        due.done(work.session, key)
    else:
        row.due_at, row.attempts = again_at, 0
        work.session.flush()


def _failed(work: Work, key: int) -> None:
    """Count it outside the savepoint that was rolled back."""
    limit = work.limits.failures_before_parking
    if due.fail(work.session, key, limit, work.now + RETRY_AFTER):
        notices.something_parked(work)
    work.session.flush()
