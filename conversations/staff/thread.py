"""A thread in the hands of its owner and deputy: write, hand over, give back, close."""

from __future__ import annotations

from conversations.cards.request import language_of
from conversations.everybody import delivery
from conversations.everybody import mediation as tells
from conversations.introductions import release
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED, MOST, UNDO
from conversations.kit.messages import Message
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.answering import Answering
from conversations.staff.handing import Handing
from conversations.staff.thread_card import (
    BACK,
    CANNED,
    CLOSE,
    HAND,
    KIND,
    LETTER,
    MEDIATOR,
    OPEN,
    RELEASE,
    REVISION,
    WRITE,
    is_told,
    leafs,
    thread_message,
)
from conversations.staff.thread_notices import nobody_speaks
from locales.words import _
from storage import audit, mediation, requests, threads
from storage.models import Request
from storage.threads import Held
from storage.work import Work


def _find(work: Work, actor: Actor, request_id: int) -> Held | None:
    return threads.held(work, request_id)


def _whose(held: Held) -> str:
    return held.by


def _revision(held: Held) -> int:
    return REVISION


def _card(work: Work, actor: Actor, held: Held) -> Message:
    return thread_message(work, actor, held.request)


def _open(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    """Look at it, or leaf back in it; that somebody did is noted."""
    _note(work, actor, held.request, OPEN)
    if not argument:
        return Result()
    return Result(card=thread_message(work, actor, held.request, int(argument)), looks=True)


def _write(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    return Result(steps=[Start("answer", Answering(held.request.id))])


def _canned(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    return Result(steps=[Start("sentence", Answering(held.request.id))])


def _hand(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    return Result(steps=[Start("hand", Handing(held.request.id))])


def _back(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    """Give it back to the centre: whoever is there hears that it waits again."""
    threads.give(work, held.request, None)
    _note(work, actor, held.request, BACK)
    delivery.waits_again(work, held.request)
    # NOTE: To staff: the request is nobody's any more.
    return Result(card=Message((_("↩️ It waits for the whole centre again: /inbox"),)))


def _close(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    """Close it; the person is told after the minute in which it can be taken back."""
    closed = requests.close_request(work, held.request.id)
    if closed is not None:
        _note(work, actor, held.request, CLOSE)
        delivery.closed(work, closed)
    return Result()


def _mediator(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    """Ask the person first; who said already whom they wish for is not asked again."""
    request = held.request
    _note(work, actor, request, MEDIATOR)
    language = language_of(work, request.person_id)
    if not mediation.mediators(work, request.centre, language):
        return Result(card=nobody_speaks(work, request))
    if request.mediator_wish is None:
        tells.may_somebody(work, request)
        # NOTE: To staff, in passing: the person reads the question about an interpreter now.
        return Result(_("We ask the person first."))
    return Result(_("We ask again.") if tells.call(work, request) else None)


def _has_interpreter(work: Work, actor: Actor, held: Held, argument: str) -> Result | None:
    is_settled = held.request.mediator_id or held.request.mediator_wish == mediation.NOBODY
    return Result(CHANGED) if is_settled else _is_over(work, actor, held, argument)


def _release(work: Work, actor: Actor, held: Held, firm: str) -> Result:
    """Somebody looked: what waited between the person and the firm goes on."""
    if not release(work, held.request.person_id, int(firm)):
        return Result(CHANGED)
    _note(work, actor, held.request, RELEASE)
    return Result()


# NOTE: To staff, in passing: the request they closed is open.
def _undo(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    return Result(_("Open again.") if requests.reopen_request(work, held.request) else None)


def _note(work: Work, actor: Actor, request: Request, action: str) -> None:
    if actor.person:
        name = THREAD.row(action)
        audit.note(work, name, actor.person.id, request.person_id, request.centre)


def _is_firm(argument: str) -> bool:
    return argument.isdecimal() and argument.isascii() and int(argument) <= MOST


def _is_over(work: Work, actor: Actor, held: Held, argument: str) -> Result | None:
    return Result(CHANGED) if held.request.closed_at is not None else None


def _is_late(work: Work, actor: Actor, held: Held, argument: str) -> Result | None:
    """Who asked has read by now that it is closed."""
    return Result(CHANGED) if is_told(work, held.request) else None


ACTIONS = {
    OPEN: Action(_open, accepts=leafs),
    WRITE: Action(_write, _is_over),
    CANNED: Action(_canned, _is_over),
    HAND: Action(_hand, _is_over),
    BACK: Action(_back, _is_over),
    CLOSE: Action(_close, _is_over),
    UNDO: Action(_undo, _is_late),
    RELEASE: Action(_release, accepts=_is_firm),
    MEDIATOR: Action(_mediator, _has_interpreter),
}
THREAD: Subject[Held] = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)
