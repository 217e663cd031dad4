"""What happens near somebody this week, three things at a time, and "I come" with one tap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from conversations.cards.activity_day import (
    CANNOT,
    COME,
    JOIN,
    KIND,
    LETTER,
    UNWANT,
    Occasion,
    Stand,
    stand,
    week_message,
)
from conversations.cards.announcement import GONE, OTHERS
from conversations.cards.report import ANNOUNCEMENT
from conversations.everybody import home
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing, read
from conversations.kit.context import Context
from conversations.kit.elsewhere import renew
from conversations.kit.guard import CHANGED, REFUSED, press, sight
from conversations.kit.messages import Message
from conversations.kit.pages import page
from conversations.kit.position import Begun
from conversations.kit.steps import Onward, Start, Wait
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Words, _
from storage import announcements
from storage.activities import (
    find,
    is_over,
    next_day,
    sign_off,
    sign_up,
    takes_place,
    this_week,
)
from storage.models import Activity
from storage.places import gazetteer
from storage.rules.nearby import in_reach
from storage.signups import next_said
from storage.unwanted import unwant, unwanted_before
from storage.work import Work

MOST_SHOWN = 3
THIS_WEEK = _("This week near you:")
NOTHING = _("We have nothing near you this week.")
SOON = _("New things come often. Look again soon: /week")
TOASTS = {
    Stand.COMING: _("Thank you. See you there."),
    Stand.WAITING: _("You are on the waiting list."),
}


def show_week(context: Context, argument: str) -> Sequence[Onward]:
    """Show the nearest things to do, each with its button, a few at a time and those by date."""
    if isinstance(pressed := read(argument), Standing):
        return _come_after_all(context, pressed)
    found = page(_by_date(context), argument, MOST_SHOWN)
    cards = (
        (_on_day(context.work, context.actor, each, first), (KIND, each.activity.id))
        for each, first in zip(found.items, ((THIS_WEEK,), *[()] * len(found.items)), strict=False)
    )
    found.show(context, "week", cards)
    if not found.items:
        context.send(Message((NOTHING, SOON)))
    return ()


def _come_after_all(context: Context, pressed: Standing) -> Sequence[Onward]:
    """Finish the "I come" of somebody who had to agree first; show the day as it is now."""
    work, actor = context.work, context.actor
    activity = sight(work, actor, ACTIVITY, pressed.subject)
    if activity is None:
        return show_week(context, "")
    result = press(work, actor, {KIND: ACTIVITY}, pressed) if actor.person else Result()
    card = result.card or _card(work, actor, activity)
    context.send(card, (KIND, activity.id))
    for _kind, key in result.changed:
        renew(work, ANNOUNCEMENT, key, once=context.origin)
    return ()


def _by_date(context: Context) -> list[Occasion]:
    """Each activity once, with its next day, by date and the nearest of a day first.

    What is out of reach comes after the rest, and last what somebody does not want.
    """
    ags, plz = home.place_of(context)
    centre = home.own_centre(context)
    key = centre.key if centre else None
    nearest: dict[int, Occasion] = {}
    for each in this_week(context.work, ags, plz, key):
        nearest.setdefault(each.activity.id, Occasion(each.activity, each.on_date))
    unwanted = unwanted_before(context.work, context.chat.person_id)
    near = _reach(context, key)

    def place(each: Occasion) -> tuple[bool, bool, date]:
        return each.activity.id in unwanted, not near(each.activity), each.on_date

    return sorted(nearest.values(), key=place)


def _reach(context: Context, centre: str | None) -> Callable[[Activity], bool]:
    """Return what tells whether somebody gets to an activity; where no place is known, to all."""
    places, (ags, plz) = gazetteer(context.work), home.place_of(context)
    start, profile = places.spot(plz, ags), context.profile
    if start is None:
        return lambda activity: True
    mobility = frozenset(profile.mobility) if profile and profile.mobility is not None else None
    return lambda activity: in_reach(
        start, places.spot(activity.plz), mobility, own=activity.centre == centre
    )


def _find(work: Work, actor: Actor, activity_id: int) -> Activity | None:
    return find(work, activity_id)


def _whose(activity: Activity) -> str:
    return activity.centre


def _revision(activity: Activity) -> int:
    return activity.revision


def _card(work: Work, actor: Actor, activity: Activity) -> Message:
    """Show the next day somebody said yes to, else the next one there is."""
    said = next_said(work, activity, actor.person.id) if actor.person else None
    on_date = said or next_day(work, activity)
    if on_date is None:
        return Message((GONE, OTHERS))
    return _on_day(work, actor, Occasion(activity, on_date))


def _on_day(work: Work, actor: Actor, occasion: Occasion, first: Sequence[Words] = ()) -> Message:
    how = stand(work, actor.person, occasion)
    return week_message(work, occasion, how, first)


def _anew(work: Work, actor: Actor, activity: Activity, stamp: str) -> Message:
    return _on_day(work, actor, _occasion(activity, stamp))


def _occasion(activity: Activity, stamp: str) -> Occasion:
    return Occasion(activity, date.fromisoformat(stamp))


def _closed(work: Work, actor: Actor, activity: Activity, stamp: str) -> Result | None:
    """Lead who only looks to the consent; a day that is over takes no answer."""
    if actor.person is None:
        begun = Standing(KIND, activity.id, activity.revision, f"{COME}-{stamp}")
        return Result(steps=[Wait(Begun("week", str(begun)), Start("welcome"))])
    on_date = date.fromisoformat(stamp)
    if is_over(work, activity, on_date) or on_date > work.today + A_YEAR:
        return REFUSED
    return None if takes_place(activity, on_date) else Result(card=Message((GONE, OTHERS)))


def _come(work: Work, actor: Actor, activity: Activity, stamp: str) -> Result:
    person, occasion = actor.person, _occasion(activity, stamp)
    if person is None or stand(work, person, occasion) is Stand.WITH_A_PERSON:
        return Result(card=_on_day(work, actor, occasion))
    sign_up(work, activity, occasion.on_date, person.id)
    return _said(work, actor, occasion, TOASTS[stand(work, person, occasion)])


def _cannot(work: Work, actor: Actor, activity: Activity, stamp: str) -> Result:
    person, occasion = actor.person, _occasion(activity, stamp)
    if person is None or stand(work, person, occasion) not in TOASTS:
        return Result(card=_on_day(work, actor, occasion))
    sign_off(work, activity, occasion.on_date, person.id)
    return _said(work, actor, occasion, _("Thank you for telling us."))


def _unwant(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    """Put it behind everything else; who is coming sees that first."""
    who = actor.person
    if who is not None and next_said(work, activity, who.id):
        return Result(CHANGED)
    if who is not None:
        unwant(work, activity, who.id)
    return Result(_("Thank you for telling us."))


def _said(work: Work, actor: Actor, occasion: Occasion, toast: Words) -> Result:
    """Show the day as it is now; staff who announced it see the number move."""
    reports = [(ANNOUNCEMENT.kind, key) for key in announcements.about(work, occasion.activity.id)]
    return Result(toast, _on_day(work, actor, occasion), reports)


def _is_day(stamp: str) -> bool:
    try:
        return bool(date.fromisoformat(stamp))
    except ValueError:
        return False


A_YEAR = timedelta(days=366)
ACTIONS: Mapping[str, Action[Activity]] = {
    COME: Action(_come, _closed, accepts=_is_day),
    JOIN: Action(_come, _closed, accepts=_is_day),
    CANNOT: Action(_cannot, _closed, accepts=_is_day),
    UNWANT: Action(_unwant, stale=never),
}
ACTIVITY = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS, _anew)
OLD_NO = {"no": ACTIONS[UNWANT]}
PASSED = Subject("passed", "", _find, _whose, _revision, _card, OLD_NO, cards=KIND)
"""Buttons of announcements as release 0.1.0 wrote them."""
