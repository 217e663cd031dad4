"""Somebody who is interested, as their firm reads it: a code and no name before their yes."""

from __future__ import annotations

from datetime import date

from conversations.cards.offer import offer_title
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from locales.words import Day, _, say
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
    """Tell a firm that somebody is no longer available: for which offer, and for which day."""
    offer, day = offers.find(outgoing.work, outgoing.row.subject), outgoing.row.revision
    if offer is None:
        return None
    # NOTE: To a firm: somebody deleted their data; who it was is not said. The offer follows.
    lines = [_("👋 Somebody is no longer available."), offer_title(offer)]
    if day:
        # NOTE: To a firm, below: Somebody is no longer available. On that day they were to come.
        lines.append(say(_("Nobody comes on this day: {day}"), day=Day(date.fromordinal(day))))
    return Message(tuple(lines))
