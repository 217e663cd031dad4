"""The one door into the conversations: one event in, everything it means done, a toast out."""

from __future__ import annotations

from conversations.everybody import loose, menus, notices
from conversations.kit import flow as flows
from conversations.kit.buttons import OfQuestion, Standing, read
from conversations.kit.commands import Command as Entry
from conversations.kit.commands import may
from conversations.kit.context import Context
from conversations.kit.events import Blocked, Command, Event, Sent, Shared, Tapped, Typed, Unblocked
from conversations.kit.flow import Flow
from conversations.kit.messages import Message
from conversations.kit.questions import Asked, Chosen, Said
from conversations.kit.standing import CLOSED, typed_twin
from conversations.kit.typed import choice, command_for, mentions
from conversations.registry import (
    COMMANDS,
    FIRST,
    SUBJECTS,
    command_named,
    flow_named,
    question_of,
)
from locales.render import label
from locales.words import Words, _

SORRY = _(
    "Something went wrong on our side. Your answers are kept. Please try again, or write /help."
)


def take_turn(context: Context, event: Event) -> str | None:
    """Carry out what somebody did; returns the text of a toast in their language, or None."""
    if isinstance(event, Blocked):
        context.chat.blocked_at = context.work.now
        return None
    context.chat.blocked_at = None
    if isinstance(event, Unblocked):
        return None
    if context.person:
        context.person.active_at = context.work.now
    toast = _react(context, event)
    _finish(context)
    return label(toast, context.language) if toast else None


def apologise(context: Context) -> None:
    """Say that an update could not be handled, and tell staff."""
    context.send(Message((SORRY,)))
    notices.fault(context)


def go(context: Context, name: str) -> None:
    """Carry out a flow or command by its name, as if the person had asked for it."""
    context.follow(name)
    _finish(context)


def _finish(context: Context) -> None:
    """Go on with what follows, keep the chat's menu true, write the draft back."""
    while context.following:
        _follow(context, context.following.pop(0))
    chat = context.chat
    if chat.language is not None and chat.menu_language != chat.language:
        menus.refresh(context, COMMANDS)
    context.close()


def _follow(context: Context, name: str) -> None:
    if name == f"/{menus.CONTINUE}":
        _go_on(context)
    elif name.startswith("/"):
        command, _space, argument = name[1:].partition(" ")
        _run(context, command_named(command), argument)
    else:
        _start(context, *name.split(":"))


def _start(context: Context, name: str, question: str = "") -> None:
    flow = flow_named(name)
    if flow is None:
        raise LookupError(f"no flow is called {name}")
    if question:
        flows.ask_alone(context, flow, flow[question])
    else:
        flows.start(context, flow)


def _go_on(context: Context) -> None:
    """Ask the open question again; begin its flow again where a new version knows no such one."""
    flows.take_up(context)
    current, flow = question_of(context.dialogue), flow_named(context.dialogue.flow)
    if current is not None:
        flows.ask(context, *current)
    elif flow is not None:
        flows.start(context, flow)
    else:
        flows.leave(context)
        menus.show_menu(context, COMMANDS)


def _react(context: Context, event: Event) -> Words | None:
    if isinstance(event, Tapped):
        return _tapped(context, event)
    if isinstance(event, Command):
        _commanded(context, event)
    elif context.chat.language is None:
        _strange(context, event)
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
    entry = command_named(event.name)
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


def _strange(context: Context, event: Event) -> None:
    """Before a language is known nothing is said but the languages, by their names."""
    current = _current(context)
    if isinstance(event, Sent):
        loose.take_paper_away(context, event)
    if current is None:
        flows.start(context, FIRST)
    elif isinstance(event, Typed):
        _hear(context, _said(context, current, event))
    else:
        flows.ask(context, *current)


def _answered(context: Context, event: Typed | Shared) -> None:
    current = _current(context)
    if current is not None:
        _hear(context, _said(context, current, event))
    elif context.dialogue.question:
        _go_on(context)
    elif not _wants_stop(context, event):
        loose.said(context, event)


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
        _go_on(context)
        return
    again = flows.hear(context, *current, said)
    if again is None or _wants_stop(context, said):
        return
    if current[0] is loose.PASS_ON and isinstance(said, Typed):
        loose.said(context, said)
    else:
        flows.ask(context, *current, again.words if context.chat.language else None)


def _wants_stop(context: Context, said: Said) -> bool:
    """Ask what shall stop where a text that answers nothing begins or ends with the word.

    Where the word stands among others, only show the way.
    """
    stop = command_named("stop")
    if stop is None or context.chat.language is None or not isinstance(said, Typed):
        return False
    where = mentions(stop, said.text)
    if where == "edge":
        _run(context, stop)
    elif where == "inside":
        menus.show_way(context, stop)
    return where == "edge"


def _current(context: Context) -> tuple[Flow, Asked] | None:
    return question_of(context.dialogue)
