"""Who waits at a centre: take one, open your own; a lead takes over with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.line import colleague_name
from conversations.cards.notice import of_request
from conversations.cards.request import RESCUE, TAKE, headline, request_lines, take_button
from conversations.everybody import delivery
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED, REFUSED
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import first_of, page
from conversations.kit.permissions import may
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.scope import scope
from conversations.staff.thread_card import KIND, OPEN, opening, thread_message
from locales.words import Words, _, p_, say
from storage import audit, requests, threads
from storage.models import Request
from storage.requests import SERIOUS, topics_of
from storage.work import Work

MOST, REVISION = 6, 1
OVER = "over"
# NOTE: The list of requests is empty.
NOBODY = _("Nobody waits.")
# NOTE: Why a lead reads and answers what a colleague took; the reason is kept.
REASONS = {
    "away": p_("button", "The colleague is away"),
    "urgent": p_("button", "It cannot wait"),
    "asked": p_("button", "The colleague asked me to"),
    "complaint": p_("button", "There is a complaint"),
}


@dataclass(frozen=True)
class Overtaking:
    """Which request a lead takes over, and why."""

    request: int = 0
    reason: str = ""


def show_inbox(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show who waits at the person's centre."""
    message = inbox_message(context.work, context.actor, argument)
    context.send(message, first_of("inbox", argument))
    return ()


def inbox_message(work: Work, actor: Actor, argument: str = "") -> Message:
    """Build a page of what is open: problems first, then the oldest."""
    waiting = requests.open_requests(work, scope(actor))
    waiting.sort(key=lambda each: SERIOUS not in topics_of(each))
    shown = page(waiting, argument, MOST)
    lines: list[Words] = [] if waiting else [NOBODY]
    for each in shown.items:
        lines += _lines(work, actor, each)
    buttons = [_button(work, actor, each) for each in shown.items]
    rows = (*stacked([each for each in buttons if each]), *shown.more("inbox"))
    return Message((*lines, *shown.counted()), rows, private=True)


def _lines(work: Work, actor: Actor, request: Request) -> list[Words]:
    if request.owner_id is None:
        return request_lines(work, request)
    # NOTE: In the list of requests, for staff: a colleague answers this one.
    owner = say(
        _("{line} · {name} answers"), line=headline(work, request), name=_owner(work, request)
    )
    return [owner]


def _owner(work: Work, request: Request) -> Words:
    return say(_("{name}"), name=colleague_name(work, request.owner_id))


def _button(work: Work, actor: Actor, request: Request) -> Button | None:
    held = threads.holders(work, request)
    if may(actor, f"{KIND}.{OPEN}", held):
        label = opening(work, request.person_id)
        return Button(label, str(Standing(KIND, request.id, REVISION, OPEN)))
    if request.owner_id is None:
        return take_button(request)
    if may(actor, REQUEST.row(OVER), request.centre):
        # NOTE: A button for a lead: take over what {name} answers.
        label = say(p_("button", "🔁 Take over from {name}"), name=_owner(work, request))
        return REQUEST.button(label, request.id, REVISION, OVER)
    return None


def _find(work: Work, actor: Actor, request_id: int) -> Request | None:
    return requests.find(work, request_id)


def _whose(request: Request) -> str | None:
    return request.centre


def _revision(request: Request) -> int:
    return REVISION


def _card(work: Work, actor: Actor, request: Request) -> Message:
    """Show it within the list it belongs to; a problem nobody took elsewhere stands alone."""
    is_theirs = may(actor, REQUEST.row(TAKE), request.centre)
    is_free = request.owner_id is None and request.closed_at is None
    if is_theirs or request.escalated_at is None or not is_free:
        return inbox_message(work, actor)
    return of_request(work, actor, request, request_lines(work, request), is_late=True)


# NOTE: To staff, in passing: a colleague was faster.
def _take(work: Work, actor: Actor, request: Request, argument: str, action: str = TAKE) -> Result:
    """Become the owner: of two who tap at once, one does."""
    if actor.person is None or not threads.take(work, request, actor.person.id):
        mine = actor.person is not None and request.owner_id == actor.person.id
        return Result(None if mine else _("Somebody has it already."), _shown(work, actor, request))
    audit.note(work, REQUEST.row(action), actor.person.id, request.person_id, request.centre)
    delivery.taken(work, request)
    return Result(card=thread_message(work, actor, request))


def _rescue(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    """A lead of any centre takes a problem nobody took in time."""
    return _take(work, actor, request, argument, RESCUE)


def _shown(work: Work, actor: Actor, request: Request) -> Message:
    """Return the thread for who holds it, else the list."""
    if may(actor, f"{KIND}.{OPEN}", threads.holders(work, request)):
        return thread_message(work, actor, request)
    return inbox_message(work, actor)


def _over(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    return Result(steps=[Start("take_over", Overtaking(request.id))])


def _is_closed(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    return Result(CHANGED) if request.closed_at is not None else None


def _is_calm(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    if request.escalated_at is None:
        return REFUSED
    return _is_closed(work, actor, request, argument)


def _scope(work: Work, notes: Overtaking) -> str | None:
    request = requests.find(work, notes.request)
    return request.centre if request else ""


def _keep(here: Here[Overtaking], reason: str) -> Step[Overtaking]:
    return Next(Overtaking(here.notes.request, reason))


def _finish(here: Here[Overtaking]) -> Sequence[Onward]:
    request, person = requests.find(here.work, here.notes.request), here.person
    if request is not None and person is not None and request.closed_at is None:
        threads.give(here.work, request, person.id)
        reason = f"{REQUEST.row(OVER)}.{here.notes.reason}"
        audit.note(here.work, reason, person.id, request.person_id, request.centre)
        delivery.taken(here.work, request)
        card = thread_message(here.work, here.context.actor, request)
        here.context.send(card, (KIND, request.id))
    return ()


TAKE_OVER: Flow[Overtaking] = Flow(
    "take_over",
    (
        OneOf(
            name="reason",
            # NOTE: To a lead; what they choose is written into the log.
            text=one(_("Why do you take it over? The reason is kept.")),
            options=choices(REASONS),
            keep=_keep,
        ),
    ),
    finish=_finish,
    notes=Overtaking,
    counted=False,
    guard="request.over",
    scope=_scope,
)
ACTIONS = {
    TAKE: Action(_take, _is_closed),
    OVER: Action(_over, _is_closed),
    RESCUE: Action(_rescue, _is_calm),
}
REQUEST = Subject("request", "Q", _find, _whose, _revision, _card, ACTIONS, is_list=True)
