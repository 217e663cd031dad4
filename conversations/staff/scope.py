"""What staff may see: their own centre, or all for those responsible everywhere."""

from __future__ import annotations

from conversations.kit.commands import scope_of
from conversations.kit.context import Context
from storage.models.people import RoleName
from storage.people import EVERYWHERE, roles_of

ALL_CENTRES = ""


def is_responsible(context: Context, centre: str | None) -> bool:
    """Tell whether the person works for that centre; what belongs to none is everybody's."""
    if context.chat.person_id is None:
        return False
    roles = roles_of(context.work, context.chat.person_id)
    own = {scope for role, scope in roles if role == RoleName.STAFF}
    return bool({role for role, _ in roles} & set(EVERYWHERE)) or bool(
        own if centre is None else centre in own
    )


def scope(context: Context) -> str | None:
    """Return the centre the person works for, ALL_CENTRES, or None for somebody else."""
    if scope_of(context, *EVERYWHERE) is not None:
        return ALL_CENTRES
    return scope_of(context, RoleName.STAFF)
