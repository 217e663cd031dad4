"""How something is allowed: to which roles, of whose things, and when the PIN is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storage.models.people import RoleName
from storage.people import COLLEAGUES, LEADS, TEAM

EVERYBODY: frozenset[RoleName] = frozenset()
NEWCOMER = frozenset({RoleName.NEWCOMER})
EMPLOYER = frozenset({RoleName.EMPLOYER})


@dataclass(frozen=True)
class Grant:
    """Roles that may (none named: everybody), and what of.

    `own` is what belongs to the person; `holder` what they are one of the holders of (their keys,
    with spaces); `centre` and `employer` what the scope of the role reaches; `any` whatever there
    is. What is for colleagues alone takes their PIN after an hour
    without use; `pin` says that it is asked for each time.
    """

    roles: frozenset[RoleName]
    scope: Literal["any", "own", "holder", "centre", "employer"]
    pin: Literal["always"] | None = None

    @property
    def lock(self) -> Literal["always", "hour"] | None:
        """When the PIN is asked for; None for what is not for colleagues alone."""
        return (self.pin or "hour") if self.roles and self.roles <= COLLEAGUES else None


ALL = Grant(EVERYBODY, "any")
OWN = Grant(NEWCOMER, "own")
MINE = Grant(EVERYBODY, "own")
CENTRE = Grant(TEAM, "centre")
CENTRE_WITH_PIN = Grant(TEAM, "centre", pin="always")
LEADING = Grant(LEADS, "centre")
RESCUING = Grant(LEADS, "any")
HELD = Grant(TEAM, "holder")
MEDIATING = Grant(frozenset({RoleName.MEDIATOR}), "centre")
MEDIATED = Grant(frozenset({RoleName.MEDIATOR}), "holder")
FIRM = Grant(EMPLOYER, "employer")
COLLEAGUE = Grant(TEAM | {RoleName.ADMIN}, "centre")
COLLEAGUE_WITH_PIN = Grant(TEAM | {RoleName.ADMIN}, "centre", pin="always")
LEAD = Grant(LEADS | {RoleName.ADMIN}, "centre")
LEAD_WITH_PIN = Grant(LEADS | {RoleName.ADMIN}, "centre", pin="always")
