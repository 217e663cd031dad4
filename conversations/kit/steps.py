"""What a step of a conversation results in: a value that says where to go, never a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from conversations.kit.position import At, Begun
from locales.words import Words

N_co = TypeVar("N_co", covariant=True)


@dataclass(frozen=True)
class Next(Generic[N_co]):
    """The following question, or the end; with `notes` where there is something to note."""

    notes: N_co | None = None


@dataclass(frozen=True)
class Goto(Generic[N_co]):
    """Another question of this flow by name; a correction stays one."""

    question: str
    notes: N_co | None = None


@dataclass(frozen=True)
class Correct:
    """One question of a flow alone; in the same flow the notes stay."""

    flow: str
    question: str


@dataclass(frozen=True)
class Start:
    """A new matter, from its first question or the one named; what was put aside is dropped."""

    flow: str
    notes: object = None
    question: str | None = None


@dataclass(frozen=True)
class Interrupt:
    """Another matter first; what is open is put aside until `Resume`."""

    flow: str
    notes: object = None


@dataclass(frozen=True)
class Run:
    """A command, as if the person had asked for it."""

    command: str
    argument: str = ""


@dataclass(frozen=True)
class Press:
    """A standing button by its data, as if the person had tapped it."""

    data: str


@dataclass(frozen=True)
class Leave:
    """Stop asking, without what follows the flow; what was put aside or begun is dropped."""


@dataclass(frozen=True)
class Resume:
    """Ask what is open or was put aside again; the menu where nothing is."""


@dataclass(frozen=True)
class Wait:
    """First what is needed for it, then what was begun: at the end of the flow that is needed."""

    begun: Begun | At
    needs: Start | Interrupt


@dataclass(frozen=True)
class Forget:
    """Erase the person and all that is known of the chat, then say these words."""

    words: tuple[Words, ...]


@dataclass(frozen=True)
class Bring:
    """Go on here with what somebody began in another chat of theirs; it ends there."""

    chat: int


Onward: TypeAlias = (
    Correct | Start | Interrupt | Run | Press | Leave | Resume | Wait | Forget | Bring
)
"""What may follow a command, a press, the end of a flow."""
Step: TypeAlias = Next[N_co] | Goto[N_co] | Onward
"""What may follow an answer in a flow whose notes are `N_co`."""
