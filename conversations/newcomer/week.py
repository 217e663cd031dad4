"""What happens near somebody this week: up to three things to do, and "I come" with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.cards.activity_day import (
    CANNOT,
    COME,
    JOIN,
    KIND,
    LETTER,
    Occasion,
    Stand,
    stand,
    week_message,
)
from conversations.cards.report import count_changed
from conversations.everybody import home
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.standing import CHANGED, CLOSED, Subject
from conversations.kit.steps import Onward, Start
from locales.words import Words, _
from storage.activities import find, is_over, sign_off, sign_up, takes_place, this_week
from storage.models import Activity
from storage.signups import next_said

MOST_SHOWN = 3
THIS_WEEK = _("This week near you:")
NOTHING = _("We have nothing near you this week.")
SOON = _("New things come often. Look again soon: /week")
GONE = _("❌ This does not take place. We are sorry.")
OTHERS = _("Other things to do: /week")
TOASTS = {
    Stand.COMING: _("Thank you. See you there."),
    Stand.WAITING: _("You are on the waiting list."),
}


def show_week(context: Context, argument: str) -> Sequence[Onward]:
    """Show the nearest things to do, each with its button."""
    occasions = _nearest(context)
    for number, occasion in enumerate(occasions):
        first = (THIS_WEEK,) if number == 0 else ()
        context.send(_card(context, occasion, first))
    if not occasions:
        context.send(Message((NOTHING, SOON)))
    return ()


def _nearest(context: Context) -> list[Occasion]:
    """Each activity once, with its next day."""
    ags, plz = home.place_of(context)
    centre = home.own_centre(context)
    key = centre.key if centre else None
    found: dict[int, Occasion] = {}
    for each in this_week(context.work, ags, plz, key):
        found.setdefault(each.activity.id, Occasion(each.activity, each.on_date))
    return list(found.values())[:MOST_SHOWN]


def _press(context: Context, pressed: Standing) -> Sequence[Onward] | Words | None:
    verb, _dash, stamp = pressed.action.partition("-")
    activity = find(context.work, pressed.subject)
    if activity is None or verb not in (COME, CANNOT, JOIN):
        return CLOSED
    if context.person is None:
        return [Start("welcome")]
    on_date = _read(stamp) if stamp else _next_day(context, activity, verb)
    if on_date is None or is_over(context.work, activity, on_date):
        return CLOSED
    return _answer(context, Occasion(activity, on_date), pressed, verb)


def _answer(context: Context, occasion: Occasion, pressed: Standing, verb: str) -> Words | None:
    if not takes_place(occasion.activity, occasion.on_date):
        context.show(Message((GONE, OTHERS)))
        return None
    if pressed.revision != occasion.activity.revision:
        context.show(_card(context, occasion))
        return CHANGED
    toast = _carry_out(context, occasion, verb)
    count_changed(context, occasion.activity.id)
    context.show(_card(context, occasion))
    return toast


def _carry_out(context: Context, occasion: Occasion, verb: str) -> Words | None:
    how = stand(context.work, context.person, occasion)
    if context.person is None or how is Stand.WITH_A_PERSON:
        return None
    if verb == CANNOT:
        if how not in TOASTS:
            return None
        sign_off(context.work, occasion.activity, occasion.on_date, context.person.id)
        return _("Thank you for telling us.")
    sign_up(context.work, occasion.activity, occasion.on_date, context.person.id)
    return TOASTS[stand(context.work, context.person, occasion)]


def _card(context: Context, occasion: Occasion, first: Sequence[Words] = ()) -> Message:
    how = stand(context.work, context.person, occasion)
    return week_message(context.work, occasion, how, first)


def _read(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp)
    except ValueError:
        return None


def _next_day(context: Context, activity: Activity, verb: str) -> date | None:
    """Return the day a typed answer means: the next one, or the next one said yes to."""
    if verb == CANNOT:
        return next_said(context.work, activity, context.chat.person_id)
    week = this_week(context.work, None, None, None)
    days = [each.on_date for each in week if each.activity.id == activity.id]
    return min(days, default=None)


def _offered(context: Context, activity_id: int) -> Sequence[str]:
    """Return what the one button of the card means now."""
    activity = find(context.work, activity_id)
    on_date = _next_day(context, activity, CANNOT) if activity else None
    return (CANNOT,) if on_date else (COME,)


def _revision(context: Context, activity_id: int) -> int | None:
    activity = find(context.work, activity_id)
    return activity.revision if activity else None


ACTIVITY = Subject(KIND, LETTER, _offered, _press, _revision)
