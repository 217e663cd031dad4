"""A colleague is away for a while, or another stands in for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from conversations.everybody import mediation
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf, Option
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Run, Step
from conversations.staff.member import label, whose
from locales.words import Day, _, p_, say
from storage import audit
from storage.people import TEAM
from storage.team import leave_until, member, members

NOBODY, OTHER = "nobody", "other"
SPANS = (1, 7, 14)
MOST = 40
"""Colleagues to choose a deputy from; a message bears a hundred buttons."""


@dataclass(frozen=True)
class Absent:
    """Who is away, and the last day of it where that was said."""

    who: int = 0
    last: date | None = None


@dataclass(frozen=True)
class Standin:
    """For whom a deputy is chosen."""

    who: int = 0


def _spans(here: Here[Absent]) -> Sequence[Option]:
    # NOTE: Buttons: the last day on which a colleague is away.
    label = p_("button", "📅 {day}")
    days = [here.today + timedelta(days=each) for each in SPANS]
    options = [Option(f"{day:%Y%m%d}", say(label, day=Day(day))) for day in days]
    # NOTE: Button below three days: a day that is not among them.
    return [*options, Option(OTHER, p_("button", "Another day"))]


def _keep_span(here: Here[Absent], value: str) -> Step[Absent]:
    if value == OTHER:
        return Next()
    day = date(int(value[:4]), int(value[4:6]), int(value[6:]))
    return Next(replace(here.notes, last=day))


def _keep_day(here: Here[Absent], day: date) -> Step[Absent]:
    return Next(replace(here.notes, last=day))


def _is_undated(here: Here[Absent]) -> bool:
    return here.notes.last is None


def _leave(here: Here[Absent]) -> Sequence[Onward]:
    who = member(here.work, here.notes.who)
    if who is not None and here.notes.last is not None:
        mediation.goes(here.work, who.person.id)
        leave_until(here.work, who, here.notes.last)
        audit.note(here.work, "colleague.away", _actor(here), who.person.id, who.scope)
    return [Run("team")]


def _colleagues(here: Here[Standin]) -> Sequence[Option]:
    """Offer who works with people: an admin and a mediator read nobody's thread."""
    who = member(here.work, here.notes.who)
    every = members(here.work, who.scope, TEAM) if who else []
    others = [each for each in every if each != here.notes.who][:MOST]
    options = [Option(str(key), label(here.work, key)) for key in others]
    # NOTE: On a button: no colleague stands in.
    return [*options, Option(NOBODY, p_("button", "Nobody"))]


def _keep_deputy(here: Here[Standin], value: str) -> Step[Standin]:
    who = member(here.work, here.notes.who)
    if who is not None:
        who.row.deputy_id = None if value == NOBODY else int(value)
        audit.note(here.work, "colleague.deputy", _actor(here), who.person.id, who.scope)
    return Next()


def _stand_in(here: Here[Standin]) -> Sequence[Onward]:
    # NOTE: To a colleague who chose a deputy, or said when somebody is back.
    here.send(Message((_("This is noted."),)))
    return [Run("team")]


def _actor(here: Here[object]) -> int | None:
    return here.person.id if here.person else None


# NOTE: To a colleague: how long somebody is not there.
AWAY: Flow[Absent] = Flow(
    "away",
    (
        OneOf(
            name="span",
            text=one(_("What is the last day they are away?")),
            options=_spans,
            keep=_keep_span,
        ),
        DayOf(
            name="last",
            text=one(_("On which day?")),
            keep=_keep_day,
            when=_is_undated,
            follows=True,
        ),
    ),
    finish=_leave,
    notes=Absent,
    counted=False,
    guard="colleague.away",
    scope=whose,
)
# NOTE: To a colleague: who answers when somebody is away, and reads what that colleague noted.
DEPUTY: Flow[Standin] = Flow(
    "deputy",
    (
        OneOf(
            name="deputy",
            text=one(_("Who stands in? This colleague reads the notes as well.")),
            options=_colleagues,
            keep=_keep_deputy,
        ),
    ),
    finish=_stand_in,
    notes=Standin,
    counted=False,
    guard="colleague.deputy",
    scope=whose,
)
