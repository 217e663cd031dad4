"""What the engine knows of the house: flows, commands and subjects by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from conversations.kit.codec import Legacy
from conversations.kit.commands import Command
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.permissions import NEWCOMER, is_for, may
from conversations.kit.pin import Unlock, first, is_locked, shut
from conversations.kit.position import At, Begun, Position
from conversations.kit.questions import Asked
from conversations.kit.steps import Onward
from conversations.kit.subject import Subject, Subjects
from locales.words import Words


@dataclass(frozen=True)
class House:
    """Everything there is by name; `forget` erases with a farewell.

    `refuse` answers what somebody may not, `consent` who has to agree first; `keeps_out` answers
    who is not let in yet; `legacy` reads where a chat stood before positions were typed. `goes_on`
    returns a card, or what an answer came to in short with the next question below it.
    """

    flows: Sequence[Flow[Any]]
    commands: Sequence[Command]
    things: Sequence[Subject[Any]]
    forget: Callable[[Context, tuple[Words, ...]], None]
    refuse: Callable[[Context], None]
    consent: Callable[[Context, Begun], Sequence[Onward]]
    legacy: Legacy
    keeps_out: Callable[[Context, str], bool]
    goes_on: Callable[[Context, Message, Message], Message]

    @cached_property
    def _flows(self) -> dict[str, Flow[Any]]:
        return {each.name: each for each in self.flows}

    @cached_property
    def _commands(self) -> dict[str, Command]:
        return {each.name: each for each in self.commands}

    @cached_property
    def subjects(self) -> Subjects:
        """The subjects of standing buttons by their kind."""
        return {each.kind: each for each in self.things}

    def flow(self, name: str) -> Flow[Any]:
        """Return a flow; LookupError where none is called so."""
        found = self.find_flow(name)
        if found is None:
            raise LookupError(f"no flow is called {name}")
        return found

    def find_flow(self, name: str) -> Flow[Any] | None:
        """Return a flow, None for a name that no longer exists."""
        return self._flows.get(name)

    def notes_of(self, name: str) -> Callable[[], object] | None:
        """Return what makes fresh notes of a flow, None for one that no longer exists."""
        flow = self.find_flow(name)
        return flow.notes if flow else None

    def command(self, name: str) -> Command | None:
        """Return a command, None for a name nobody gave."""
        return self._commands.get(name)

    def question_at(self, at: At | None) -> tuple[Flow[Any], Asked[Any]] | None:
        """Return the open flow and question; a stored one that no longer exists counts as none."""
        flow = self.find_flow(at.flow) if at else None
        if at is None or flow is None:
            return None
        question = next((each for each in flow.questions if each.name == at.question), None)
        return (flow, question) if question else None

    def without_over(self, context: Context, position: Position) -> Position:
        """Return where a chat stands without what is over by now."""
        at, aside = (
            None if self._is_over(context, each) else each for each in (position.at, position.aside)
        )
        return replace(position, at=at, aside=aside)

    def _is_over(self, context: Context, at: At | None) -> bool:
        flow = self.find_flow(at.flow) if at else None
        if at is None or flow is None or flow.over is None:
            return False
        return flow.over(Here(context, at.notes))

    def lets(self, context: Context, name: str) -> bool:
        """Tell whether there is such a command and the person may."""
        command = self.command(name)
        return command is not None and may(context.actor, command.row)

    def run(self, context: Context, name: str, argument: str) -> Sequence[Onward]:
        """Carry out a command where the person may; else answer as if there were none."""
        command = self.command(name)
        if self.keeps_out(context, name):
            return ()
        if command is None or not may(context.actor, command.row):
            if command and context.person is None and is_for(NEWCOMER, command.row):
                return self.consent(context, Begun(name, argument))
            self.refuse(context)
            return ()
        if is_locked(context.work, context.actor, command.row):
            return self._lock(context, Unlock(name, argument))
        return command.do(context, argument)

    def _lock(self, context: Context, wanted: Unlock) -> Sequence[Onward]:
        """Ask for the PIN first, or say how long none is heard."""
        closed = shut(context.work, context.actor)
        if closed is None:
            return first(wanted)
        context.send(Message((closed,)))
        return ()
