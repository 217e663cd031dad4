"""All open questions of one firm in one message a day, the next one after each tap."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards import asked
from conversations.cards.asked import COMMAND, NOTHING_OPEN, questions_message
from conversations.employer.candidate_news import count_views
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import EMPLOYER
from conversations.kit.steps import Onward
from storage import people
from storage.models.outbox import OutboxState
from storage.work import Work


def questions(outgoing: Outgoing) -> Message | None:
    """Ask a firm what is open today; nothing where it was answered before the message went out."""
    firm = outgoing.row.subject or 0
    if not people.speaks_for(outgoing.work, outgoing.person.id, firm):
        return None
    found = questions_message(outgoing.work, [firm])
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
    return questions_message(work, _firms(actor)) or Message((NOTHING_OPEN,))


def goes_on(context: Context, card: Message, answered: Message) -> Message:
    """Ask the next question below what an answer came to, where the message asks several.

    Elsewhere, and after the last one, the card stays as it is.
    """
    work = context.work
    firms = asked.asks_several(work, context.tapped, _firms(context.actor))
    more = questions_message(work, firms) if firms else None
    if more is None or context.tapped is None:
        return card
    joined = asked.below(answered, more)
    count_views(work, joined)
    return joined


def _firms(actor: Actor) -> Sequence[int]:
    return sorted(int(scope) for scope in actor.scopes(EMPLOYER) if scope.isdigit())
