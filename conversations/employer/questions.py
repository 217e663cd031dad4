"""What is new and open for one firm in one message a day, the next question after each tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards import asked
from conversations.cards.asked import NOTHING_OPEN, day_message, questions_message
from conversations.cards.candidate_told import COMMAND, list_row
from conversations.employer.candidate_news import count_views
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.steps import Onward
from storage import people
from storage.introductions.showing import is_awaited
from storage.models.outbox import OutboxState
from storage.work import Work


def questions(outgoing: Outgoing) -> Message | None:
    """Say what is new and ask what is open; nothing where neither is left when it goes out."""
    firm = outgoing.row.subject or 0
    if not people.speaks_for(outgoing.work, outgoing.person.id, firm):
        return None
    found = day_message(outgoing.work, outgoing.row)
    stands = outgoing.row.state is OutboxState.SENT
    return found or (Message((NOTHING_OPEN,)) if stands else None)


def show_questions(context: Context, argument: str) -> Sequence[Onward]:
    """Show what is open now, whenever somebody of a firm asks."""
    message = questions_card(context.work, context.actor)
    context.send(message, (COMMAND, 0))
    count_views(context.work, message)
    return ()


def questions_card(work: Work, actor: Actor) -> Message:
    """Return the first open question of the firms somebody speaks for."""
    firms = actor.firms
    card = questions_message(work, firms) or Message((NOTHING_OPEN,))
    return replace(card, rows=(*card.rows, list_row())) if is_awaited(work, firms) else card


def goes_on(context: Context, card: Message, answered: Message) -> Message:
    """Ask the next question below what an answer came to, where the message asks several.

    Elsewhere, and after the last one, the card stays as it is; what was new stays above.
    """
    work = context.work
    firms = asked.asks_several(work, context.tapped, context.actor.firms)
    more = questions_message(work, firms) if firms else None
    if more:
        count_views(work, more)
    return asked.with_next(work, context.tapped, more, card, answered)
