"""What staff may see: their own centre, or all for those responsible everywhere."""

from __future__ import annotations

from collections.abc import Collection

from conversations.kit.actor import Actor
from locales.words import Words, _, verbatim
from storage.models.people import RoleName
from storage.people import EVERYWHERE, TEAM
from storage.places import centre
from storage.work import Work


def scope(actor: Actor, roles: Collection[RoleName] = TEAM) -> str | None:
    """Return the centre these roles reach, None for all of them; LookupError for who holds none."""
    scopes = actor.scopes(roles)
    if not scopes:
        raise LookupError("somebody who works at no centre")
    return None if EVERYWHERE in scopes else scopes[0]


# NOTE: Stands for the name of a centre.
def centre_name(work: Work, key: str | None) -> Words:
    """Name a centre, or all of them."""
    found = centre(work, key) if key and key != EVERYWHERE else None
    return verbatim(found.name) if found else _("all centres")
