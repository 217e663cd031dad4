"""The one door into the conversations: one event in, everything it means done, a toast out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from conversations import addressed
from conversations.everybody import loose, menus, notices
from conversations.everybody.moving import may_show
from conversations.kit.bound import MOST_TOAST, label_of
from conversations.kit.buttons import MENU, OfQuestion, Standing, read
from conversations.kit.context import Context
from conversations.kit.engine import Engine
from conversations.kit.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Sent,
    Shared,
    Tapped,
    Typed,
    Unblocked,
)
from conversations.kit.guard import CHANGED, CLOSED, press, twin
from conversations.kit.messages import Message
from conversations.kit.pin import holds_text
from conversations.kit.position import Begun
from conversations.kit.pressing import carry_out
from conversations.kit.questions import Again, Chosen, Said, asked
from conversations.kit.steps import Onward, Resume, Run, Start, Wait
from conversations.kit.typed import cancels, choice, command_for, mentions, way_out
from conversations.kit.unseen import is_unseen, saw_it
from conversations.living import labelled
from conversations.registry import COMMANDS, HOUSE
from locales.words import Words, _
from storage.appointments import upcoming

LANGUAGE = Start("language")
ACTIVE_AGAIN = timedelta(hours=1)
SORRY = _(
    "Something went wrong on our side. Your answers are kept. Please try again, or write /help."
)


def take_turn(context: Context, event: Event) -> str | None:
    """Carry out what somebody did; returns the text of a toast in their language, or None."""
    if isinstance(event, Blocked):
        context.chat.blocked_at = context.work.now
        return None
    was_deaf = context.chat.blocked_at is not None
    if was_deaf:  # an equal value would make the session look, too
        context.chat.blocked_at = None
    person, now = context.person, context.work.now
    if person is not None and now - person.active_at >= ACTIVE_AGAIN:
        person.active_at = now
    engine = Engine(context, HOUSE)
    toast = None if isinstance(event, Unblocked) else _react(engine, event)
    if was_deaf and person is not None and upcoming(context.work, person.id):
        engine.perform([Run("appointments")])
    _close(engine)
    return label_of(toast, context.language, MOST_TOAST) if toast else None


def apologise(context: Context) -> None:
    """Say that an update could not be handled, and tell staff."""
    context.send(Message((SORRY,)))
    notices.something_parked(context.work)


def go(context: Context, steps: Iterable[Onward]) -> None:
    """Carry out steps as if the person had asked for them."""
    engine = Engine(context, HOUSE)
    engine.perform(steps)
    _close(engine)


def ask_afresh(context: Context, lost: int) -> None:
    """Show the open question as a new message; `lost` is the outbox row that did not arrive."""
    engine = Engine(context, HOUSE)
    engine.ask_afresh(lost)
    engine.close()


def _close(engine: Engine) -> None:
    """Keep the chat's menu true, write the position back."""
    chat = engine.context.chat
    if chat.language is not None and chat.menu_language != chat.language:
        menus.refresh(engine.context, COMMANDS)
    engine.close()


def _react(engine: Engine, event: Event) -> Words | None:
    context = engine.context
    if isinstance(event, Tapped):
        context.drawn_at = event.drawn_at
        return _tapped(engine, event)
    if isinstance(event, Command):
        _commanded(engine, event)
    elif context.chat.language is None:
        _strange(engine, event)
    elif isinstance(event, Typed):
        return _typed(engine, event)
    elif isinstance(event, Shared):
        return _answered(engine, event)
    elif isinstance(event, Sent):
        return _sent(engine, event)
    elif isinstance(event, Edited):
        loose.edited(context)
    return None


def _sent(engine: Engine, event: Sent) -> Words | None:
    steps = addressed.voice(engine.context, event)
    if steps is None:
        loose.sent(engine.context, event)
    engine.perform(steps or ())
    return _react(engine, event.said) if event.said else None


def _tapped(engine: Engine, event: Tapped) -> Words | None:
    context, pressed = engine.context, read(event.data)
    if isinstance(pressed, Standing):
        if context.chat.language is None:
            _strange(engine, event)
            return None
        if event.row is not None and is_unseen(context, event.row):
            return CHANGED
        context.tapped = None if event.under_file else event.row
        return _pressed(engine, pressed)
    return _chosen(engine, pressed) if isinstance(pressed, OfQuestion) else CLOSED


def _chosen(engine: Engine, pressed: OfQuestion) -> Words | None:
    """Take an answer; the button before it, tapped once more, says nothing."""
    context, position = engine.context, engine.context.position
    if position.at is None:
        return CLOSED
    if pressed.serial != position.serial:
        return None if pressed.serial == position.serial - 1 else CLOSED
    row = position.prompt.row if position.prompt else None
    has_marked = position.at.half is not None  # so the question was seen
    if row is not None and not has_marked and is_unseen(context, row):
        return CHANGED
    context.tapped = row
    return _hear(engine, Chosen(pressed.value))


def _pressed(engine: Engine, pressed: Standing) -> Words | None:
    context = engine.context
    if pressed.kind == MENU:
        result = menus.press(context, pressed, COMMANDS)
    else:
        result = press(context.work, context.actor, HOUSE.subjects, pressed)
    engine.perform(carry_out(context, HOUSE, pressed, result))
    return result.toast


