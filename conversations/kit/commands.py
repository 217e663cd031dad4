"""What a command is: a name, a word in every language, who may use it, what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conversations.kit.context import Context
from conversations.kit.steps import Onward
from locales.words import Words
from storage.models.people import RoleName
from storage.people import TEAM, roles_of

EVERYBODY: frozenset[RoleName] = frozenset()


@dataclass(frozen=True)
class Command:
    """One entry of the permission table.

    `typed` is the word valid anywhere (alternatives separated by commas); `roles` empty means
    everybody; `scoped` commands act on the centre or employer of the role.
    """

    name: str
    about: Words
    do: Callable[[Context, str], Sequence[Onward]]
    roles: frozenset[RoleName] = EVERYBODY
    typed: Words | None = None
    in_menu: bool = True


def may(context: Context, command: Command) -> bool:
    """Tell whether the person behind the chat may use the command: the one guard."""
    return not command.roles or bool(command.roles & held(context))


def held(context: Context) -> frozenset[RoleName]:
    """Return the roles the person behind the chat holds; without a scope nobody is staff."""
    if context.chat.person_id is None:
        return frozenset()
    roles = roles_of(context.work, context.chat.person_id)
    return frozenset(role for role, scope in roles if scope or role not in TEAM)
