"""A subject: a thing seen by one role, with its card and what can be done to it by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message
from conversations.kit.steps import Onward
from locales.words import Ltr, Words, _, say
from storage.work import Work

# NOTE: Last line of a card: what to type instead of tapping, with the number of a button.
CODE = _("Code: {code}")
T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What an action comes to: a toast, a card, what changed elsewhere, what follows.

    Without a card and steps the subject's own card is shown afresh, unless `shows` is off. Where
    somebody only `looks`, other cards of the thing stay as they are. `below` is said besides.
    `changed` names subjects by kind and key whose cards others have before them. `answered` says in
    short that a question is done: where it was one of several, the next one follows in its place.
    """

    toast: Words | None = None
    card: Message | None = None
    changed: Sequence[tuple[str, int]] = ()
    steps: Sequence[Onward] = ()
    shows: bool = True
    looks: bool = False
    below: Message | None = None
    answered: Message | None = None


def _is_open(work: Work, actor: Actor, thing: object, argument: str) -> Result | None:
    return None


def _matters(thing: object, argument: str) -> bool:
    return True


def never(thing: object, argument: str) -> bool:
    """For `stale`: it does not matter how old the button is."""
    return False


def _is_bare(argument: str) -> bool:
    return not argument


def _has_its_card(work: Work, actor: Actor, thing: object, row: int) -> Message | None:
    return None


def _alone(work: Work, thing: object) -> Sequence[tuple[str, int]]:
    return ()


@dataclass(frozen=True)
class Action(Generic[T]):
    """One thing to do; it knows no chat.

    `closed` returns what is shown where the state does not allow it; `stale` tells whether it
    matters that the button is older than the thing; `accepts` knows the arguments there are.
    """

    do: Callable[[Work, Actor, T, str], Result]
    closed: Callable[[Work, Actor, T, str], Result | None] = _is_open
    stale: Callable[[T, str], bool] = _matters
    accepts: Callable[[str], bool] = _is_bare


@dataclass(frozen=True)
class Subject(Generic[T]):
    """A kind of thing with standing buttons; `letter` begins its typed code, such as T12.

    `scope` says whose a thing is, as the permission table weighs it. `anew` is what is shown where
    it changed in the meantime, if that is not the card. `cards` is the kind that stands for the
    same thing, where another has the card; `is_list`: the card is a list with pages of its own.
    `along` names the things, by kind and key, whose cards tell how far this one is. `among` returns
    what a message (an outbox row) says now that shows more than it, None for one with its card.
    """

    kind: str
    letter: str
    find: Callable[[Work, Actor, int], T | None]
    scope: Callable[[T], str | None]
    revision: Callable[[T], int]
    card: Callable[[Work, Actor, T], Message]
    actions: Mapping[str, Action[T]]
    anew: Callable[[Work, Actor, T, str], Message] | None = None
    cards: str | None = None
    is_list: bool = False
    along: Callable[[Work, T], Sequence[tuple[str, int]]] = _alone
    among: Callable[[Work, Actor, T, int], Message | None] = _has_its_card

    def row(self, action: str) -> str:
        """The name of an action's row in the permission table."""
        return f"{self.kind}.{action}"

    def button(self, label: Words, key: int, revision: int, action: str) -> Button:
        """Build a standing button."""
        return Button(label, str(Standing(self.kind, key, revision, action)))

    def leads(self, label: Words, key: int, revision: int) -> Button:
        """Build a button of a list that shows the card below, so that the list stays one."""
        return replace(self.button(label, key, revision, "open"), leads=True)

    def code(self, key: int) -> Words:
        """Return the line that prints the code of the typed twin."""
        return say(CODE, code=Ltr(f"{self.letter}{key}"))


Subjects = Mapping[str, Subject[Any]]
