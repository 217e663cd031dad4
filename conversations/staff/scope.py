"""What staff may see: their own centre, or all for those responsible everywhere."""

from __future__ import annotations

from conversations.kit.actor import Actor
from storage.people import EVERYWHERE, TEAM


def scope(actor: Actor) -> str:
    """Return the centre somebody works for, or EVERYWHERE; LookupError for anybody else."""
    scopes = actor.scopes(TEAM)
    if not scopes:
        raise LookupError("somebody who works at no centre")
    return EVERYWHERE if EVERYWHERE in scopes else scopes[0]
