"""A person on the list of calls: who was called leaves it, who was not reached stays."""

from __future__ import annotations

from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.calls_list import PEOPLE, REVISION, page_of
from locales.words import Name, _, say
from storage import attendance, calls, team
from storage.models import Call, FirmCall
from storage.work import Work


# NOTE: To staff, in passing.
def _called(work: Work, actor: Actor, call: Call, argument: str) -> Result:
    if calls.done(work, call, actor.person.id if actor.person else None):
        attendance.called(work, call.person_id)
        return Result(_("Noted: called"))
    return was_called(work, actor, call, argument) or Result()


def _tried(work: Work, actor: Actor, call: Call, argument: str) -> Result:
    calls.tried(work, call, actor.person.id if actor.person else None)
    # NOTE: To staff, in passing: a person to call did not answer the phone.
    return Result(_("Noted: not reached"))


def was_called(work: Work, actor: Actor, call: Call | FirmCall, argument: str) -> Result | None:
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
    return page_of(work, actor, (call.person_id, None))


CALL = Subject(
    PEOPLE,
    "",
    _find,
    _whose,
    _revision,
    _page_of,
    {
        "called": Action(_called, was_called, stale=never),
        "tried": Action(_tried, was_called, never),
    },
    is_list=True,
)
