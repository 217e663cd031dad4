"""The one door into the conversations: one event in, everything it means done, a toast out."""

from __future__ import annotations

from conversations import flow as flows
from conversations import menus, notices
from conversations.buttons import OfQuestion, Standing, read
from conversations.commands import Command as Entry
from conversations.commands import may
from conversations.context import Context
from conversations.events import (
    Blocked,
    Command,
    Event,
    Sent,
    Shared,
    Tapped,
    Typed,
    Unblocked,
)
from conversations.flow import Flow
from conversations.messages import Message
from conversations.newcomer import loose
from conversations.questions import Asked, Chosen, Said
from conversations.registry import COMMANDS, FIRST, SUBJECTS, question_of
from conversations.standing import CLOSED, typed_twin
from conversations.typed import choice, command_for
from locales.render import label
from locales.words import Words, _

SORRY = _(
    "Something went wrong on our side. Your answers are kept. Please try again, or write /help."
)


def take_turn(context: Context, event: Event) -> str | None:
    """Carry out what somebody did; returns the text of a toast in their language, or None."""
    if isinstance(event, Blocked):
        context.chat.blocked_at = context.now
        return None
    context.chat.blocked_at = None
    if isinstance(event, Unblocked):
        return None
    if context.person:
        context.person.active_at = context.now
    toast = _react(context, event)
    context.close()
    return label(toast, context.language) if toast else None


def apologise(context: Context) -> None:
    """Say that an update could not be handled, and tell staff."""
    context.send(Message((SORRY,)))
    notices.fault(context)


def _react(context: Context, event: Event) -> Words | None:
    if isinstance(event, Tapped):
        return _tapped(context, event)
    if isinstance(event, Command):
        _commanded(context, event)
    elif context.chat.language is None:
        _answered(context, event)
    elif isinstance(event, Typed):
        return _typed(context, event)
    elif isinstance(event, Shared):
        _answered(context, event)
    elif isinstance(event, Sent):
        loose.sent(context, event)
    return None


def _tapped(context: Context, event: Tapped) -> Words | None:
    pressed = read(event.data)
    if isinstance(pressed, Standing):
        context.tapped = event.row
        return _pressed(context, pressed)
    dialogue = context.dialogue
    if not isinstance(pressed, OfQuestion) or dialogue.question is None:
        return CLOSED
    if pressed.serial != dialogue.serial:
        return None if pressed.serial == dialogue.serial - 1 else CLOSED
    context.tapped = dialogue.prompt_id
    _hear(context, Chosen(pressed.value))
    return None


def _pressed(context: Context, pressed: Standing) -> Words | None:
    subject = next((each for each in SUBJECTS if each.kind == pressed.kind), None)
    if subject is None:
        return CLOSED
    return subject.press(context, pressed)


def _commanded(context: Context, event: Command) -> None:
    entry = next((each for each in COMMANDS if each.name == event.name), None)
    if context.chat.language is None and (entry is None or entry.name != "start"):
        flows.start(context, FIRST)
    else:
        _run(context, entry, event.argument)


def _run(context: Context, entry: Entry | None, argument: str = "") -> None:
    if entry is None or not may(context, entry):
        menus.not_for_you(context)
    else:
        entry.do(context, argument)


def _typed(context: Context, event: Typed) -> Words | None:
    entry = command_for(COMMANDS, event.text)
    if entry is not None:
        _run(context, entry)
        return None
    twin = typed_twin(context, SUBJECTS, event.text)
    if twin is not None:
        return _pressed(context, twin)
    _answered(context, event)
    return None


def _answered(context: Context, event: Event) -> None:
    current = _current(context)
    if current is None and context.chat.language is None:
        flows.start(context, FIRST)
    elif current is None or not isinstance(event, Typed | Shared):
        loose.said(context, event)
    else:
        _hear(context, _said(context, current, event))


def _said(context: Context, current: tuple[Flow, Asked], event: Typed | Shared) -> Said:
    asked_at = context.dialogue.asked_at
    if (
        isinstance(event, Typed)
        and asked_at
        and event.written_at >= asked_at.replace(microsecond=0)
    ):
        return choice(context, *current, event.text) or event
    return event


def _hear(context: Context, said: Said) -> None:
    current = _current(context)
    if current is None:
        menus.go_on(context)
    else:
        flows.hear(context, *current, said)


def _current(context: Context) -> tuple[Flow, Asked] | None:
    return question_of(context.dialogue)
