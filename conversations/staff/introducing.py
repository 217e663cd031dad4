"""Introductions as their centre sees them: who is stuck, and each step for who has no face."""

from __future__ import annotations

from conversations.cards.offer import offer_title
from conversations.cards.unpaid import warning
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from storage import offers
from storage.introductions import steps


def notice(outgoing: Outgoing) -> Message | None:
    """Tell a colleague whose turn it is."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    if found is None or offer is None:
        return None
    return Message((offer_title(offer), *warning(outgoing.work, found.person_id, offer)))
