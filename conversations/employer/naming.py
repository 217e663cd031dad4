"""A firm names days on which somebody can come: up to three, each with its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from conversations.employer.about import About, current, goes_on, left, whose
from conversations.introductions import carry_on
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, DayOf, Heard, OneOf, TimeOf
from conversations.kit.questions.asked import Said
from conversations.kit.questions.pieces import choices, one
from conversations.kit.questions.when import day_again
from conversations.kit.steps import Goto, Next, Onward, Step
from locales.words import Words, _, p_
from storage.introductions.permission import last_at_firm
from storage.introductions.steps import Facts
from storage.rules.stages import Move, Side
from storage.rules.trial_days import AHEAD, MOST_NAMED, is_soon
from storage.rules.workdays import is_free, working_days_after

N = TypeVar("N")
DONE, MORE = "done", "more"
TIMES = (time(7), time(8), time(9), time(10), time(13), time(14))
# NOTE: To a firm: it named a day that is too soon, or on which offices are closed.
TOO_SOON = _("Please choose a later day: people need two working days to get ready.")
CLOSED = _("This day is a holiday. Please choose another one.")
# NOTE: To a firm that typed a day that is not possible yet; nobody says why.
AGREE_FIRST = _("Please agree this day with the centre.")


@dataclass(frozen=True, kw_only=True)
class DayAhead(DayOf[N]):
    """A day that people can get ready for: the next working days, or a typed one."""

    def offered(self, here: Here[N]) -> Sequence[date]:
        """Return the next days for which people can get ready."""
        days = (working_days_after(here.today, AHEAD + n) for n in range(self.days))
        last = self.last(here) or date.max
        return [day for day in days if day <= last]

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a day that is far enough ahead and no holiday."""
        heard = super().hear(here, said)
        if isinstance(heard, Answer) and (why := _refused(here.today, heard.value)):
            return Again(why)
        return heard


def _refused(today: date, day: date) -> Words | None:
    return TOO_SOON if is_soon(today, day) else CLOSED if is_free(day) else None


def _last(here: Here[About]) -> date | None:
    found = current(here)
    return last_at_firm(found) if found else None


def _keep_day(here: Here[About], day: date) -> Step[About]:
    return Next(replace(here.notes, day=day.isoformat()))


def _keep_time(here: Here[About], at: time) -> Step[About]:
    named = datetime.combine(date.fromisoformat(here.notes.day), at)
    days = {*here.notes.days, named.isoformat(timespec="minutes")}
    return Next(replace(here.notes, day="", days=tuple(sorted(days))))


def _keep_more(here: Here[About], said: str) -> Step[About]:
    return Goto("day") if said == MORE else Next()


def _has_room(here: Here[About]) -> bool:
    return len(here.notes.days) < MOST_NAMED


def _finish(here: Here[About]) -> Sequence[Goto[About] | Onward]:
    if again := day_again(here, here.notes.days, replace(here.notes, day="", days=())):
        return again
    found = current(here)
    facts = Facts(options=list(here.notes.days))
    moved = found is not None and carry_on(here.work, found, Move.NAME, Side.FIRM, facts)
    return goes_on(here, moved=moved)


# NOTE: Answers of a firm that named a day; it may name up to three.
MORE_DAYS = {DONE: p_("button", "✔️ Enough"), MORE: p_("button", "📅 One more day")}
TRIAL_DAYS: Flow[About] = Flow(
    "trial_days",
    (
        DayAhead(
            name="day",
            text=one(_("Which day is good?")),
            keep=_keep_day,
            last=_last,
            later=AGREE_FIRST,
        ),
        TimeOf(name="time", text=one(_("When does it begin?")), times=TIMES, keep=_keep_time),
        OneOf(
            name="more",
            text=one(_("Would you like to name one more day? The person chooses one.")),
            options=choices(MORE_DAYS),
            keep=_keep_more,
            when=_has_room,
            back=False,
        ),
    ),
    finish=_finish,
    notes=About,
    counted=False,
    guard="candidate.other",
    scope=whose,
    left=left,
)
