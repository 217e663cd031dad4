"""Whom to call, and why: who was called leaves the list, who was not reached stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations import terms
from conversations.cards.notice import called
from conversations.cards.way_words import short, way_of
from conversations.kit.actor import Actor
from conversations.kit.messages import Button, Message, paired
from conversations.kit.pages import page
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.scope import scope
from locales.words import Count, Ltr, Moment, Name, Words, _, p_, say
from storage import attendance, calls, people, team
from storage.models import Call
from storage.models.calls import CallReason
from storage.work import Work

NAME, KIND, REVISION, MOST = "calls", "call", 1, 4
# NOTE: To staff, after a colon: why a person must be called.
REASONS: Mapping[CallReason, Words] = {
    CallReason.NO_CHAT: _("has no chat and no page with us"),
    CallReason.REFUSED: _("our message does not arrive"),
    CallReason.UNCLEAR: _("perhaps our message did not arrive"),
    CallReason.LATE: _("our message came too late"),
    CallReason.MISSED: _("was not there two times"),
    CallReason.UNSEEN: _("did not open our message"),
    CallReason.STOPPED: _("wants no messages"),
}


def calls_message(work: Work, actor: Actor, number: str = "") -> Message:
    """Show a page of whom to call: name and code, phone, when the appointment is, why."""
    shown = page(calls.waiting(work, scope(actor)), number, MOST)
    # NOTE: Above the list of people staff shall call.
    title = _("<b>☎️ Whom to call</b>")
    lines = [line for each in shown.items for line in _lines(work, each)]
    if not lines:
        # NOTE: To staff, below the heading of the list of calls.
        lines = [_("Nobody to call now.")]
    buttons = [button for each in shown.items for button in _buttons(work, each[0])]
    rows = (*paired(buttons), *shown.more(f"today-{NAME}"))
    return Message((title, *lines, *shown.counted()), rows, private=True)


def _lines(work: Work, mine: Sequence[Call]) -> list[Words]:
    who = say(_("☎️ {who}"), who=called(work, mine[0].person_id))
    phone = next((each.phone for each in mine if each.phone), None)
    number = [say(_("☎️ Phone: {phone}"), phone=Ltr(phone))] if phone else []
    return [who, *number, *(line for each in mine for line in _why(work, each))]


# NOTE: To staff, below the name of a person to call: when the appointment is, and why.
def _why(work: Work, call: Call) -> list[Words]:
    reason, found = REASONS[call.reason], calls.about(work, call)
    said = [_of_way(work, call, reason)]
    if found is not None:
        when, kind = Moment(found.starts_at.astimezone(work.zone)), terms.appointment(found.kind)
        line = _("📅 {when}: {kind}. Why: {why}")
        gone = _("❌ {when}: {kind}, cancelled. Why: {why}")
        said = [say(gone if found.cancelled_at else line, when=when, kind=kind, why=reason)]
    if call.tried_at is not None:
        last = Moment(call.tried_at.astimezone(work.zone))
        tried = _("📵 Not reached: {count}. Last: {at}")
        said.append(say(tried, count=Count(call.tries), at=last))
    return said


# NOTE: To staff: what somebody is to be called about; {state} says how far it is with a firm.
def _of_way(work: Work, call: Call, reason: Words) -> Words:
    way = way_of(work, calls.way(work, call))
    if way is None:
        return say(_("📧 News on the page. Why: {why}"), why=reason)
    line, state = _("🧭 {employer}: {state}. Why: {why}"), short(way.introduction)
    return say(line, employer=Name(way.employer), state=state, why=reason)


# NOTE: Buttons below the list of calls; {code} is on the person's card.
def _buttons(work: Work, call: Call) -> list[Button]:
    person = people.find(work, call.person_id)
    code = Ltr(person.ref if person and person.ref else f"{call.id}")
    labels = {
        "called": say(p_("button", "✅ Called: {code}"), code=code),
        "tried": say(p_("button", "📵 Not reached: {code}"), code=code),
    }
    return [CALL.button(words, call.id, REVISION, name) for name, words in labels.items()]


# NOTE: To staff, in passing.
def _called(work: Work, actor: Actor, call: Call, argument: str) -> Result:
    if calls.done(work, call, actor.person.id if actor.person else None):
        attendance.called(work, call.person_id)
        return Result(_("Noted: called"))
    return _was_called(work, actor, call, argument) or Result()


def _tried(work: Work, actor: Actor, call: Call, argument: str) -> Result:
    calls.tried(work, call, actor.person.id if actor.person else None)
    # NOTE: To staff, in passing: a person to call did not answer the phone.
    return Result(_("Noted: not reached"))


def _was_called(work: Work, actor: Actor, call: Call, argument: str) -> Result | None:
    """One calls for all: who comes later reads who it was."""
    if call.done_at is None:
        return None
    name = team.name_of(work, call.done_by) if call.done_by else None
    # NOTE: To staff, in passing; {name} is a colleague.
    return Result(
        say(_("{name} called already."), name=Name(name)) if name else _("Called already.")
    )


def _find(work: Work, actor: Actor, key: int) -> Call | None:
    return calls.find(work, key)


def _whose(call: Call) -> str | None:
    return call.centre


def _revision(call: Call) -> int:
    return REVISION


def _page_of(work: Work, actor: Actor, call: Call) -> Message:
    """Show the page of the list on which a call stands, or stood."""
    people = [mine[0].person_id for mine in calls.waiting(work, scope(actor))]
    at = people.index(call.person_id) if call.person_id in people else 0
    return calls_message(work, actor, f"{at // MOST + 1}")


CALL = Subject(
    KIND,
    "",
    _find,
    _whose,
    _revision,
    _page_of,
    {
        "called": Action(_called, _was_called, stale=never),
        "tried": Action(_tried, _was_called, never),
    },
    is_list=True,
)
