"""An activity as staff of its centre see it: who comes, until when, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations import terms
from conversations.cards.activity import activity_lines, activity_place, activity_title
from conversations.cards.coming import OTHERS
from conversations.cards.notice import called
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED, DONE, UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.activity_draft import CHANGE, COPY, draft_of
from conversations.staff.activity_questions import weekday
from conversations.staff.look import valid_until
from conversations.staff.member import called as called_colleague
from conversations.staff.scope import scope
from locales.words import Count, Ltr, Words, _, p_, say
from storage import activities, programme
from storage.models import Activity
from storage.programme import can_take_back, is_open
from storage.work import Work

KIND, LETTER, YES = "held", "D", "yes"
LIST, REVISION = "programme", 1
"""The list of what a centre holds, as a subject."""
GUESTS = 20
# NOTE: To staff: the activity does not take place until somebody opens it again.
PAUSED = _("⏸️ It is paused.")
# NOTE: To staff: the activity does not take place any more.
CLOSED = _("🏁 It ended.")
# NOTE: Buttons below an activity, for staff of its centre.
LABELS = {
    "change": p_("button", "✏️ Change"),
    "confirm": p_("button", "✅ It goes on"),
    "who": p_("button", "👥 Who comes"),
    "copy": p_("button", "📄 One more like it"),
    "pause": p_("button", "⏸️ Pause it"),
    "close": p_("button", "🏁 Let it end"),
    "reopen": p_("button", "▶️ Open it again"),
    UNDO: p_("button", "↩️ Take it back"),
}


def held_message(
    work: Work, actor: Actor, activity: Activity, first: Sequence[Words] = ()
) -> Message:
    """Show an activity to staff, with what can be done now."""
    lines = [*first, *_state(work, activity), *_facts(work, activity)]
    if activity.owner_id is not None:
        owner = called_colleague(work, activity.owner_id)
        # NOTE: To staff: the colleague who is asked before the activity ends.
        lines.append(say(_("👤 Looks after it: {name}"), name=owner))
    buttons = [_button(activity, name) for name in _possible(work, activity)]
    return Message((*lines, HELD.code(activity.id)), stacked(buttons), private=True)


def _facts(work: Work, activity: Activity) -> list[Words]:
    """Return the card as people read it, with its next day, how many come, and until when."""
    day = activities.next_day(work, activity)
    lines = [activity_title(activity)]
    if day is not None:
        lines = [*activity_lines(activity, day, activity_place(work, activity))]
        lines += coming_lines(work, activity)
    if activity.weekdays:
        days = terms.joined([weekday(each.strip()) for each in activity.weekdays.split(",")])
        # NOTE: To staff: the days of the week on which an activity takes place.
        lines.append(say(_("🔁 Every week: {days}"), days=days))
    return [*lines, valid_until(activity)]


def coming_lines(work: Work, activity: Activity) -> list[Words]:
    """Say how many come to the next day, of how many who can, and how many wait."""
    day = activities.next_day(work, activity)
    if day is None:
        return []
    number, places = activities.coming(work, activity, day)
    waiting = sum(each.waiting for each in programme.guests(work, activity))
    # NOTE: To staff: how many people wait for a place.
    waits = [say(_("On the waiting list: {count}"), count=Count(waiting))] if waiting else []
    if places is None:
        return [say(_("Coming: {count}"), count=Count(number)), *waits]
    both = {"count": Count(number), "places": Count(places)}
    return [say(_("Coming: {count} of {places}"), **both), *waits]


def _state(work: Work, activity: Activity) -> list[Words]:
    if activity.cancelled_at is not None:
        return [PAUSED if activity.rests else CLOSED]
    if activity.out_at is None or not can_take_back(work, activity):
        return []
    at = activity.out_at.astimezone(work.zone)
    # NOTE: To staff, for a minute after they saved it: nobody sees it before {time}.
    return [say(_("⏳ People see it from {time}."), time=Ltr(f"{at:%H:%M}"))]


def _possible(work: Work, activity: Activity) -> list[str]:
    if can_take_back(work, activity):
        return [UNDO, "change"]
    if not is_open(work, activity):
        again = activity.on_date is None or activity.on_date >= work.today
        return ["reopen", "copy"] if again else ["copy"]
    weekly = activity.weekdays is not None
    own = ["confirm", "pause"] if weekly else []
    return ["change", "who", *own, "close", "copy"]


def _button(activity: Activity, name: str) -> Button:
    return HELD.button(LABELS[name], activity.id, activity.revision, name)


def _guests(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    """Name who comes of the own centre; others are counted."""
    centre, every = scope(actor), programme.guests(work, activity)
    own = [each for each in every if centre in (None, each.centre)]
    shown = page(own, argument, GUESTS)
    lines = [activity_title(activity), *coming_lines(work, activity)]
    # NOTE: To staff: somebody who has no place yet; {who} is a name and a code.
    waits = _("⏳ {who}")
    for each in shown.items:
        who = called(work, each.person_id)
        lines.append(say(waits, who=who) if each.waiting else who)
    if others := len(every) - len(own):
        lines.append(say(OTHERS, count=Count(others)))
    more = [_more(activity, shown.number + 1)] if shown.rest else []
    card = Message(
        (*lines, *shown.counted()), stacked([*more, open_button(activity)]), private=True
    )
    return Result(card=card, looks=True)


def _more(activity: Activity, number: int) -> Button:
    return HELD.button(NEXT, activity.id, activity.revision, f"who-{number}")


def open_button(activity: Activity) -> Button:
    """Return the button that shows the card, from a list or from who comes."""
    # NOTE: On a button: opens the activity with this code.
    label = say(p_("button", "Open {code}"), code=Ltr(f"{LETTER}{activity.id}"))
    return Button(label, str(Standing(LIST, activity.id, REVISION, "show")))


def _open(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result(looks=True)


def _change(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result(steps=[Start("hold", draft_of(work, activity, CHANGE))])


def _copy(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return Result(steps=[Start("hold", draft_of(work, activity, COPY))])


def _confirm(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    programme.confirm(work, activity)
    return Result(DONE)


def _pause(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return _ends(work, activity, "pause", argument, programme.pause)


def _close(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    return _ends(work, activity, "close", argument, programme.close)


def _ends(
    work: Work, activity: Activity, name: str, argument: str, do: Callable[[Work, Activity], None]
) -> Result:
    """Do it; where somebody hears of it at once, ask first."""
    told = programme.signed_up(work, activity)
    if told and argument != YES:
        # NOTE: To staff, before an activity is paused or closed; the buttons: do it, or go back.
        ask = say(_("People who said they come: {count}. They are told now."), count=Count(told))
        data = (activity.id, activity.revision, f"{name}-{YES}")
        buttons = [HELD.button(LABELS[name], *data), open_button(activity)]
        card = Message((activity_title(activity), ask), stacked(buttons))
        return Result(card=card, looks=True)
    do(work, activity)
    return Result(DONE)


def _reopen(work: Work, actor: Actor, activity: Activity, argument: str) -> Result:
    programme.reopen(work, activity)
    return Result(DONE)


def _if(name: str) -> Callable[[Work, Actor, Activity, str], Result | None]:
    """Do it only while its button would be shown."""

    def closed(work: Work, actor: Actor, activity: Activity, argument: str) -> Result | None:
        return None if name in _possible(work, activity) else Result(CHANGED)

    return closed


def _find(work: Work, actor: Actor, key: int) -> Activity | None:
    return activities.find(work, key)


def _whose(activity: Activity) -> str:
    return activity.centre


def _revision(activity: Activity) -> int:
    return activity.revision


def _is_page(argument: str) -> bool:
    return not argument or argument.isdecimal()


def _is_yes(argument: str) -> bool:
    return argument in ("", YES)


ACTIONS = {
    "open": Action(_open),
    "change": Action(_change, _if("change")),
    "confirm": Action(_confirm, _if("confirm")),
    "who": Action(_guests, accepts=_is_page),
    "copy": Action(_copy),
    "pause": Action(_pause, _if("pause"), accepts=_is_yes),
    "close": Action(_close, _if("close"), accepts=_is_yes),
    "reopen": Action(_reopen, _if("reopen")),
    UNDO: Action(_close, _if(UNDO)),
}
HELD: Subject[Activity] = Subject(KIND, LETTER, _find, _whose, _revision, held_message, ACTIONS)
