"""What a firm needed before: the needs that are closed, a page of them at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conversations.cards.opening import KIND
from conversations.employer.need_card import card
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message
from conversations.kit.pages import MOST_PAGES, page
from locales.words import Count, _, p_, say
from storage.desk import closed_of
from storage.models import Offer
from storage.rules.typed import number
from storage.work import Work

COMMAND, MOST_SHOWN = "myoffers", 5
FIRST = MOST_PAGES + 1
"""From this page of a firm's needs on they are closed ones."""


def is_closed(argument: str) -> bool:
    """Tell whether a page of a firm's needs is one of closed needs."""
    return (number(argument) or 0) >= FIRST


def show_closed(context: Context, argument: str) -> None:
    """Show each closed need with what can be done: the same once more, or open it again."""
    work, actor = context.work, context.actor
    every = own(work, actor, closed_of)
    at = (number(argument) or FIRST) - FIRST + 1
    found = page(every, f"{at}", MOST_SHOWN)
    if found.number == 1:
        # NOTE: To a firm, above needs it closed, or whose places were taken.
        title = say(_("<b>Earlier needs: {count}</b>"), count=Count(len(every)))
        context.send(Message((title,)))
    cards = ((card(work, actor, each), (KIND, each.id)) for each in found.items)
    replace(found, number=found.number + FIRST - 1).show(context, COMMAND, cards)


def way_there(work: Work, actor: Actor) -> list[Button]:
    """Return the button to the closed needs, where there are any."""
    count = Count(len(own(work, actor, closed_of)))
    # NOTE: A button, to a firm: what it needed before.
    label = say(p_("button", "🗂️ Earlier: {count}"), count=count)
    return [button(label, f"{COMMAND}-{FIRST}")] if count.number else []


def own(work: Work, actor: Actor, of: Callable[[Work, int], list[Offer]]) -> list[Offer]:
    """Return such offers of each firm somebody speaks for."""
    return [offer for key in actor.firms for offer in of(work, key)]
