"""Text and voice that belong to a thread: by the messenger's reply, or because one is open."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.employer import need_text
from conversations.everybody import delivery
from conversations.kit.context import Context
from conversations.kit.events import Sent, Typed
from conversations.kit.guard import CLOSED
from conversations.kit.messages import Message
from conversations.kit.permissions import may
from conversations.kit.pin import first_then, is_locked
from conversations.kit.questions.short_text import TOO_LONG
from conversations.kit.steps import Interrupt, Onward
from conversations.newcomer.talk import TALK
from conversations.staff.answering import Answering
from conversations.staff.interpreting import CALL, MEDIATED, Interpreting, holders
from conversations.staff.thread import THREAD
from conversations.staff.thread_card import WRITE
from conversations.staff.to_whom import TO_WHOM, ToWhom
from conversations.staff.written import LONGEST
from locales.words import Count, say
from storage import threads
from storage.models import Request
from storage.people import TEAM
from storage.queues import shown


def is_talking(context: Context) -> bool:
    """Tell whether somebody at a centre answers this person now."""
    return _open(context) is not None


def reply(context: Context, event: Typed) -> Sequence[Onward] | None:
    """Put an answer to a message of a thread into that thread; None where it answers none."""
    if event.replies_to is None:
        return None
    shows = shown.on_message(context.work, event.replies_to)
    several = [key for kind, key in shows if kind == THREAD.kind]
    if len(several) > 1:
        return loose_text(context, event)
    for kind, key in shows:
        if kind == THREAD.kind:
            return _or_closed(context, _from_staff(context, event.text, key))
        if kind in (CALL.kind, MEDIATED.kind):
            return _or_closed(context, _from_interpreter(context, event.text, key))
        request = _open(context)
        if kind == TALK.kind and request is not None:
            is_this = request.id == key  # what answers an older matter goes to nobody new
            return (
                _from_person(context, request, event.text) if is_this else _or_closed(context, None)
            )
    return None


def loose_text(context: Context, event: Typed) -> Sequence[Onward] | None:
    """Put a text nobody asked for into the one thread of a person; staff say which of theirs."""
    person = context.person
    if person is None:
        return None
    if context.actor.scopes(TEAM):
        if not threads.held_by(context.work, person.id):
            return None
        if _is_too_long(context, event.text):
            return ()
        notes = ToWhom(event.text, context.work.now)
        return _proven(context, TO_WHOM.guard or "", TO_WHOM.name, notes)
    request = _open(context)
    if request is not None:
        return _from_person(context, request, event.text)
    mine = threads.interpreted_by(context.work, person.id)
    is_one = len(mine) == 1
    theirs = _from_interpreter(context, event.text, mine[0].id) if is_one else None
    return need_text.written(context, event) if theirs is None else theirs


def voice(context: Context, event: Sent) -> Sequence[Onward] | None:
    """Pass a voice on to the mediator of the thread, by its name alone; None: there is none.

    That of a firm may be a need.
    """
    request = _open(context)
    if request is None:
        return need_text.spoken(context, event)
    if event.file_id is None or request.mediator_id is None:
        return None
    line = threads.write(context.work, request, context.language, voice=event.file_id)
    delivery.wrote(context.work, line)
    return ()


def _open(context: Context) -> Request | None:
    person = context.person
    return threads.open_with(context.work, person.id) if person else None


def _or_closed(context: Context, steps: Sequence[Onward] | None) -> Sequence[Onward]:
    """Let what answers a thread that is over, or theirs no longer, reach nobody else."""
    if steps is None:
        context.send(Message((CLOSED,)))
    return steps or ()


def _from_staff(context: Context, text: str, key: int) -> Sequence[Onward] | None:
    held = threads.held(context.work, key)
    if held is None or not may(context.actor, THREAD.row(WRITE), held.by):
        return None
    if held.request.closed_at is not None:
        return None
    if _is_too_long(context, text):
        return ()
    notes = Answering(key, text, context.work.now)
    return _proven(context, THREAD.row(WRITE), "answer", notes)


def _proven(context: Context, row: str, flow: str, notes: object) -> Sequence[Onward]:
    """Go on with what was written, at once or after the PIN."""
    if is_locked(context.work, context.actor, row):
        return first_then(context, flow, notes)
    return [Interrupt(flow, notes)]


def _from_interpreter(context: Context, text: str, key: int) -> Sequence[Onward] | None:
    notes = Interpreting(key, text, context.work.now)
    is_theirs = may(context.actor, MEDIATED.row(WRITE), holders(context.work, notes))
    if not is_theirs:
        return None
    if _is_too_long(context, text):
        return ()
    return _proven(context, MEDIATED.row(WRITE), "interpret", notes)


def _is_too_long(context: Context, text: str) -> bool:
    """Say so of what would be cut off."""
    if len(text) <= LONGEST:
        return False
    context.send(Message((say(TOO_LONG, n=Count(LONGEST)),)))
    return True


def _from_person(context: Context, request: Request, text: str) -> Sequence[Onward]:
    """Nothing is said to it: two people talk here."""
    if _is_too_long(context, text):
        return ()
    line = threads.write(context.work, request, context.language, text=text)
    delivery.wrote(context.work, line)
    return ()
