"""Days typed by staff: the last one of a permission, at a firm, at work; each checks the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from conversations.employer.beginning import first_hour
from conversations.employer.naming import TIMES
from conversations.kit.here import Here
from conversations.kit.questions import DayOf, OneOf, TimeOf
from conversations.kit.questions.pieces import YES, YES_NO, choices, one, yes_into
from conversations.kit.steps import Goto, Next, Step
from conversations.staff.introducing_asked import as_planned, flow, keep_day
from conversations.staff.introducing_card import Seen, first_day, last_day
from conversations.staff.introducing_draft import About
from conversations.staff.introducing_steps import plan
from locales.words import Words, _, p_
from storage.introductions import sealing, steps
from storage.introductions.permission import is_too_short, last_at_firm
from storage.introductions.planned import NAMED, begins
from storage.rules.stages import Move, Side
from storage.rules.trial_days import MOST_NAMED

TEN_YEARS = 3653


def _keep_hour(here: Here[About], at: time) -> Step[About]:
    return Next(replace(here.notes, hour=f"{at:%H%M}"))


def _begins(here: Here[About], thing: Seen) -> None:
    step = begins(Side.FIRM, here.notes.day, here.notes.hour)
    plan(here.work, here.context.actor, thing, "begins", step)


def _keep_time(here: Here[About], at: time) -> Step[About]:
    """Put a day with its time to those named before."""
    when = datetime.combine(date.fromisoformat(here.notes.day), at).isoformat(timespec="minutes")
    days = " ".join(sorted({*here.notes.days.split(), when}))
    return Next(replace(here.notes, days=days))


def _may_name_more(here: Here[About]) -> bool:
    return len(here.notes.days.split()) < MOST_NAMED


def _keep_more(here: Here[About], choice: str) -> Step[About]:
    return Goto("day") if choice == YES else Next()


def _names(here: Here[About], thing: Seen) -> None:
    sealing.note(thing.introduction, **{NAMED: here.notes.days})
    as_planned("days", Move.NAME, lambda notes: "")(here, thing)


def _first_day(here: Here[About]) -> date | None:
    """Return the first day at work that is agreed, where the permission ends before it."""
    found = steps.find(here.work, here.notes.introduction)
    begins = found.starts_on if found else None
    is_before = bool(here.notes.day) and here.notes.day < f"{begins or ''}"
    return begins if is_before else None


def _last(here: Here[About]) -> date | None:
    """Return the last day on which the permission for this job holds."""
    found = steps.find(here.work, here.notes.introduction)
    return found.permit_until if found else None


def _last_at_firm(here: Here[About]) -> date | None:
    found = steps.find(here.work, here.notes.introduction)
    return last_at_firm(found) if found else None


def _last_offered(here: Here[About]) -> date | None:
    """Return it, where somebody can begin under it yet; else all days are offered."""
    found = steps.find(here.work, here.notes.introduction)
    return None if found and is_too_short(here.work, found) else _last(here)


def _ends_before(here: Here[About]) -> bool:
    return _first_day(here) is not None


# NOTE: To staff: the last day of a permission they typed; the first day at work stands above.
def _before_text(here: Here[About]) -> Sequence[Words]:
    begins = _first_day(here)
    anew = _("The permission ends before it. Then a new first day is agreed. Is that right?")
    return (*([first_day(begins)] if begins else []), anew)


def _asks_after(last: Callable[[Here[About]], date | None], words: Words) -> OneOf[About]:
    """Ask about a day that was typed, and comes after the last one of the permission."""

    def is_after(here: Here[About]) -> bool:
        until = last(here)
        return until is not None and bool(here.notes.day) and here.notes.day > f"{until}"

    def text(here: Here[About]) -> Sequence[Words]:
        until = last(here)
        return (*([last_day(until)] if until else []), words)

    return OneOf(name="after", text=text, options=choices(YES_NO), keep=_keep_after, when=is_after)


def _keep_after(here: Here[About], said: str) -> Step[About]:
    """Go on, or choose another day."""
    return Next() if said == YES else Goto("day", replace(here.notes, day=""))


# NOTE: To staff: a day they typed; the last day of the permission stands above.
AFTER = _("This day comes after it. Then the papers begin anew. Is that right?")
# NOTE: To staff: a first day at work they typed; the last day of the permission stands above.
FIRST_AFTER = _("This first day comes after it. Then the papers begin anew. Is that right?")
# NOTE: A button for staff: the permission for a job names no last day.
NO_END = p_("button", "No last day")


# NOTE: A colleague notes that the permission for a job is there.
PERMITTED = flow(
    "clear",
    (
        DayOf(
            name="until",
            text=one(_("Until which day does the permission hold? Type it like 24.12.2026.")),
            keep=keep_day,
            days=0,
            within=TEN_YEARS,
            skippable=True,
            skip=NO_END,
        ),
        OneOf(
            name="before",
            text=_before_text,
            options=choices(YES_NO),
            keep=yes_into("keep"),
            when=_ends_before,
        ),
    ),
    as_planned("clear", Move.CLEAR, lambda notes: notes.day),
)
# NOTE: A colleague notes on which day somebody begins at a firm.
FIRST_DAY = flow(
    "begins",
    (
        DayOf(
            name="day",
            text=one(_("Which day is the first one at work?")),
            keep=keep_day,
            today=True,
            last=_last_offered,
        ),
        _asks_after(_last, FIRST_AFTER),
        first_hour(_keep_hour),
    ),
    _begins,
)
# NOTE: A colleague notes the days on which somebody may come to a firm.
FIRM_DAYS = flow(
    "days",
    (
        DayOf(
            name="day", text=one(_("Which day can the firm?")), keep=keep_day, last=_last_at_firm
        ),
        _asks_after(_last_at_firm, AFTER),
        TimeOf(name="time", text=one(_("At what time?")), keep=_keep_time, times=TIMES),
        OneOf(
            name="more",
            text=one(_("Is there another day, too?")),
            options=choices({YES: p_("button", "Another day, too"), "no": p_("button", "No more")}),
            keep=_keep_more,
            when=_may_name_more,
        ),
    ),
    _names,
)
DATES = (PERMITTED, FIRST_DAY, FIRM_DAYS)
