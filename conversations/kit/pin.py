"""The PIN before what is for colleagues alone: asked here, so that no command can forget it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.permissions import PERMISSIONS
from conversations.kit.steps import Interrupt
from locales.words import Moment, Words, _, say
from storage import pins
from storage.work import Work

PIN = "pin"
"""The flow that asks for it, or lets one be chosen."""
# NOTE: To a colleague who typed a wrong PIN five times; {at} is when they can type it again.
SHUT = _("Too many wrong tries. The PIN works again: {at}")


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


def first(wanted: Unlock) -> Sequence[Interrupt]:
    """Ask for the PIN, then do what is wanted."""
    return [Interrupt(PIN, wanted)]
