"""Quick questions to an employer: still open, how many places; one tap each, in place."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.asked import asks_several, questions_message, with_next
from conversations.cards.firm import contacts
from conversations.cards.offer import offer_title
from conversations.cards.opening import (
    COME,
    FILLED,
    KIND,
    LATER,
    LETTER,
    MORE,
    OFF,
    OPEN,
    REOPEN,
    STAY,
    asked_message,
    still_open,
)
from conversations.employer import closed_needs, need_card
from conversations.employer import need_actions as do
from conversations.employer.closed_needs import own
from conversations.employer.need_card import CHANGE, COPY, HOW_TO_CHANGE, LAST, card
from conversations.kit.actor import Actor
from conversations.kit.commands import button as command_button
from conversations.kit.context import Context
from conversations.kit.guard import UNDO
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Count, Words, _, n_, p_, say
from storage import needs
from storage.desk import offers_of
from storage.introductions.called_off import keeps_open
from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers import find, set_places, set_state
from storage.offers_asked import asked_about
from storage.queues.kinds import Kind
from storage.work import Work

PLACES = {"p1": 1, "p2": 2, "p3": 3, "p4": 4}

ASK_AGAIN = n_("Thank you. We ask again in {n} day.", "Thank you. We ask again in {n} days.")


def prompt_message(work: Work, offer_id: int, revision: int | None) -> Message | None:
    """Return "still open?" for what waits; None when the offer changed or is filled."""
    return asked_message(find(work, offer_id), revision)


MOST_SHOWN = 5


def show_own_offers(context: Context, argument: str) -> Sequence[Onward]:
    """Show each own offer with its state and what can be done, below the way to a new one."""
    if closed_needs.is_closed(argument):
        closed_needs.show_closed(context, argument)
        return ()
    found = page(own(context.work, context.actor, offers_of), argument, MOST_SHOWN)
    if found.number == 1:
        context.send(head(context.work, context.actor), ("myoffers", 0))
    found.show(
        context,
        "myoffers",
        (
            (card(context.work, context.actor, each), (EMPLOYER_OFFER.kind, each.id))
            for each in found.items
        ),
    )
    return ()


def head(work: Work, actor: Actor) -> Message:
    """Count what a firm needs, and lead to a new need, one like the last, and closed ones."""
    count = len(own(work, actor, offers_of))
    # NOTE: To a firm, above what it needs.
    some = say(_("<b>What you need: {count}</b>"), count=Count(count))
    # NOTE: Buttons, to a firm: a new need, or one like the last.
    new = command_button(p_("button", "➕ We need somebody"), "need")
    last = command_button(p_("button", "🔁 The last one again"), f"need-{LAST}")
    has_last = needs.last_of(work, actor.firms) is not None
    lines: tuple[Words, ...] = (
        (some,) if count else (_("You have no open offer. Tell us what you need: /need"),)
    )
    closed = closed_needs.way_there(work, actor)
    lines = (*lines, *contacts(work, actor.firms))
    return Message(lines, stacked([new, *([last] if has_last else []), *closed]))


# NOTE: To a firm: how many people it looks for.
def _how_many(offer: Offer) -> Message:
    labels = {
        "p1": p_("button", "1 place"),
        "p2": p_("button", "2 places"),
        "p3": p_("button", "3 places"),
        "p4": p_("button", "4 or more"),
    }
    return Message(
        (offer_title(offer), _("How many places?"), EMPLOYER_PLACES.code(offer.id)),
        paired([_place_button(offer, words, key) for key, words in labels.items()]),
    )


def _place_button(offer: Offer, label: Words, action: str) -> Button:
    return EMPLOYER_PLACES.button(label, offer.id, offer.revision, action)


def _find(work: Work, actor: Actor, offer_id: int) -> Offer | None:
    return find(work, offer_id)


def _whose(offer: Offer) -> str:
    return str(offer.employer_id)


def _revision(offer: Offer) -> int:
    return offer.revision


def _count(work: Work, actor: Actor, offer: Offer) -> Message:
    return _how_many(offer)


def _ask_anew(work: Work, actor: Actor, offer: Offer, argument: str) -> Message:
    return still_open(offer)


def _among(work: Work, actor: Actor, offer: Offer, row: int) -> Message | None:
    """Keep the other questions and the news of a message that asks about several."""
    firms = asks_several(work, row, actor.firms)
    if not firms:
        return None
    is_asked = offer.id in [each.id for each in asked_about(work, offer.employer_id)]
    closes = need_card.waits(work, offer, Kind.OFFER_FILLED)
    answered = None if is_asked and not closes else need_card.in_few(work, offer)
    return with_next(work, row, questions_message(work, firms), card(work, actor, offer), answered)


def _open(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    do.open_again(work, offer)
    return Result(card=_how_many(offer))


def _later(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    keeps_open(work, offer)
    set_state(work, offer, OfferState.PAUSED)
    later = say(ASK_AGAIN, n=Count(work.limits.prompt_days))
    return _answered(Message((offer_title(offer), later, HOW_TO_CHANGE)))


def _answered(card: Message) -> Result:
    return Result(card=card, answered=card)


def _has_places(places: int) -> Action[Offer]:
    def count(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
        do.open_again(work, offer)
        is_at_least = places == max(PLACES.values())
        wanted = max(places, offer.places) if is_at_least else places
        set_places(work, offer, wanted, work.now + work.limits.undo)
        thanks = say(_("Thank you. Places: {count}"), count=Count(offer.places))
        return _answered(Message((offer_title(offer), thanks, HOW_TO_CHANGE)))

    def stale(offer: Offer, argument: str) -> bool:
        return _is_not_open(offer, argument) or offer.places != places

    return Action(count, do.unless_there, stale)


def _is_not_open(offer: Offer, argument: str) -> bool:
    """A second tap asks for what the first one did."""
    return offer.state != OfferState.OPEN


def _is_not_paused(offer: Offer, argument: str) -> bool:
    return offer.state != OfferState.PAUSED


ACTIONS = {
    OPEN: Action(_open, do.unless_there, _is_not_open),
    LATER: Action(_later, do.unless_there, _is_not_paused),
    FILLED: Action(do.filled, do.if_filled),
    COME: Action(do.come, do.unless_coming, never),
    OFF: Action(do.off, do.unless_coming, never),
    REOPEN: Action(do.reopen, do.unless_closed, never),
    STAY: Action(do.stays, do.unless_filled, never),
    MORE: Action(do.more, do.unless_draft),
    CHANGE: Action(do.change, do.if_closing),
    COPY: Action(do.again, do.if_stopped, never),
    UNDO: Action(do.undo, do.unless_waiting, never),
}
COUNTS = {action: _has_places(places) for action, places in PLACES.items()}
EMPLOYER_OFFER = Subject(KIND, LETTER, _find, _whose, _revision, card, ACTIONS, among=_among)
EMPLOYER_PLACES = Subject(
    "places", "P", _find, _whose, _revision, _count, COUNTS, _ask_anew, EMPLOYER_OFFER.kind
)
