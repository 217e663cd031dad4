"""/activity: what a centre holds, what ends first first; a new one from here."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.activity import activity_time
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.steps import Onward, Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.activity_draft import Draft
from conversations.staff.held import (
    CLOSED,
    LIST,
    PAUSED,
    REVISION,
    coming_lines,
    held_message,
    open_button,
)
from conversations.staff.look import named, valid_until
from conversations.staff.scope import centre_name, scope
from locales.words import Words, _, p_, say
from storage import activities, programme
from storage.models import Activity
from storage.work import Work

MOST, NEW = 6, "new"
# NOTE: One activity in the list of staff: its name with its code.
BOLD = _("<b>{title}</b>")


def show_activities(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show what the centre holds; with `new` ask about one more."""
    centre = scope(context.actor)
    if argument == NEW:
        return [Start("hold", Draft(centre=centre))]
    context.send(_list(context.work, centre, argument))
    return ()


def _list(work: Work, centre: str | None, argument: str) -> Message:
    every = programme.of_centre(work, centre)
    shown = page(every, argument, MOST)
    # NOTE: Above what a centre holds: courses, meetings, groups.
    title = say(_("<b>Activities: {centre}</b>"), centre=centre_name(work, centre))
    about = [line for each in shown.items for line in _lines(work, each)]
    # NOTE: To staff: their centre holds no activity.
    nothing = () if shown.items else (_("Nothing yet."),)
    # NOTE: Button below the list of activities.
    new = button(p_("button", "➕ A new activity"), f"activity-{NEW}")
    following = every[shown.number * MOST :][:1]
    more = [LISTED.button(NEXT, each.id, REVISION, "page") for each in following]
    rows = stacked([*map(open_button, shown.items), new, *more])
    return Message((title, *nothing, *about, *shown.counted()), rows)


def _page_of(work: Work, actor: Actor, activity: Activity) -> Message:
    """Show the page of the list on which an activity stands."""
    centre = scope(actor)
    keys = [each.id for each in programme.of_centre(work, centre)]
    at = keys.index(activity.id) if activity.id in keys else 0
    return _list(work, centre, str(at // MOST + 1))


def _lines(work: Work, activity: Activity) -> list[Words]:
    """Say what it is, when next, how many come, until when; or that it does not take place."""
    lines, day = [say(BOLD, title=named(activity))], activities.next_day(work, activity)
    if activity.cancelled_at is not None:
        return [*lines, PAUSED if activity.rests else CLOSED]
    when = [activity_time(activity, day), *coming_lines(work, activity)] if day else []
    return [*lines, *when, valid_until(activity)]


def _show(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result(card=held_message(work, actor, activity), looks=True)


def _page(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result(looks=True)


def _find(work: Work, actor: Actor, key: int) -> Activity | None:
    return activities.find(work, key)


def _whose(activity: Activity) -> str:
    return activity.centre


def _revision(activity: Activity) -> int:
    return REVISION


ACTIONS = {"show": Action(_show, stale=never), "page": Action(_page, stale=never)}
LISTED: Subject[Activity] = Subject(
    LIST, "", _find, _whose, _revision, _page_of, ACTIONS, is_list=True
)
