"""What a firm is told of somebody unasked; read later it says what is true then."""

from __future__ import annotations

from datetime import date

from conversations.cards.asked import people_in
from conversations.cards.candidate import candidate_message
from conversations.cards.candidate_buttons import KIND
from conversations.cards.candidate_ends import (
    GONE,
    NOTHING_TO_DO,
    ended_message,
    nobody_comes,
)
from conversations.cards.firm import contact_lines
from conversations.cards.offer import offer_title
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from locales.words import Day
from storage import offers, people
from storage.introductions import showing, steps
from storage.models.outbox import OutboxState
from storage.work import Work


def news(outgoing: Outgoing) -> Message | None:
    """Tell a firm what changed with somebody, and what it can do now."""
    found = steps.find(outgoing.work, outgoing.row.subject)
    if found is None or not _speaks(outgoing, found.employer_id):
        return _over(outgoing)
    if found.revision != outgoing.row.revision and not _stands(outgoing):
        return None
    if found.ended_at is not None:
        return ended_message(outgoing.work, found)
    seen = showing.for_firm(outgoing.work, found.id)
    return candidate_message(outgoing.work, seen) if seen else _over(outgoing)


def gone(outgoing: Outgoing) -> Message | None:
    """Tell a firm that somebody is no longer available, of whom nothing is kept.

    The row names the offer, and as its revision the day that was agreed (an ordinal, 0: none).
    """
    offer = offers.find(outgoing.work, outgoing.row.subject)
    if offer is None or not _speaks(outgoing, offer.employer_id):
        return None
    day = date.fromordinal(outgoing.row.revision) if outgoing.row.revision else None
    off = nobody_comes(Day(day)) if day and day >= outgoing.today else []
    lines = (GONE, offer_title(offer), *off, NOTHING_TO_DO)
    return Message((*lines, *contact_lines(outgoing.work, offer.employer)))


def count_views(work: Work, message: Message) -> None:
    """Count the people a message shows to a firm, when it goes out or comes to stand on a page."""
    showing.viewed(work, people_in(message, KIND))


def _speaks(outgoing: Outgoing, firm: int) -> bool:
    return people.speaks_for(outgoing.work, outgoing.person.id, firm)


def _stands(outgoing: Outgoing) -> bool:
    """Tell whether the message stands there already and is only read once more."""
    return outgoing.row.state is OutboxState.SENT


def _over(outgoing: Outgoing) -> Message | None:
    return Message((GONE,)) if _stands(outgoing) else None
