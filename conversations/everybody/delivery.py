"""Brings what happens in a thread to the other side: to the person, or to who answers them."""

from __future__ import annotations

from datetime import timedelta

from conversations.everybody import notices
from conversations.everybody.alert import alert
from conversations.kit import messages
from conversations.kit.codec import forget
from storage import people, team, threads, trouble, wiping
from storage.models import Line, Request
from storage.queues.kinds import Kind
from storage.queues.speaking import answer
from storage.requests import find, promise_again, weeks_late
from storage.work import Work

WORTH = timedelta(hours=12)
LATE = 1
"""The revision of news that a request waits longer than was promised."""


def taken(work: Work, request: Request) -> None:
    """Tell the person who answers them now."""
    once = f"{request.owner_id}:{request.taken_at:%y%m%d%H%M%S}"
    people.tell(work, request.person_id, Kind.REQUEST_TAKEN, request.id, once=once)


def handed(work: Work, request: Request) -> None:
    """Tell the colleague a request was handed to, and the person."""
    tell(work, Kind.HANDED, request, request.id)
    taken(work, request)


def waits_again(work: Work, request: Request) -> None:
    """Tell the centre that a request is nobody's, and the person, who knew of somebody."""
    _waits(work, request)
    about = (request.person_id, Kind.REQUEST_WAITS, request.id)
    people.tell(work, *about, once=occasion(work))


def late(work: Work, request: Request) -> None:
    """Tell who waits for an answer that it takes longer, and when they hear again."""
    once = f"late{request.answer_by:%y%m%d}:{weeks_late(work, request)}"
    people.tell(work, request.person_id, Kind.REQUEST_WAITS, request.id, LATE, once=once)


def _waits(work: Work, request: Request) -> None:
    """Tell the centre; a problem goes by the clock, anything else by the day."""
    if trouble.waits(request):
        alert(work, request)
    else:
        promise_again(work, request)
        notices.waits_again(work, request)


def closed(work: Work, request: Request) -> None:
    """Tell the person that it is closed, after the minute in which that can be taken back."""
    told_at, once = work.now + work.limits.undo, f"{work.now:%y%m%d%H%M%S}"
    about = (request.person_id, Kind.REQUEST_DONE, request.id)
    people.tell(work, *about, once=once, not_before=told_at)


def added(work: Work, request: Request) -> bool:
    """Tell who answers that the person asks for more; False where nobody is there."""
    return tell(work, Kind.ADDED, request, request.id)


def finished(work: Work, request: Request) -> None:
    """Tell who answers that the person is content."""
    tell(work, Kind.FINISHED, request, request.id)


def reopened(work: Work, request: Request) -> None:
    """Tell who answered that it is not finished; where nobody is there, the centre."""
    if not tell(work, Kind.REOPENED, request, request.id):
        _to_the_centre(work, request)


def answered(work: Work, line: Line) -> None:
    """Bring a line of staff to the person."""
    rows = people.tell(work, line.person_id, Kind.REPLY, line.id)
    line.outbox_id = next(iter(rows), None)
    _to_interpreter(work, line)


def wrote(work: Work, line: Line) -> None:
    """Bring a line of the person to who answers; where nobody is there, to the centre."""
    request = find(work, line.request_id)
    if request is not None and not tell(work, Kind.LINE, request, line.id):
        _to_the_centre(work, request)
    _to_interpreter(work, line)


def lost(work: Work, line: Line) -> None:
    """Tell who answers that their message did not arrive."""
    request = find(work, line.request_id)
    if request is not None:
        tell(work, Kind.LOST_REPLY, request, line.id)


def _to_interpreter(work: Work, line: Line) -> None:
    """Let who interprets read or hear a line that is not their own."""
    request = find(work, line.request_id)
    mediator = request.mediator_id if request else None
    if mediator is None or mediator == line.writer_id:
        return
    people.tell(work, mediator, Kind.INTERPRETED, line.id)
    if line.voice:
        people.tell(work, mediator, Kind.VOICE, line.id)


def taken_out(work: Work, person_id: int) -> None:
    """Take what shows a person who is erased now out of the chats of others; tell who answered."""
    for chat, ids in wiping.taken_out(work, person_id).items():
        key, body = f"gone:{chat}:{ids[0]}", messages.remove(ids)
        answer(work, chat, key, body, expires_at=work.now + WORTH)
    _half_said(work, person_id)
    request = threads.open_with(work, person_id)
    if request is not None:
        tell(work, Kind.ERASED, request, 0)


def _half_said(work: Work, person_id: int) -> None:
    """Forget what others are in the middle of saying about somebody, and tell them.

    Who owns their request as well hears it once.
    """
    things = wiping.things_of(work, person_id)
    for dialogue, who_says in wiping.in_flows(work):
        if who_says != person_id and forget(dialogue, things):
            wiping.take_question(work, dialogue)
            people.tell(work, who_says, Kind.ERASED, 0, once=occasion(work))


def let_go(work: Work, person_id: int) -> None:
    """Give to the centre what a colleague who goes answered."""
    for request in threads.owned_by(work, person_id):
        _to_the_centre(work, request)


def _to_the_centre(work: Work, request: Request) -> None:
    """What an absent colleague holds without a deputy goes back: somebody else can take it."""
    tells = waits_again if request.owner_id else _waits
    threads.give(work, request, None)
    tells(work, request)


def tell(work: Work, kind: Kind, request: Request, subject: int) -> bool:
    """Put a notice before who answers; False where none of them is there."""
    whom = who(work, request)
    if whom is not None:
        people.tell(work, whom, kind, subject, once=occasion(work))
    return whom is not None


def occasion(work: Work) -> str:
    """Tell one time from the next, for what may be said about a thing again and again."""
    return f"{work.now:%y%m%d%H%M%S%f}"


def who(work: Work, request: Request) -> int | None:
    """Return the owner or, while they are away, the deputy; None where neither is there."""
    held = map(int, threads.holders(work, request).split())
    return next((each for each in held if team.can_answer(work, each)), None)