def _commanded(engine: Engine, event: Command) -> None:
    if engine.context.chat.language is None and event.name != "start":
        begun = Begun(event.name, event.argument)
        engine.perform([Wait(begun, LANGUAGE) if HOUSE.command(event.name) else LANGUAGE])
    else:
        engine.perform([Run(event.name, event.argument)])


def _typed(engine: Engine, event: Typed) -> Words | None:
    context = engine.context
    if not event.own:
        _passes(engine, event)
        return None
    entry = command_for(COMMANDS, event.text)
    if entry is not None:
        engine.perform([Run(entry.name)])
        return None
    pressed = twin(context.work, context.actor, HOUSE.subjects, event.text)
    if pressed is not None and may_show(context, pressed):
        return _answered_aloud(context, _pressed(engine, pressed))
    steps = addressed.reply(context, event)
    if steps is not None:
        engine.perform(steps)
        return None
    return _answered(engine, event)


def _passes(engine: Engine, event: Typed | Shared) -> None:
    """A text that answers nothing goes to who talks with them, or is offered to the centre."""
    context = engine.context
    if HOUSE.keeps_out(context, ""):
        return
    steps = None
    if isinstance(event, Typed):
        steps = loose.leads_a_firm(context, event.text) or addressed.loose_text(context, event)
    engine.perform(loose.said(context, event) if steps is None else steps)


def _answered_aloud(context: Context, toast: Words | None) -> Words | None:
    """Say what a tap would be told in passing, where nothing else was said: typed, none is seen."""
    if toast is not None and not context.spoken:
        context.send(Message((toast,)))
    return toast


def _strange(engine: Engine, event: Event) -> None:
    """Before a language is known nothing is said but the languages, by their names."""
    if isinstance(event, Sent):
        loose.take_paper_away(engine.context, event)
        if event.said is not None:
            _react(engine, event.said)
            return
    if engine.current is None:
        engine.perform([LANGUAGE])
    elif isinstance(event, Typed) and event.own:
        _hear(engine, _said(engine, event))
    else:
        engine.ask()


def _answered(engine: Engine, event: Typed | Shared) -> Words | None:
    if engine.current is not None:
        return _hear(engine, _said(engine, event))
    if engine.context.position.at:
        engine.perform([Resume()])
        return None
    if HOUSE.keeps_out(engine.context, ""):
        return None
    if pressed := labelled(engine.context, event, begun=True):
        return _answered_aloud(engine.context, _pressed(engine, pressed))
    if _wants_stop(engine, event):
        return None
    if loose.greets(event) and not addressed.is_talking(engine.context):
        menus.show_menu(engine.context, COMMANDS, loose.HELLO)
    else:
        _passes(engine, event)
    return None


def _said(engine: Engine, event: Typed | Shared) -> Said:
    """Return the option a number or label means, if it was written after the question was asked."""
    current = engine.current
    if not isinstance(event, Typed) or current is None or not saw_it(engine.context, event):
        return event
    open_ = (engine.here(), *current, event.text)
    return choice(*open_) or way_out(*open_) or event


def _hear(engine: Engine, said: Said) -> Words | None:
    again = _given(engine, said)
    if again is None:
        return None
    context = engine.context
    if context.chat.language and (pressed := labelled(engine.context, said)):
        return _answered_aloud(context, _pressed(engine, pressed))
    if _wants_stop(engine, said):
        return None
    if isinstance(said, Typed) and not again.known and _is_for_a_person(context, said):
        _passes(engine, said)
    elif context.chat.language is None:
        engine.ask()
    elif isinstance(said, Typed) and (steps := loose.leads_a_firm(context, said.text)):
        engine.perform(steps)
    elif isinstance(said, Typed) and loose.may_be_a_cry(context, said.text, again.words):
        loose.said(context, said)
        engine.ask(None if again.words is asked.SORRY else again.words)
    else:
        engine.ask(loose.HELLO if loose.greets(said) else again.words)
    return None


def _given(engine: Engine, said: Said) -> Again | None:
    """Give an answer to the open question; where nothing is offered to cancel, lead to the menu.

    The word is no answer: the question waits. A text that waits for a PIN is dropped by it there.
    """
    is_word = isinstance(said, Typed) and cancels(said.text)
    if not is_word or engine.context.chat.language is None or holds_text(engine.context):
        return engine.hear(said)
    engine.perform([Run("menu")])
    return None


def _is_for_a_person(context: Context, said: Typed) -> bool:
    return addressed.is_talking(context) or loose.is_for_a_person(context, said.text)


def _wants_stop(engine: Engine, said: Said) -> bool:
    """Ask what shall stop where a text that answers nothing begins or ends with the word.

    Where the word stands among others, only show the way.
    """
    stop = HOUSE.command("stop")
    if stop is None or engine.context.chat.language is None or not isinstance(said, Typed):
        return False
    where = mentions(stop, said.text)
    if where == "edge":
        engine.perform([Run("stop")])
    elif where == "inside":
        menus.show_way(engine.context, stop)
    return where == "edge"
