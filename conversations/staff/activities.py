"""/activity: what a centre holds, what ends first first; a new one from here."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.activity import activity_time
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward, Start
from conversations.staff.draft import Draft
from conversations.staff.held import CLOSED, HELD, PAUSED, coming_lines
from conversations.staff.look import named, valid_until
from conversations.staff.scope import centre_name, scope
from locales.words import Ltr, Words, _, p_, say
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


def activities_message(work: Work, actor: Actor) -> Message:
    """Return the first page of the list, as it is now."""
    return _list(work, scope(actor), "")


def _list(work: Work, centre: str | None, argument: str) -> Message:
    shown = page(programme.of_centre(work, centre), argument, MOST)
    # NOTE: Above what a centre holds: courses, meetings, groups.
    title = say(_("<b>Activities: {centre}</b>"), centre=centre_name(work, centre))
    about = [line for each in shown.items for line in _lines(work, each)]
    # NOTE: To staff: their centre holds no activity.
    nothing = () if shown.items else (_("There is nothing yet."),)
    # NOTE: Button below the list of activities.
    new = button(p_("button", "➕ A new activity"), f"activity-{NEW}")
    rows = (*stacked([*map(_button, shown.items), new]), *shown.more("activity"))
    return Message((title, *nothing, *about, *shown.counted()), rows)


def _button(activity: Activity) -> Button:
    # NOTE: On a button: opens the activity with this code.
    label = p_("button", "Open {code}")
    words = say(label, code=Ltr(f"{HELD.letter}{activity.id}"))
    return HELD.button(words, activity.id, activity.revision, "open")


def _lines(work: Work, activity: Activity) -> list[Words]:
    """Say what it is, when next, how many come, until when; or that it does not take place."""
    lines, day = [say(BOLD, title=named(activity))], activities.next_day(work, activity)
    if activity.cancelled_at is not None:
        return [*lines, PAUSED if activity.rests else CLOSED]
    when = [activity_time(activity, day), *coming_lines(work, activity)] if day else []
    return [*lines, *when, valid_until(activity)]
