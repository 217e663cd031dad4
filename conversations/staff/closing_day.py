"""A centre closes: for a day, for hours of it, or one colleague is not there; three taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import DayOf, OneOf, Option, TimeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Goto, Next, Onward, Step
from conversations.staff.closing_card import KIND, closed_time, closing_message
from conversations.staff.member import label
from conversations.staff.span import LaterTime
from conversations.staff.whose import colleague_key
from locales.words import Count, Words, _, p_, say
from storage import closings
from storage.models import Closing
from storage.people import TEAM
from storage.team import members
from storage.work import Work

YES, PART, ONE, OTHER, WHOLE = "yes", "part", "one", "other", "whole"
NOON = time(13)
MOST = 40
STARTS = tuple(time(hour) for hour in range(8, 17))
ENDS = tuple(time(hour) for hour in range(9, 19))
# NOTE: Staff choose which part of a day the centre is closed.
PARTS: Mapping[str, Words] = {
    "morning": p_("button", "Before 13:00"),
    "afternoon": p_("button", "After 13:00"),
    OTHER: p_("button", "Other hours"),
    WHOLE: p_("button", "All day"),
}


@dataclass(frozen=True)
class Shut:
    """What is closed: the centre's day, local hours of it, or only one colleague's."""

    centre: str = ""
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    whom: int | None = None


def _closing(here: Here[Shut]) -> Closing:
    notes = here.notes
    return Closing(
        centre=notes.centre,
        on_date=notes.day or here.today,
        starts=notes.starts,
        ends=notes.ends,
        person_id=notes.whom,
    )


def _keep_day(here: Here[Shut], day: date) -> Step[Shut]:
    return Next(replace(here.notes, day=day))


def _ask_sure(here: Here[Shut]) -> Sequence[Words]:
    closing = _closing(here)
    found = len(closings.falling(here.work, closing))
    lines = [closed_time(here.work, closing)]
    lines.append(say(_("📅 Appointments that fall out: {count}"), count=Count(found)))
    if found:
        # NOTE: To staff, before they close a day on which people have appointments.
        lines.append(_("People are told, with other times to choose."))
    return lines


def _sure(here: Here[Shut]) -> Sequence[Option]:
    # NOTE: Buttons for staff who close a day: all of it, hours of it, or one colleague's.
    labels = {
        YES: p_("button", "✔️ Yes, close"),
        PART: p_("button", "🕒 Only some hours"),
        ONE: p_("button", "👤 Only one colleague"),
    }
    return [Option(key, words) for key, words in labels.items()]


def _keep_sure(here: Here[Shut], choice: str) -> Step[Shut]:
    return Next() if choice == YES else Goto("part" if choice == PART else "who")


def _keep_part(here: Here[Shut], part: str) -> Step[Shut]:
    if part == OTHER:
        return Goto("starts")
    starts = NOON if part == "afternoon" else None
    ends = NOON if part == "morning" else None
    return Goto("sure", replace(here.notes, starts=starts, ends=ends))


def _keep_starts(here: Here[Shut], at: time) -> Step[Shut]:
    return Goto("ends", replace(here.notes, starts=at, ends=None))


def _keep_ends(here: Here[Shut], at: time) -> Step[Shut]:
    return Goto("sure", replace(here.notes, ends=at))


def _begins(here: Here[Shut]) -> time | None:
    return here.notes.starts


def _colleagues(here: Here[Shut]) -> Sequence[Option]:
    found = members(here.work, here.notes.centre, TEAM)[:MOST]
    # NOTE: A button below names of colleagues: not one of them, the whole centre is closed.
    everybody = Option(WHOLE, p_("button", "The whole centre"))
    return [*(Option(str(key), label(here.work, key)) for key in found), everybody]


def _keep_who(here: Here[Shut], who: str) -> Step[Shut]:
    return Goto("sure", replace(here.notes, whom=None if who == WHOLE else int(who)))


def _finish(here: Here[Shut]) -> Sequence[Onward]:
    closing = closings.close(here.work, _closing(here), colleague_key(here))
    here.context.send(closing_message(here.work, closing), (KIND, closing.id))
    return ()


def _whose(work: Work, notes: Shut) -> str | None:
    return notes.centre


# NOTE: Questions to staff whose centre is closed on a day.
CLOSING_DAY: Flow[Shut] = Flow(
    "closing",
    (
        DayOf(name="day", text=one(_("Closed on which day?")), keep=_keep_day, today=True),
        OneOf(name="sure", text=_ask_sure, options=_sure, keep=_keep_sure),
        OneOf(
            name="part",
            text=one(_("Which part of the day is closed?")),
            options=choices(PARTS),
            keep=_keep_part,
            listed=False,
        ),
        TimeOf(
            name="starts",
            text=one(_("From what time?")),
            times=STARTS,
            keep=_keep_starts,
            listed=False,
        ),
        LaterTime(
            name="ends",
            text=one(_("Until what time?")),
            times=ENDS,
            earliest=_begins,
            too_early=_("The end must be after the beginning."),
            keep=_keep_ends,
            listed=False,
        ),
        OneOf(
            name="who",
            text=one(_("Who is not there?")),
            options=_colleagues,
            keep=_keep_who,
            listed=False,
        ),
    ),
    finish=_finish,
    notes=Shut,
    guard="/hours",
    scope=_whose,
)
