"""The cards that stand in a chat and still hold: the newest first, as they would look now."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.kit.context import Context
from conversations.kit.guard import sight
from conversations.kit.messages import Message
from conversations.kit.pages import next_page
from conversations.registry import HOUSE
from storage.queues import shown

MOST = 12


def living_cards(context: Context) -> Iterator[tuple[int, Message]]:
    """Render the newest cards of a chat afresh, each with its message.

    What is over, gone or not theirs is left out.
    """
    for row, subject, key in shown.in_chat(context.work, context.chat.id, MOST):
        card = _noted(context, subject, key)
        if card is not None and card.rows:
            yield row, card


def _noted(context: Context, kind: str, key: int) -> Message | None:
    subject = HOUSE.subjects.get(kind)
    if subject is None:  # a list, whose next page is a button away
        return Message((), next_page(kind, key)) if HOUSE.lets(context, kind) else None
    thing = sight(context.work, context.actor, subject, key)
    return subject.card(context.work, context.actor, thing) if thing is not None else None
