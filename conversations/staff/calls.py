"""Whom to call: who does not know of an appointment, and who could not come to two of them."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.cards.notice import called
from conversations.kit.actor import Actor
from conversations.kit.guard import MOST as GREATEST
from conversations.kit.guard import REFUSED, sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.scope import centre_name, scope
from conversations.staff.visits import VISIT
from locales.words import Moment, Words, _, p_, say
from storage import attendance, audit
from storage.appointments import uncalled
from storage.models import Appointment
from storage.work import Work

KIND, REVISION, MOST, MOST_CALLS = "calls", 1, 10, 50
NOBODY = _("☎️ Nobody is to be called now.")
CALLED = "called"


@dataclass(frozen=True)
class Calls:
    """A page of the list."""

    page: int = 1


def count(work: Work, centre: str | None) -> int:
    """Count whom to call."""
    missed = attendance.to_call(work, centre, MOST_CALLS)
    return len(uncalled(work, centre, MOST_CALLS)) + len(missed)


def calls_message(work: Work, actor: Actor, calls: Calls) -> Message:
    """Show whom to call; a button for each that is done only when somebody says so."""
    centre = scope(actor)
    entries = [
        *((_untold(work, each), None) for each in uncalled(work, centre, MOST_CALLS)),
        *(_missed(work, calls, each) for each in attendance.to_call(work, centre, MOST_CALLS)),
    ]
    shown = page(entries, f"{calls.page}", MOST)
    lines = [line for line, _button in shown.items] or [NOBODY]
    buttons = [each for _line, each in shown.items if each]
    # NOTE: Above the list of whom to call, for staff.
    head = say(_("<b>Please call: {centre}</b>"), centre=centre_name(work, centre))
    more = shown.more("today-calls")
    return Message((head, *lines, *shown.counted()), (*stacked(buttons), *more), private=True)


def _untold(work: Work, appointment: Appointment) -> Words:
    """Somebody does not know of an appointment: what is needed to call."""
    at = Moment(appointment.starts_at.astimezone(work.zone))
    # NOTE: To staff in /today: {who} (name and code) did not get our message; {when} is the time.
    line = _("☎️ Please call {who}. Appointment: {when}")
    return say(line, who=called(work, appointment.person_id), when=at)


def _missed(work: Work, calls: Calls, appointment: Appointment) -> tuple[Words, Button]:
    """Two appointments of somebody did not work out: what would help."""
    who = called(work, appointment.person_id)
    # NOTE: To staff: {who} (name and code) was not there at two appointments. No blame.
    line = say(
        _("☎️ Please call {who}: two appointments did not take place. What would help?"), who=who
    )
    # NOTE: Button for staff: they have talked with the person.
    label = say(p_("button", "✅ Talked with {who}"), who=who)
    return line, CALLS.button(label, calls.page, REVISION, f"{CALLED}-{appointment.id}")


def _called(work: Work, actor: Actor, calls: Calls, key: str) -> Result:
    """Note that somebody talked with them: the task is done."""
    found = sight(work, actor, VISIT, int(key))
    if found is None:
        return REFUSED
    attendance.called(work, found.person_id)
    if actor.person is not None:
        row, who = CALLS.row(CALLED), actor.person.id
        audit.note(work, row, who, found.person_id, found.centre)
    return Result(changed=[(KIND, calls.page)])


def _is_key(argument: str) -> bool:
    return argument.isdecimal() and argument.isascii() and int(argument) <= GREATEST


def _find(work: Work, actor: Actor, key: int) -> Calls | None:
    return Calls(key) if 1 <= key < 100 else None


def _everybodys(calls: Calls) -> str | None:
    return None


def _revision(calls: Calls) -> int:
    return REVISION


CALLS: Subject[Calls] = Subject(
    KIND,
    "",
    _find,
    _everybodys,
    _revision,
    calls_message,
    {CALLED: Action(_called, stale=never, accepts=_is_key)},
    is_list=True,
)
