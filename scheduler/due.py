"""Does what is due: each row in a savepoint of its own, once, or late, or put aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeAlias

from conversations.everybody import notices
from scheduler import (
    activities_ending,
    announcements,
    closings,
    dialogues,
    earlier,
    firm_days,
    firms,
    introductions,
    mails,
    near,
    needs,
    offers,
    offers_ending,
    overdue,
    pausing,
    prompts,
    reminders,
    retention,
    still,
    visits,
    wiping,
)
from scheduler import trouble as problems
from storage.engine.database import transient
from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

BATCH, AHEAD = 25, 500
UNIT_SECONDS = 0.01
RETRY_AFTER = timedelta(minutes=1)
Handler: TypeAlias = Callable[[Work, Due], datetime | None]
"""Does what is due and returns when to come again; None: it is done."""

HANDLERS: dict[Kind, Handler] = {
    Kind.ESCALATE: problems.escalate,
    Kind.LET_GO: pausing.let_go,
    Kind.CLOSE_DAY: closings.close_day,
    Kind.HOURS_OUT: closings.hours_out,
    Kind.REASK: dialogues.ask_afresh,
    Kind.APPOINTMENT_REMINDER: reminders.remind_of_appointment,
    Kind.APPOINTMENT_CANCELS: visits.drop,
    Kind.NO_INTERPRETER: visits.nobody_interprets,
    Kind.EARLIER_OVER: earlier.hold_over,
    Kind.SLOT_FREE: earlier.ask_waiting,
    Kind.ACTIVITY_CHANGED: reminders.tell_of_activity,
    Kind.ANNOUNCEMENT_CHANGED: announcements.tell_of_change,
    Kind.APPROVAL_OVER: announcements.end_approval,
    Kind.APPROVAL_ANEW: announcements.look_again,
    Kind.ACTIVITY_REMINDER: reminders.tell_of_activity,
    Kind.ACTIVITY_PLACE: reminders.tell_of_activity,
    Kind.OFFER_FILLED: offers.close_offer,
    Kind.OFFER_OPENS: offers.open_offer,
    Kind.OFFER_KIND: offers.tell_of_kind,
    Kind.OFFER_OVER: offers_ending.end_offer,
    Kind.UNSENT: reminders.unsent,
    Kind.UNTOLD: reminders.untold,
    Kind.UNSEEN: mails.unseen,
    Kind.MAIL_LOOK: mails.look,
    Kind.MAIL_UNREAD: mails.unread,
    Kind.FORGET_CHAT: dialogues.forget,
    Kind.TRIAL_REMINDER: introductions.remind,
    Kind.INTRODUCTION_MOVES: introductions.take_effect,
    Kind.FIRM_SAID: introductions.take_word,
    Kind.INTRODUCTION_ENDS: introductions.end,
    Kind.INTRODUCTION_NEWS: introductions.give_news,
    Kind.WORK_BEGINS: introductions.begin_work,
    Kind.PERMISSION_ENDS: introductions.look_at_permission,
    Kind.TRIAL_OVER: introductions.ask_after,
    Kind.CHECK_IN: introductions.check_in,
    Kind.FIRM_VERIFY: firms.look_again,
    Kind.EMPLOYER_PROMPT: prompts.ask_employer,
    Kind.PLACE_FREE: prompts.ask_about_place,
    Kind.HIDDEN: offers.look_again,
    Kind.NEED: needs.remind,
    Kind.OFFER_ENDS: offers_ending.ask_owner,
    Kind.FIRM_DAY: firm_days.ask_today,
    Kind.FIRM_UNTOLD: firm_days.call_untold,
    Kind.GONE_UNTOLD: firm_days.call_about_erased,
    Kind.OFFER_WAVE: offers.send_wave,
    Kind.DAILY_LIST: overdue.list_overdue,
    Kind.LOOK_DAILY: earlier.look_daily,
    Kind.STILL: still.ask_still,
    Kind.STILL_OVER: still.pause,
    Kind.NEWS: offers.give_news,
    Kind.ACTIVITY_ENDS: activities_ending.ask_or_end,
    Kind.NEAR_WEEK: near.begin_week,
    Kind.NEAR: near.tell_few,
    Kind.ANNOUNCEMENT: announcements.expand_announcement,
    Kind.HOLD_OVER: closings.hold_over,
    Kind.LINK_OVER: wiping.take_away,
    Kind.WIPE: wiping.wipe,
    Kind.RETENTION: retention.clean_up,
}
"""The most urgent first: what somebody waits for, what is news tomorrow as well last.

