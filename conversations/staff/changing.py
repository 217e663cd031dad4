"""What was announced is moved or cancelled: everybody who read of it hears so, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from conversations.cards.activity import activity_time, activity_title
from conversations.cards.report_lines import coming_line
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf
from conversations.kit.questions.pieces import NO, YES, choices, into, one, yes_into
from conversations.kit.steps import Goto, Onward
from conversations.staff.sending import show
from conversations.staff.span import hours_of
from locales.words import Day, Hours, Words, _, p_, say
from storage import activities, announcements, audit
from storage.models import Activity
from storage.work import Work

# NOTE: On a button, for staff: what was announced is neither moved nor cancelled.
AS_IT_WAS = p_("button", "No, as it was")


@dataclass(frozen=True)
class Changing:
    """Which announcement, and the new day and hours of what was announced (local)."""

    announcement: int = 0
    day: date | None = None
    start: time | None = None
    end: time | None = None
    sure: bool = False


def _activity(here: Here[Changing]) -> Activity | None:
    found = announcements.find(here.work, here.notes.announcement)
    return activities.one(here.work, found.activity_id) if found else None


def _old(here: Here[Changing]) -> list[Words]:
    activity = _activity(here)
    if activity is None or activity.on_date is None:
        return []
    comes = coming_line(here.work, activity)
    lines = [activity_title(activity), activity_time(activity, activity.on_date)]
    return [*lines, *([comes] if comes else [])]


def _moved(here: Here[Changing]) -> Sequence[Words]:
    day, begins, ends = here.notes.day, here.notes.start, here.notes.end
    if day is None or begins is None or ends is None:
        return _old(here)
    hours = Hours(begins, ends)
    # NOTE: To staff who move a course; the old day and hours stand above.
    new = say(_("New: {day}, {hours}"), day=Day(day), hours=hours)
    # NOTE: To staff before they move a course that was announced.
    told = _("Whoever comes hears of it first and keeps the place, then everybody who read of it.")
    return (*_old(here), new, told)


def _cancelled(here: Here[Changing]) -> Sequence[Words]:
    # NOTE: To staff before they cancel a course that was announced.
    told = _("Whoever comes hears of it first, then everybody who read of it.")
    return (*_old(here), told)


def _move(here: Here[Changing]) -> Sequence[Goto[Changing] | Onward]:
    day, begins, ends = here.notes.day, here.notes.start, here.notes.end
    if day is None or begins is None or ends is None:
        return [Goto("day")]
    if here.notes.sure and _is_open(here):
        announcement = announcements.find(here.work, here.notes.announcement)
        if announcement is not None:
            announcements.move(here.work, announcement, day, begins, ends)
    return _done(here, "announcement.move")


def _cancel(here: Here[Changing]) -> Sequence[Onward]:
    announcement = announcements.find(here.work, here.notes.announcement)
    if announcement is not None and here.notes.sure and _is_open(here):
        announcements.cancel(here.work, announcement)
    return _done(here, "announcement.cancel")


def _is_open(here: Here[Changing]) -> bool:
    activity = _activity(here)
    return activity is not None and activity.cancelled_at is None


def _done(here: Here[Changing], row: str) -> Sequence[Onward]:
    """Show what is true now, and log who did it."""
    announcement = announcements.find(here.work, here.notes.announcement)
    if announcement is None or not here.notes.sure:
        here.send(Message((NOT_CHANGED,)))
        return ()
    by = here.person.id if here.person else None
    audit.note(here.work, row, by, centre=announcement.centre)
    show(here.context, announcement)
    return ()


# NOTE: To staff who decided not to move or cancel a course.
NOT_CHANGED = _("Nothing was changed.")


def whose(work: Work, changing: Changing) -> str | None:
    """Return whose an announcement is, for the guard of the flows."""
    found = announcements.find(work, changing.announcement)
    return found.centre if found else None


# NOTE: Questions to staff who move a course that was announced.
MOVING: Flow[Changing] = Flow(
    "move",
    (
        DayOf(name="day", text=one(_("On which day is it now?")), keep=into("day")),
        *hours_of(into("start")),
        OneOf(
            name="sure",
            text=_moved,
            options=choices({YES: p_("button", "🕒 Move it"), NO: AS_IT_WAS}),
            keep=yes_into("sure"),
        ),
    ),
    finish=_move,
    notes=Changing,
    guard="announcement.move",
    scope=whose,
)
# NOTE: A question to staff who cancel a course that was announced.
CANCELLING: Flow[Changing] = Flow(
    "call_off",
    (
        OneOf(
            name="sure",
            text=_cancelled,
            options=choices({YES: p_("button", "❌ Call it off"), NO: AS_IT_WAS}),
            keep=yes_into("sure"),
        ),
    ),
    finish=_cancel,
    notes=Changing,
    counted=False,
    guard="announcement.cancel",
    scope=whose,
)
