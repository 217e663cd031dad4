"""A firm says that somebody begins there, and on which day; the centre does what comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from conversations.cards.firm import contact_lines
from conversations.employer.about import About, current, goes_on, left, whose
from conversations.employer.naming import TIMES
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import DayOf, TimeOf
from conversations.kit.questions.pieces import one
from conversations.kit.questions.when import day_again
from conversations.kit.steps import Goto, Next, Onward, Step
from locales.words import Words, _
from storage import offers
from storage.introductions import firm_said, lists, planned, steps
from storage.introductions.steps import Facts
from storage.rules.stages import Move, Side

N = TypeVar("N")
# NOTE: To a firm that typed a day that is not possible yet; nobody says why. Its contact follows.
AGREE_FIRST = _("Please agree this first day with the centre.")
# NOTE: To a firm: it wanted to take somebody, and all places of its offer are given already.
FULL = _("All places of this offer are taken. Please say first how many there are: /myoffers")


def _ask_day(here: Here[About]) -> Sequence[Words]:
    """Ask for the day; whom to talk with about it stands below."""
    found = current(here)
    offer = offers.find(here.work, found.offer_id) if found else None
    return (
        _("🎉 We are glad. Which day is the first one?"),
        _("Before that the centre does what is needed."),
        *(contact_lines(here.work, offer.employer) if offer else ()),
    )


def _keep(here: Here[About], day: date) -> Step[About]:
    return Next(replace(here.notes, day=day.isoformat()))


def _last(here: Here[About]) -> date | None:
    """Return the last day on which the permission for this job holds."""
    found = current(here)
    return found.permit_until if found else None


def _keep_hour(here: Here[About], at: time) -> Step[About]:
    return Next(replace(here.notes, hour=f"{at:%H%M}"))


def first_hour(keep: Callable[[Here[N], time], Step[N]]) -> TimeOf[N]:
    """Ask when a first day begins, for the person alone: it decides nothing."""
    text = one(_("When does it begin?"))
    return TimeOf(name="hour", text=text, times=TIMES, keep=keep, skippable=True)


def _finish(here: Here[About]) -> Sequence[Goto[About] | Onward]:
    """Let the start take effect in a minute; after a day to look the permission comes first."""
    if again := day_again(here, [here.notes.day], replace(here.notes, day="", hour="")):
        return again
    found, work = current(here), here.work
    if found is None:
        return goes_on(here, moved=False)
    facts = Facts(starts_on=date.fromisoformat(here.notes.day))
    stage = steps.leads_to(work, found, Move.START, facts)
    if stage is None:
        return goes_on(here, moved=False)
    if lists.lacks_place(work, found, stage):
        return goes_on(here, moved=False, why=FULL)
    begins = planned.begins(Side.FIRM, here.notes.day, here.notes.hour)
    firm_said.begin(work, found, begins)
    return goes_on(here, moved=True)


BEGINS: Flow[About] = Flow(
    "begins",
    (
        DayOf(
            name="day",
            text=_ask_day,
            keep=_keep,
            last=_last,
            later=AGREE_FIRST,
        ),
        first_hour(_keep_hour),
    ),
    finish=_finish,
    notes=About,
    counted=False,
    guard="candidate.begins",
    scope=whose,
    left=left,
)
