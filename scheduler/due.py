"""Does what is due: each row in a savepoint of its own, once, or late, or put aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from conversations.everybody import notices
from scheduler import announcements, dialogues, offers, prompts, reminders, retention
from storage.engine.database import transient
from storage.models import Due
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

BATCH = 10
UNIT_SECONDS = 0.01
RETRY_AFTER = timedelta(minutes=1)
Handler: TypeAlias = Callable[[Work, Due], datetime | None]
"""Does what is due and returns when to come again; None: it is done."""

HANDLERS: Mapping[Kind, Handler] = {
    Kind.APPOINTMENT_REMINDER: reminders.remind_of_appointment,
    Kind.ACTIVITY_REMINDER: reminders.tell_of_activity,
    Kind.ACTIVITY_PLACE: reminders.tell_of_activity,
    Kind.ACTIVITY_CHANGED: reminders.tell_of_activity,
    Kind.OFFER_WAVE: offers.send_wave,
    Kind.NEWS: offers.give_news,
    Kind.EMPLOYER_PROMPT: prompts.ask_employer,
    Kind.ANNOUNCEMENT: announcements.expand_announcement,
    Kind.REASK: dialogues.ask_afresh,
    Kind.UNSENT: reminders.unsent,
    Kind.FORGET_CHAT: dialogues.forget,
    Kind.RETENTION: retention.clean_up,
}


def run_due(work: Work, *, batch: int = BATCH, seconds: float = UNIT_SECONDS) -> int:
    """Do the oldest rows whose time has come and return how many; call again until 0.

    No row is begun after so many seconds: others wait for the database. The caller commits.
    A row that fails waits a minute, the third time it is put aside.
    """
    began = time.perf_counter()
    keys = due.ready(work, batch)
    for done, key in enumerate(keys):
        if done and time.perf_counter() - began > seconds:
            return done
        try:
            with work.savepoint():
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
    row = due.take(work, key)
    if row is None:
        return
    if row.too_late_at is not None and row.too_late_at <= work.now:
        reminders.too_late(work, row)
        due.late(work, key)
        return
    again_at = HANDLERS[Kind(row.kind)](work, row)
    if again_at is None:
        due.done(work, key)
    else:
        due.again(work, row, again_at)


def _failed(work: Work, key: int) -> None:
    """Count it outside the savepoint that was rolled back."""
    if due.fail(work, key, work.now + RETRY_AFTER):
        notices.something_parked(work)
