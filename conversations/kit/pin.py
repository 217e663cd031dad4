"""The PIN before what is for colleagues alone: asked here, so that no command can forget it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.events import Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.permissions import PERMISSIONS
from conversations.kit.position import At
from conversations.kit.questions import Asked, Said
from conversations.kit.steps import Interrupt, Step, Wait
from locales.words import Moment, Words, _, say
from storage import pins
from storage.work import Work

PIN = "pin"
"""The flow that asks for it, or lets one be chosen."""
# NOTE: To a colleague who typed a wrong PIN five times; {at} is when they can type it again.
SHUT = _("Too many wrong tries. The PIN works again: {at}")

# NOTE: To a colleague who wrote to a person, above the question for their PIN.
KEPT = _("I keep your text. It goes on after the PIN.")
# NOTE: To a colleague whose text was not sent: no PIN, or they did not want it any more.
DROPPED = _("Your text was not sent, and I do not keep it.")
# NOTE: To a colleague who writes a second text while the first one waits for the PIN.
WAITS = _("Another text of yours waits for the PIN. I do not keep this one.")


@dataclass(frozen=True)
class Unlock:
    """What was asked for before the PIN, done after it: a command, or the data of a button.

    Nothing: the question that was open. `kept` is the hash of a PIN that is being chosen.
    """

    command: str | None = None
    argument: str = ""
    data: str | None = None
    kept: str | None = None


def is_locked(work: Work, actor: Actor, name: str, *, begun: bool = False) -> bool:
    """Tell whether the PIN comes first; `begun`: it was typed for this when it began."""
    grant = PERMISSIONS.get(name)
    lock = grant.lock if grant else None
    if lock is None or actor.person is None or actor.proven:
        return False
    asks_always = lock == "always" and not begun
    return asks_always or not pins.is_open(work, actor.person.id)


def waits_for_pin(context: Context, flow: Flow[Any]) -> bool:
    """Tell whether a guarded flow goes on only after the PIN."""
    guard = flow.guard
    return guard is not None and is_locked(context.work, context.actor, guard, begun=True)


def shut(work: Work, actor: Actor) -> Words | None:
    """Say until when no PIN is heard after too many wrong ones; None where one is."""
    until = pins.shut_until(work, actor.person.id) if actor.person else None
    return say(SHUT, at=Moment(until.astimezone(work.zone))) if until else None


def holds_text(context: Context) -> bool:
    """Tell whether something that was typed waits for the PIN."""
    return isinstance(context.position.begun, At)


def first_then(context: Context, flow: str, notes: object) -> Sequence[Wait | Interrupt]:
    """Ask for the PIN, then go on with what was typed, which is in the notes of a flow.

    It is not kept while no PIN is heard, nor where an older text waits already.
    """
    begun, closed = At(flow, "", notes), shut(context.work, context.actor)
    if closed is not None:
        context.send(Message((closed, DROPPED)))
        return ()
    if context.position.begun not in (None, begun):
        context.echo = WAITS
        return first(Unlock())
    context.echo = KEPT
    return [Wait(begun, Interrupt(PIN, Unlock()))]


def hear_later(
    here: Here[Any], flow: Flow[Any], question: Asked[Any], said: Said
) -> Sequence[Wait | Interrupt]:
    """Ask for the PIN; what was typed is kept where the flow can, else it is said to be lost."""
    if not isinstance(said, Typed):
        return first(Unlock())
    notes = flow.held(here, question.name, said.text) if flow.held else None
    if notes is not None:
        return first_then(here.context, flow.name, notes)
    here.context.echo = DROPPED
    return first(Unlock())


def go_on(
    context: Context, flow: Flow[Any] | None, begun: At, steps: Sequence[Step[Any]]
) -> Sequence[Step[Any]]:
    """Go on with what waited for the PIN, then with the steps; what still asks comes last.

    It waits on where another flow ended without a PIN, and is dropped where no flow may go on.
    """
    if flow is None:
        context.send(Message((DROPPED,)))
        return steps
    if waits_for_pin(context, flow):
        return [Wait(begun, Interrupt(PIN, Unlock())), *steps]
    goes = Interrupt(flow.name, begun.notes)
    asks = flow.open_questions(Here(context, begun.notes))
    return [*steps, goes] if asks else [goes, *steps]


def first(wanted: Unlock) -> Sequence[Interrupt]:
    """Ask for the PIN, then do what is wanted."""
    return [Interrupt(PIN, wanted)]
