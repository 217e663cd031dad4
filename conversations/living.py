"""The cards that stand in a chat and still hold: the newest first, as they would look now."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.kit.context import Context
from conversations.kit.guard import sight
from conversations.kit.messages import Message
from conversations.kit.pages import next_page
from conversations.registry import HOUSE
from storage.models import ShownCard
from storage.queues import shown

MOST = 12


def living_cards(context: Context) -> Iterator[Message]:
    """Render the newest cards of a chat afresh; what is over, gone or not theirs is left out."""
    for place in shown.in_chat(context.work, context.chat.id, MOST):
        card = _noted(context, place)
        if card is not None and card.rows:
            yield card


def _noted(context: Context, place: ShownCard) -> Message | None:
    if HOUSE.lets(context, place.subject):  # a list, whose next page is a button away
        return Message((), next_page(place.subject, place.subject_id))
    subject = HOUSE.subjects.get(place.subject)
    if subject is None:
        return None
    thing = sight(context.work, context.actor, subject, place.subject_id)
    return subject.card(context.work, context.actor, thing) if thing is not None else None
