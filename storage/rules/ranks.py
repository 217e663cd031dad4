"""Who may make whom a colleague: nobody gives more than they have."""

from __future__ import annotations

from collections.abc import Collection, Sequence

EVERYWHERE = "*"
AT_A_CENTRE = ("staff", "lead", "mediator")
OVER_ALL = ("coordinator",)
GIVERS = frozenset({"lead", "coordinator", "admin"})
Roles = Collection[tuple[str, str]]
"""Roles by name, each with its scope."""


def reach(roles: Roles) -> frozenset[str]:
    """Return the centres, or EVERYWHERE, for which somebody may give roles."""
    return frozenset(scope for role, scope in roles if role in GIVERS and scope)


def giveable(roles: Roles) -> Sequence[str]:
    """Return the roles somebody may give: those for all centres only who has all."""
    scopes = reach(roles)
    if not scopes:
        return ()
    return (*AT_A_CENTRE, *OVER_ALL) if EVERYWHERE in scopes else AT_A_CENTRE


def may_give(roles: Roles, role: str, scope: str) -> bool:
    """Tell whether somebody may give a role with a scope."""
    scopes = reach(roles)
    if not scope or role not in giveable(roles) or (role in OVER_ALL) != (scope == EVERYWHERE):
        return False
    return EVERYWHERE in scopes or scope in scopes


def outranks(roles: Roles, others: Roles) -> bool:
    """Tell whether what somebody reaches covers all that another holds."""
    scopes = reach(roles)
    return bool(scopes) and all(EVERYWHERE in scopes or scope in scopes for _role, scope in others)
