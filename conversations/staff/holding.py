"""The flow of an activity: a new one in ten taps, a copy in four, one part changed alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations import terms
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf, PlaceOf, ShortText
from conversations.kit.questions.pieces import YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Correct, Goto, Leave, Next, Onward, Start, Step
from conversations.staff import activity_questions as asks
from conversations.staff.activity_draft import CHANGE, Draft, built, changes, draft_of, whose
from conversations.staff.held import HELD, held_message
from conversations.staff.look import Look, alike_lines, alike_options, is_alike, look_lines
from conversations.staff.plan import OTHER
from conversations.staff.span import hours_of
from conversations.staff.usual import (
    capacity_options,
    centre_options,
    keep_town,
)
from locales.words import _, p_
from storage import activities, activities_ending, programme

FLOW = "hold"
SAVE, AMEND, CANCEL = "save", "change", "cancel"


def _keep_part(here: Here[Draft], part: str) -> Step[Draft]:
    if part != OTHER:
        return Correct(FLOW, part)
    return Leave() if here.notes.mode == CHANGE else Goto("look")


def _keep_alike(here: Here[Draft], choice: str) -> Step[Draft]:
    """Change what is there instead, or go on."""
    found = activities.find(here.work, int(choice)) if choice != OTHER else None
    if found is None:
        return Next(replace(here.notes, other=True))
    return Start(FLOW, draft_of(here.work, found, CHANGE))


def _keep_look(here: Here[Draft], choice: str) -> Step[Draft]:
    return Goto("part") if choice == AMEND else Next(replace(here.notes, save=choice == SAVE))


def _corrected(here: Here[Draft]) -> Sequence[Goto[Draft] | Onward]:
    return _change(here) if here.notes.mode == CHANGE else [Goto("look")]


def _finish(here: Here[Draft]) -> Sequence[Onward]:
    if here.notes.mode == CHANGE:
        return _change(here)
    if not here.notes.save:
        # NOTE: To staff, who described an activity and did not want it after all.
        here.send(Message((_("Nothing was saved."),)))
        return ()
    if not here.notes.is_complete:
        return [Start(FLOW, Draft(centre=here.notes.centre))]
    if asks.has_begun(here):
        return [Correct(FLOW, "day")]
    activity = built(here.context, here.notes)
    programme.hold(here.work, activity, here.context.chat.person_id)
    return _shown(here, activity.id)


def _change(here: Here[Draft]) -> Sequence[Onward]:
    """Write what was changed alone; who said "I come" hears of it, but not of a longer time."""
    work, notes = here.work, here.notes
    activity = activities.find(work, notes.key)
    if activity is None or activity.revision != notes.revision:
        here.send(Message((CHANGED,)))
    elif notes.is_complete:
        found = changes(activity, built(here.context, notes))
        for name, value in found.items():
            setattr(activity, name, value)
        if found.keys() == {"until"}:
            activities_ending.prolong(work, activity, found["until"])
        elif found:
            activities.save_activity(work, activity)
    return _shown(here, notes.key)


def _shown(here: Here[Draft], key: int) -> Sequence[Onward]:
    activity = activities.find(here.work, key)
    if activity is not None:
        card = held_message(here.work, here.context.actor, activity)
        here.context.send(card, (HELD.kind, key))
    return ()


# NOTE: Questions to staff about an activity of their centre.
HOLD: Flow[Draft] = Flow(
    FLOW,
    (
        OneOf(
            name="part",
            text=one(_("What would you like to change?")),
            options=asks.part_options,
            keep=_keep_part,
            when=lambda here: not asks.is_kept_anew(here),
            columns=2,
        ),
        OneOf(
            name="centre",
            text=one(_("For which centre?")),
            options=centre_options,
            keep=into("centre"),
            when=asks.chooses_centre,
        ),
        OneOf(
            name="kind",
            text=one(_("What is it?")),
            options=asks.kind_options,
            keep=into("kind"),
            when=asks.is_new,
            columns=2,
        ),
        OneOf(
            name="rhythm",
            text=one(_("Is it every week?")),
            options=choices(asks.RHYTHMS),
            keep=asks.keep_rhythm,
            when=asks.is_kept_anew,
        ),
        OneOf(
            name="weekday",
            text=one(_("On which day?")),
            options=asks.weekday_options,
            keep=into("weekdays"),
            when=asks.asks_weekday,
            follows=True,
            columns=2,
        ),
        DayOf(
            name="day",
            text=one(_("On which day?")),
            keep=into("day"),
            when=asks.asks_day,
            follows=True,
        ),
        *hours_of(asks.keep_start, when=asks.is_new, open_end=asks.asks_end),
        OneOf(
            name="place",
            text=one(_("Where?")),
            options=asks.place_of,
            keep=asks.keep_place,
            when=asks.is_new,
        ),
        PlaceOf(
            name="town",
            text=one(_("In which place?")),
            preset=lambda here: None,
            keep=keep_town,
            when=asks.asks_place,
            follows=True,
        ),
        ShortText(
            name="street",
            text=one(_("Which street and house? Please write it in German.")),
            keep=into("street"),
            when=asks.asks_place,
            follows=True,
            longest=120,
        ),
        asks.PointOf(
            name="point",
            text=one(_("Where exactly? Send the point on the map: 📎, then location.")),
            keep=asks.keep_point,
            when=asks.asks_place,
            follows=True,
            skippable=True,
        ),
        OneOf(
            name="alike",
            text=alike_lines,
            options=alike_options,
            keep=_keep_alike,
            when=is_alike,
        ),
        OneOf(
            name="childcare",
            text=one(_("Is there child care?")),
            options=choices(YES_NO),
            keep=yes_into("childcare"),
            when=asks.is_new,
        ),
        OneOf(
            name="capacity",
            text=one(_("How many people can come?")),
            options=capacity_options,
            keep=into("capacity"),
            when=asks.is_new,
            columns=3,
        ),
        Look(
            name="look",
            text=look_lines,
            options=choices(
                {
                    SAVE: p_("button", "✔️ Save"),
                    AMEND: p_("button", "✏️ Change"),
                    CANCEL: p_("button", "Cancel"),
                }
            ),
            keep=_keep_look,
            when=asks.is_kept_anew,
        ),
        ShortText(
            name="title",
            text=one(_("What is its German name, as on the paper?")),
            keep=into("title"),
            longest=80,
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
            name="german",
            text=one(_("How much German is needed?")),
            options=choices(terms.GERMAN),
            keep=into("german"),
            listed=False,
        ),
        asks.UntilOf(
            name="until",
            text=one(_("Until which day is it valid?")),
            keep=into("until"),
            listed=False,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
    notes=Draft,
    guard="/activity",
    scope=whose,
)
