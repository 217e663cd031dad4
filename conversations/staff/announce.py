"""Announce a course or an event: coded answers, so the card speaks every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from conversations.cards.report import NOTHING
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf, Option, PlaceOf, ShortText
from conversations.kit.questions.pieces import YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Correct, Goto, Next, Onward, Run, Step
from conversations.staff.announced import SENT
from conversations.staff.courses import EXTRA, KNOWN, kinds
from conversations.staff.plan import OTHER, Plan, home_name, own_centre
from conversations.staff.preview import CHANGE, LATER, SEND, Preview
from conversations.staff.scope import scope
from conversations.staff.sending import moments, read, send
from conversations.staff.span import hours_of
from conversations.staff.usual import (
    capacity_options,
    centre_options,
    keep_town,
    place_options,
)
from locales.words import Words, _, p_
from storage.rules.clock import to_local
from storage.work import Work

EXTRAS, PEOPLE = "extras", "people"
# NOTE: Staff choose which part of an announcement to change.
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "day": p_("button", "Day"),
    "start": p_("button", "Time"),
    "place": p_("button", "Place"),
    "childcare": p_("button", "Child care"),
    "free": p_("button", "Cost"),
    "capacity": p_("button", "Places"),
    PEOPLE: p_("button", "For whom"),
}


def _keep_kind(here: Here[Plan], choice: str) -> Step[Plan]:
    if choice == SENT:
        return Run("announce", SENT)
    if choice.startswith(KNOWN):
        return Goto("preview", replace(here.notes, activity=int(choice.removeprefix(KNOWN))))
    return Next(replace(here.notes, kind=choice, activity=None))


def _keep_extras(here: Here[Plan], choice: str) -> Step[Plan]:
    free, _line, care = choice.partition("_")
    return Next(replace(here.notes, free=free == "free", childcare=bool(care)))


def _places(here: Here[Plan]) -> Sequence[Option]:
    return place_options(home_name(here.context, here.notes))


def _keep_place(here: Here[Plan], choice: str) -> Step[Plan]:
    return Next(replace(here.notes, elsewhere=choice == OTHER))


def _keep_day(here: Here[Plan], day: date) -> Step[Plan]:
    planned = replace(here.notes, day=day)
    return Goto("start", planned) if _has_begun(replace(here, notes=planned)) else Next(planned)


def _has_begun(here: Here[Plan]) -> bool:
    """Tell whether it would have begun before anybody hears of it."""
    begins, day = here.notes.start, here.notes.day
    if begins is None or day is None:
        return False
    heard = here.work.waking(here.work.now + here.work.limits.undo)
    over = to_local(heard, here.work.zone.key)
    return (day, begins) <= (over.date(), over.time().replace(tzinfo=None))


def _is_elsewhere(here: Here[Plan]) -> bool:
    return here.notes.elsewhere


def _chooses_centre(here: Here[object]) -> bool:
    return scope(here.context.actor) is None


def _whose(work: Work, plan: Plan) -> str | None:
    return plan.centre


def _keep_choice(here: Here[Plan], choice: str) -> Step[Plan]:
    if choice == CHANGE:
        return Goto("part")
    if choice == LATER:
        return Goto("later")
    return Next(replace(here.notes, send=choice == SEND, at=None))


def _keep_later(here: Here[Plan], value: str) -> Step[Plan]:
    return Next(replace(here.notes, send=True, at=read(value)))


def _parts(here: Here[Plan]) -> Sequence[Option]:
    """What is planned already is changed where it was planned; who reads it can be chosen."""
    names = [PEOPLE] if here.notes.activity is not None else PARTS
    return [Option(name, PARTS[name]) for name in names]


def _keep_part(here: Here[Plan], part: str) -> Step[Plan]:
    return Correct("announce", part)


def _keep_people(here: Here[Plan], key: str) -> Step[Plan]:
    own = key == own_centre(here.context, here.notes)
    return Next(replace(here.notes, people=None if own else key))


def _corrected(here: Here[Plan]) -> Sequence[Goto[Plan]]:
    return [Goto("preview")]


def _finish(here: Here[Plan]) -> Sequence[Onward]:
    if not here.notes.send:
        here.send(Message((NOTHING,)))
        return ()
    if not here.notes.is_complete:
        return [Run("announce")]
    if here.notes.activity is None and _has_begun(here):
        return [Correct("announce", "day")]
    send(here)
    return ()


# NOTE: Questions to staff who announce a course.
ANNOUNCE: Flow[Plan] = Flow(
    "announce",
    (
        OneOf(
            name="centre",
            text=one(_("For which centre?")),
            options=centre_options,
            keep=into("centre"),
            when=_chooses_centre,
        ),
        OneOf(
            name="kind",
            text=one(_("What would you like to announce?")),
            options=kinds,
            keep=_keep_kind,
            columns=2,
        ),
        DayOf(name="day", text=one(_("On which day?")), keep=_keep_day),
        *hours_of(into("start")),
        OneOf(
            name="place",
            text=one(_("Where?")),
            options=_places,
            keep=_keep_place,
            listed=False,
        ),
        PlaceOf(
            name="town",
            text=one(_("In which place?")),
            preset=lambda here: None,
            keep=keep_town,
            when=_is_elsewhere,
            follows=True,
        ),
        ShortText(
            name="street",
            text=one(_("Which street and house? Please write it in German.")),
            keep=into("street"),
            when=_is_elsewhere,
            follows=True,
            longest=120,
        ),
        OneOf(
            name=EXTRAS,
            text=one(_("Is it free? Is there child care?")),
            options=choices(EXTRA),
            keep=_keep_extras,
        ),
        OneOf(
            name="childcare",
            text=one(_("Is there child care?")),
            options=choices(YES_NO),
            keep=yes_into("childcare"),
            listed=False,
        ),
        OneOf(
            name="free",
            text=one(_("Is it free of charge?")),
            options=choices(YES_NO),
            keep=yes_into("free"),
            listed=False,
        ),
        OneOf(
            name="capacity",
            text=one(_("How many people can come?")),
            options=capacity_options,
            keep=into("capacity"),
            columns=3,
        ),
        Preview(name="preview", keep=_keep_choice),
        OneOf(
            name="part",
            text=one(_("What would you like to change?")),
            options=_parts,
            keep=_keep_part,
            columns=2,
            listed=False,
        ),
        OneOf(
            name=PEOPLE,
            text=one(_("For the people of which centre?")),
            options=centre_options,
            keep=_keep_people,
            listed=False,
        ),
        OneOf(
            name="later",
            text=one(_("When does it go out?")),
            options=moments,
            keep=_keep_later,
            listed=False,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
    notes=Plan,
    guard="/announce",
    scope=_whose,
)
