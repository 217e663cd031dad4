"""How it goes on with a firm somebody is interested in: what they read, and what they answer."""

from __future__ import annotations

from conversations.cards.offer import offer_title
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from storage import offers
from storage.introductions import steps


def news(outgoing: Outgoing) -> Message | None:
    """Say how far it is with a firm, and what comes next."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None


def trial(outgoing: Outgoing) -> Message | None:
    """Remind of a day at a firm."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None


def check(outgoing: Outgoing) -> Message | None:
    """Ask how it goes at work."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    offer = offers.find(outgoing.work, found.offer_id) if found else None
    return Message((offer_title(offer),)) if offer else None
