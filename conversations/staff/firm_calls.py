"""A firm on the list of calls: who called it answers for it at once, from the cards of the things.

A firm that was not reached stays on the list.
"""

from __future__ import annotations

from conversations.kit.actor import Actor
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.permissions import may
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.calls import was_called
from conversations.staff.calls_list import FIRMS, REVISION, page_of, question
from conversations.staff.introducing_card import find as find_way
from conversations.staff.introducing_card import who
from conversations.staff.introducing_list import opens
from conversations.staff.offer_card import list_button
from locales.words import Name, Words, _, say
from storage import employers, firm_calls, offers
from storage.models import FirmCall
from storage.work import Work

MOST = 8


def _called(work: Work, actor: Actor, call: FirmCall, argument: str) -> Result:
    """Note the call; what the firm was to be asked follows, a button each."""
    if firm_calls.done(work, call, actor.person.id if actor.person else None):
        # NOTE: To staff, in passing.
        return Result(_("Noted: called"), below=answers_message(work, actor, call))
    return was_called(work, actor, call, argument) or Result()


def answers_message(work: Work, actor: Actor, call: FirmCall) -> Message:
    """Ask what the firm said: to each question the button that opens the card to answer on."""
    firm = employers.find(work, str(call.employer_id))
    name = Name(firm.name if firm else "")
    # NOTE: To staff who just called a firm: what it was asked follows, with buttons.
    lines: list[Words] = [say(_("💬 What did {employer} say?"), employer=name)]
    buttons: list[Button] = []
    for each in firm_calls.of_firm(work, call)[:MOST]:
        lines.append(question(work, actor, each))
        buttons += _opens(work, actor, each)
    return Message(tuple(lines), stacked(buttons), private=True)


def _opens(work: Work, actor: Actor, call: FirmCall) -> list[Button]:
    if call.about == firm_calls.VERIFY:
        return []
    if call.about == firm_calls.PROMPT:
        offer = offers.find(work, call.subject)
        return [list_button(offer)] if offer and may(actor, "desk_offers.show") else []
    way = find_way(work, actor, call.subject)
    return [opens(way.id, who(work, way))] if way else []


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
