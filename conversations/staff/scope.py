"""What staff may see: their own centre, or all for those responsible everywhere."""

from __future__ import annotations

from conversations.kit.context import Context
from storage.people import EVERYWHERE, TEAM, covers, roles_of


def is_responsible(context: Context, centre: str | None) -> bool:
    """Tell whether the person works for that centre; what belongs to none is everybody's."""
    return any(covers(scope, centre) for scope in _scopes(context))


def scope(context: Context) -> str | None:
    """Return the centre the person works for, EVERYWHERE, or None for somebody else."""
    scopes = _scopes(context)
    return EVERYWHERE if EVERYWHERE in scopes else next(iter(scopes), None)


def _scopes(context: Context) -> list[str]:
    if context.chat.person_id is None:
        return []
    roles = roles_of(context.work, context.chat.person_id)
    return sorted(scope for role, scope in roles if role in TEAM and scope)
