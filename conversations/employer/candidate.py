"""Somebody who is interested, as their firm reads it: a code and no name before their yes."""

from __future__ import annotations

from conversations.cards.offer import offer_title
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from storage import offers
from storage.introductions import steps


def news(outgoing: Outgoing) -> Message | None:
    """Tell a firm what changed with somebody."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None


def trial(outgoing: Outgoing) -> Message | None:
    """Tell a firm on the eve who comes."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None


def gone(outgoing: Outgoing) -> Message | None:
    """Tell a firm that somebody is no longer available."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None
