"""A firm on the list of calls: who called it answers for it at once, from the cards of the things.

A firm that was not reached stays on the list.
"""

from __future__ import annotations

from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.steps import Run
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.calls import was_called
from conversations.staff.calls_list import FIRMS, REVISION, page_of
from locales.words import _
from storage import firm_calls
from storage.models import FirmCall
from storage.work import Work


def _called(work: Work, actor: Actor, call: FirmCall, argument: str) -> Result:
    """Note the call; what the firm was to be asked follows, a button each."""
    if firm_calls.done(work, call, actor.person.id if actor.person else None):
        # NOTE: To staff, in passing.
        steps = [Run("today", f"said-{call.id}")]
        return Result(_("Noted: called"), _page_of(work, actor, call), steps=steps)
    return was_called(work, actor, call, argument) or Result()


def _tried(work: Work, actor: Actor, call: FirmCall, argument: str) -> Result:
    firm_calls.tried(work, call, actor.person.id if actor.person else None)
    # NOTE: To staff, in passing: a person to call did not answer the phone.
    return Result(_("Noted: not reached"))


def _find(work: Work, actor: Actor, key: int) -> FirmCall | None:
    return firm_calls.find(work, key)


def _whose(call: FirmCall) -> str | None:
    return call.centre


def _revision(call: FirmCall) -> int:
    return REVISION


def _page_of(work: Work, actor: Actor, call: FirmCall) -> Message:
    return page_of(work, actor, (None, call.employer_id))


FIRM_CALL = Subject(
    FIRMS,
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
