"""What is near somebody this week, told unasked: up to three things in one silent message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from conversations.cards.activity import activity_place, activity_time, activity_title
from conversations.cards.activity_day import SAID, Occasion, Stand, stand
from conversations.cards.announcement import GONE
from conversations.cards.report import ANNOUNCEMENT
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.guard import CHANGED, REFUSED
from conversations.kit.messages import Button, Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Action, Result, Subject
from conversations.newcomer.week import THIS_WEEK, TOASTS
from locales.words import Count, Ltr, Words, _, p_, say
from storage import activities, announcements, nearby
from storage.activities import is_over, sign_off, sign_up, takes_place
from storage.models import Nearby, Person
from storage.rules.nearby import MOST
from storage.unwanted import unwant
from storage.work import Work

KIND, LETTER, REVISION = "near", "U", 1
COME, CANNOT, UNWANT = "come", "cannot", "unwant"
KNOWN = (Stand.COMING, Stand.WAITING, Stand.UNWANTED)
# NOTE: One of several things to do, with its number: the buttons below have the same number.
NUMBERED = _("<b>{code} {title}</b>")
# NOTE: Buttons below several things to do; {count} tells which of them.
LABELS = {
    COME: p_("button", "👍 I will come: {count}"),
    CANNOT: p_("button", "❌ I cannot come: {count}"),
    UNWANT: p_("button", "👎 Not for me: {count}"),
}
# NOTE: As before: all places of number {count} are taken.
WAITING_LIST = p_("button", "⏳ Waiting list: {count}")
# NOTE: Button: show everything there is to do this week.
ALL = p_("button", "👥 All of this week")
Place = tuple[int, Occasion]


def near_message(outgoing: Outgoing) -> Message | None:
    """Return what waits, as it is now; None where nothing of it is new to them any more."""
    work, person = outgoing.work, outgoing.person
    row = nearby.find(work, outgoing.row.subject or 0)
    if row is None or row.person_id != person.id or not person.activities_on:
        return None
    stands = [stand(work, person, occasion) for _number, occasion in _alive(work, row)]
    return _message(work, person, row) if set(stands) - {*KNOWN} else None


def _message(work: Work, person: Person, row: Nearby) -> Message:
    lines, rows = [THIS_WEEK], []
    for number, occasion in _alive(work, row):
        how = stand(work, person, occasion)
        lines += _lines(work, number, occasion, how)
        rows.append(tuple(_buttons(row, number, how)))
    if not rows:
        lines = [GONE]
    code = (NEAR.code(row.id),) if rows else ()
    return Message((*lines, *code), (*rows, (button(ALL, "week"),)))


def _lines(work: Work, number: int, occasion: Occasion, how: Stand) -> Iterator[Words]:
    activity = occasion.activity
    yield say(NUMBERED, code=Ltr(f"{number}."), title=activity_title(activity))
    if how in SAID:
        yield SAID[how]
    yield activity_time(activity, occasion.on_date)
    yield activity_place(work, activity)[0]
    if activity.childcare:
        yield _("🧸 Children are looked after.")


def _buttons(row: Nearby, number: int, how: Stand) -> Iterator[Button]:
    if how in (Stand.COMING, Stand.WAITING):
        yield _button(row, CANNOT, number)
    elif how is not Stand.WITH_A_PERSON:
        yield _button(row, COME, number, WAITING_LIST if how is Stand.FULL else None)
    if how in (Stand.FREE, Stand.FULL):
        yield _button(row, UNWANT, number)


def _button(row: Nearby, action: str, number: int, words: Words | None = None) -> Button:
    label = say(words or LABELS[action], count=Count(number))
    return NEAR.button(label, row.id, REVISION, f"{action}-{number}")


def _alive(work: Work, row: Nearby) -> list[Place]:
    """Return what takes place and is not over, each with the number it had from the beginning."""
    found = []
    for number, (key, _revision, day) in enumerate(row.shown or (), start=1):
        activity, on_date = activities.find(work, key), date.fromisoformat(day)
        if activity is None or not takes_place(activity, on_date):
            continue
        if not is_over(work, activity, on_date):
            found.append((number, Occasion(activity, on_date)))
    return found


def _occasion(work: Work, row: Nearby, argument: str) -> Occasion | None:
    return dict(_alive(work, row)).get(int(argument))


def _closed(work: Work, actor: Actor, row: Nearby, argument: str) -> Result | None:
    """What is over takes no answer; what changed is looked at before anybody is signed up."""
    occasion = _occasion(work, row, argument)
    if occasion is None:
        return REFUSED if int(argument) > len(row.shown or ()) else Result(CHANGED)
    if _is_new(row, occasion):
        _know(row, occasion)
        return Result(CHANGED)
    return None


def _is_new(row: Nearby, occasion: Occasion) -> bool:
    known = {key: revision for key, revision, _day in row.shown or ()}
    return known[occasion.activity.id] != occasion.activity.revision


def _know(row: Nearby, occasion: Occasion) -> None:
    """Note that they see it as it is now."""
    now = occasion.activity
    row.shown = [
        (key, now.revision if key == now.id else revision, day)
        for key, revision, day in row.shown or ()
    ]


Do = Callable[[Work, Person, Occasion], Words]


def _doing(do: Do) -> Action[Nearby]:
    """Do something with one of the things; staff who announced it see the number move."""

    def act(work: Work, actor: Actor, row: Nearby, argument: str) -> Result:
        occasion = _occasion(work, row, argument)
        if actor.person is None or occasion is None:
            return REFUSED
        toast = do(work, actor.person, occasion)
        reports = announcements.about(work, occasion.activity.id)
        return Result(toast, changed=[(ANNOUNCEMENT.kind, key) for key in reports])

    return Action(act, _closed, accepts=_is_number)


def _come(work: Work, person: Person, occasion: Occasion) -> Words:
    if stand(work, person, occasion) is Stand.WITH_A_PERSON:
        return SAID[Stand.WITH_A_PERSON]
    sign_up(work, occasion.activity, occasion.on_date, person.id)
    return TOASTS[stand(work, person, occasion)]


def _cannot(work: Work, person: Person, occasion: Occasion) -> Words:
    sign_off(work, occasion.activity, occasion.on_date, person.id)
    return THANKS


def _unwant(work: Work, person: Person, occasion: Occasion) -> Words:
    if stand(work, person, occasion) not in (Stand.COMING, Stand.WAITING):
        unwant(work, occasion.activity, person.id)
    return THANKS


THANKS = _("Thank you for telling us.")


def _is_number(argument: str) -> bool:
    return argument in {str(number) for number in range(1, MOST + 1)}


def _find(work: Work, actor: Actor, key: int) -> Nearby | None:
    return nearby.find(work, key)


def _whose(row: Nearby) -> str:
    return str(row.person_id)


def _revision(row: Nearby) -> int:
    return REVISION


def _card(work: Work, actor: Actor, row: Nearby) -> Message:
    """Show it to whose it is; the guard lets nobody else come here."""
    if actor.person is None:
        return Message((GONE,))
    return _message(work, actor.person, row)


ACTIONS = {COME: _doing(_come), CANNOT: _doing(_cannot), UNWANT: _doing(_unwant)}
NEAR = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)
