"""/mypeople: everybody on the way to a firm, who comes first at the top; a tap opens the card."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards import on_the_way
from conversations.cards.candidate_told import WHO
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.pages import first_of
from conversations.kit.steps import Onward
from storage.introductions import showing
from storage.work import Work


def show_people(context: Context, argument: str) -> Sequence[Onward]:
    """Show who is on the way, and which day is agreed."""
    message = on_the_way.people_message(context.work, context.actor.firms, argument)
    context.send(message, first_of(WHO, argument))
    return ()


def is_awaited(context: Context) -> bool:
    """Tell whether anybody is on the way to a firm of who is in this chat."""
    return showing.is_awaited(context.work, context.actor.firms)


def people_message(work: Work, actor: Actor) -> Message:
    """Show the first page of who is on the way to the firms somebody speaks for."""
    return on_the_way.people_message(work, actor.firms)
