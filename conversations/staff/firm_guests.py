"""Which firms come to what was announced: staff see it, and answer for who said it on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.cards.activity import activity_title
from conversations.cards.firm_notice import called_at
from conversations.cards.report_lines import firm_lines
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED, DONE
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Name, Words, _, p_, say
from storage import activities, audit, firms_invited
from storage.models import Activity, Employer, FirmInvited
from storage.work import Work

KIND, SHOW, REVISION, MOST = "firm_guest", "show", 1, 5
# NOTE: Buttons for staff below the list of firms that were invited, for what a firm said.
LABELS = {
    "yes": p_("button", "✅ {employer} comes"),
    "no": p_("button", "❌ {employer} does not come"),
}
# NOTE: To staff, in the list of firms that were invited: what a firm said.
STATES = {
    True: _("✅ {employer}: comes"),
    False: _("❌ {employer}: does not come"),
    None: _("⏳ {employer}: no answer yet"),
}


@dataclass(frozen=True)
class Guest:
    """A firm that was invited, and to what."""

    asked: FirmInvited
    activity: Activity


def _card(work: Work, actor: Actor, guest: Guest) -> Message:
    """Show the page of the list on which a firm stands; whom nobody can ask here is called."""
    every = firms_invited.of_activity(work, guest.activity.id)
    keys = [asked.id for asked, _firm in every]
    shown = page(every, str(keys.index(guest.asked.id) // MOST + 1), MOST)
    lines = [activity_title(guest.activity), *firm_lines(work, guest.activity)]
    buttons = []
    for asked, firm in shown.items:
        lines.append(say(STATES[asked.comes], employer=Name(firm.name)))
        if _is_to_come(work, guest):
            lines += _call(work, asked, firm)
            buttons += _answers(asked, firm)
    if shown.rest:
        buttons.append(_button(NEXT, every[shown.number * MOST][0], SHOW))
    return Message((*lines, *shown.counted()), stacked(buttons), private=True)


def _is_to_come(work: Work, guest: Guest) -> bool:
    """Tell whether it takes place and is not over: only then a firm says whether it comes."""
    return activities.next_day(work, guest.activity) is not None


def _call(work: Work, asked: FirmInvited, firm: Employer) -> list[Words]:
    if asked.comes is not None or firms_invited.can_be_asked(work, asked):
        return []
    # NOTE: To staff: a firm reads nothing here, so somebody has to call; its number may follow.
    return [_("☎️ Please call this firm."), *called_at(work, firm)]


def _answers(asked: FirmInvited, firm: Employer) -> list[Button]:
    return [
        _button(say(words, employer=Name(firm.name)), asked, name)
        for name, words in LABELS.items()
        if asked.comes is not (name == "yes")
    ]


def _button(label: Words, asked: FirmInvited, action: str) -> Button:
    return Button(label, str(Standing(KIND, asked.id, REVISION, action)))


def _find(work: Work, actor: Actor, key: int) -> Guest | None:
    asked = firms_invited.find(work, key)
    return Guest(asked, activities.one(work, asked.activity_id)) if asked else None


def _whose(guest: Guest) -> str:
    return guest.activity.centre


def _revision(guest: Guest) -> int:
    return REVISION


def _show(work: Work, actor: Actor, guest: Guest, argument: str) -> Result:
    return Result(looks=True)


def _closed(work: Work, actor: Actor, guest: Guest, argument: str) -> Result | None:
    return None if _is_to_come(work, guest) else Result(CHANGED)


def _says(name: str) -> Action[Guest]:
    def do(work: Work, actor: Actor, guest: Guest, argument: str) -> Result:
        firms_invited.answer(work, guest.asked, comes=name == "yes")
        who = actor.person.id if actor.person else None
        audit.note(work, GUEST.row(name), who, None, guest.activity.centre)
        return Result(DONE)

    return Action(do, _closed, never)


ACTIONS = {SHOW: Action(_show, stale=never), **{name: _says(name) for name in LABELS}}
GUEST: Subject[Guest] = Subject(KIND, "", _find, _whose, _revision, _card, ACTIONS, is_list=True)