A firm is asked after everything of the same minute that brings it a question."""

TOGETHER: dict[str, Callable[[Work, Sequence[Due]], None]] = {
    Kind.APPOINTMENT_REMINDER: reminders.remind_of_appointments,
}
"""Kinds of which very many fall due in one minute: a few dozen cost what two cost alone."""


def ready(work: Work) -> list[int]:
    """Return the keys of the most urgent rows whose time has come; it only reads."""
    return due.ready(work, AHEAD, HANDLERS)


def run_due(work: Work, keys: Sequence[int] | None = None, *, seconds: float = UNIT_SECONDS) -> int:
    """Do rows in this order, by itself the most urgent; returns how many it is through with.

    It ends after `BATCH` rows or when no row may begin any more: others wait for the database. The
    caller commits, and calls again. A row that fails waits a minute, the third time it is put
    aside.
    """
    until = time.perf_counter() + seconds
    few = (due.ready(work, BATCH, HANDLERS) if keys is None else keys)[:BATCH]
    found = due.load(work, few)
    ended: dict[int, DueState | None] = {}
    for rows in _portions(work, found):
        if ended and time.perf_counter() > until:
            break
        ended |= _do(work, rows)
    for state in DueState.DONE, DueState.LATE:
        due.end(work, [key for key, each in ended.items() if each is state], state)
    return len(few) - len(found) + len(ended)


def _portions(work: Work, rows: Sequence[Due]) -> Iterator[dict[int, Due]]:
    """Yield rows by their keys: neighbours that are done together, all others alone."""
    for kind, neighbours in groupby(rows, lambda row: None if _is_late(work, row) else row.kind):
        found = {row.id: row for row in neighbours}
        if kind in TOGETHER:
            yield found
        else:
            yield from ({key: row} for key, row in found.items())


def _do(work: Work, rows: Mapping[int, Due]) -> Mapping[int, DueState | None]:
    """Do rows and return how they ended, None if one did not: it comes again, or failed.

    Where one of several fails, each is done by itself.
    """
    try:
        with work.savepoint():
            open_ = {key: row for key, row in rows.items() if due.is_open(work, key)}
            return dict.fromkeys(rows) | _done(work, open_)
    except Exception as error:
        if transient(error):
            raise
        if len(rows) == 1:
            _failed(work, *rows)
            return dict.fromkeys(rows)
        return {key: end for one in rows for key, end in _do(work, {one: rows[one]}).items()}


def ensure_daily(work: Work) -> None:
    """Make sure that what happens every day is due; call at start."""
    retention.ensure(work)
    offers_ending.ensure(work)
    firms.ensure(work)
    overdue.ensure(work)
    wiping.ensure(work)
    near.ensure(work)


def _done(work: Work, rows: Mapping[int, Due]) -> dict[int, DueState | None]:
    """Return what became of rows, None for one that comes again."""
    if len(rows) > 1:
        TOGETHER[next(iter(rows.values())).kind](work, [*rows.values()])
        return dict.fromkeys(rows, DueState.DONE)
    return {key: _done_alone(work, row) for key, row in rows.items()}


def _done_alone(work: Work, row: Due) -> DueState | None:
    if _is_late(work, row):
        reminders.too_late(work, row)
        return DueState.LATE
    again_at = HANDLERS[Kind(row.kind)](work, row)
    if again_at is None:
        return DueState.DONE
    due.again(work, row, again_at)
    return None


def _is_late(work: Work, row: Due) -> bool:
    return row.too_late_at is not None and row.too_late_at <= work.now


def _failed(work: Work, key: int) -> None:
    """Count it outside the savepoint that was rolled back."""
    if due.fail(work, key, work.now + RETRY_AFTER):
        notices.something_parked(work)
        reminders.too_late(work, due.one(work, key))
