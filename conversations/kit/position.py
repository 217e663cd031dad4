"""Where a chat stands, typed: one small row that passes through the database between all turns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

Half: TypeAlias = bool | str | list[str] | None


@dataclass(frozen=True)
class NoNotes:
    """Nothing to note until the flow ends."""


@dataclass(frozen=True)
class At:
    """One question of one flow.

    `notes` belong to that flow alone and end with it; `half` is what the question keeps while it
    is half answered and dies with it; `alone`: it is asked again, to correct one answer; `about`
    says how what it is about stood when it was asked.
    """

    flow: str
    question: str
    notes: Any = field(default_factory=NoNotes)
    half: Half = None
    alone: bool = False
    about: str | None = None


@dataclass(frozen=True)
class Begun:
    """A command somebody wanted before we knew a language: run as soon as there is one."""

    command: str
    argument: str = ""


@dataclass(frozen=True)
class Visitor:
    """All that is known of a chat without a profile: it empties into the profile."""

    looking: bool = False
    ags: str | None = None
    plz: str | None = None
    centre: str | None = None


@dataclass(frozen=True)
class Shown:
    """The current prompt: its outbox row, and whether it came with a reply keyboard.

    A message with a reply keyboard can never be edited.
    """

    row: int
    keyboard: bool = False


@dataclass(frozen=True)
class Position:
    """Where a chat stands; `aside` is the one matter put aside, `serial` counts the prompts.

    `begun` waits for what is needed first: a command for a language, a flow for the PIN.
    """

    at: At | None = None
    aside: At | None = None
    begun: Begun | At | None = None
    visitor: Visitor = Visitor()
    serial: int = 0
    prompt: Shown | None = None
    asked_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Tell whether anything is held that retention has promised to forget."""
        notes = [each for each in (self.at, self.aside) if each and _is_full(each)]
        return bool(notes or self.aside or self.begun or self.visitor != Visitor())


def put_aside(position: Position, flow: str, *, starts: bool, is_open: bool) -> Position:
    """Put the open matter aside: one at most, and never one onto itself; a start drops it."""
    at, aside = position.at, position.aside
    if at and aside is None and is_open:
        aside = at
    if starts or (aside and aside.flow == flow):
        aside = None
    return replace(position, aside=aside)


def _is_full(at: At) -> bool:
    return at.half is not None or at.notes != type(at.notes)()
