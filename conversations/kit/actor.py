"""Who acts, whatever the door: a chat, a command, a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from conversations.kit.grants import EMPLOYER
from locales.languages import FALLBACK
from storage.models import Person
from storage.models.people import RoleName
from storage.people import roles_of
from storage.work import Work

Roles = frozenset[tuple[RoleName, str]]


@dataclass(frozen=True)
class Actor:
    """A person with the roles held when the turn began; no person where nobody agreed yet.

    `proven`: they typed their PIN in this very turn.
    """

    person: Person | None = None
    roles: Roles = frozenset()
    language: str = FALLBACK
    proven: bool = False

    @property
    def key(self) -> str | None:
        """The scope of what is this person's own."""
        return str(self.person.id) if self.person else None

    @property
    def practises(self) -> bool:
        """Whether it is a colleague who looks at the other side."""
        return self.person is not None and self.person.practice_of is not None

    def scopes(self, roles: Collection[RoleName]) -> list[str]:
        """Return how far these roles reach; one without a scope reaches nothing."""
        return sorted({scope for role, scope in self.roles if role in roles and scope})

    @property
    def firms(self) -> list[int]:
        """The keys of the firms this person speaks for, in order."""
        return sorted(int(scope) for scope in self.scopes(EMPLOYER) if scope.isdigit())


def actor_of(work: Work, person: Person | None, language: str | None) -> Actor:
    """Return who acts; roles are read now."""
    roles: Roles = roles_of(work, person.id) if person else frozenset()
    return Actor(person, roles, language or FALLBACK)
