"""Quick questions to an employer: still open, how many places; one tap each, in place."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.offer import offer_title
from conversations.cards.opening import (
    FILLED,
    KIND,
    LATER,
    LETTER,
    OPEN,
    asked_message,
    still_open,
)
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.guard import REFUSED
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.pages import page
from conversations.kit.permissions import EMPLOYER
from conversations.kit.steps import Onward
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Count, Words, _, n_, p_, say
from storage import pending
from storage.desk import offers_of
from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers import find, set_places, set_state
from storage.queues.kinds import Kind
from storage.work import Work

REOPEN = "reopen"
PLACES = {"p1": 1, "p2": 2, "p3": 3, "p4": 4}

ASK_AGAIN = n_("Thank you. We ask again in {n} day.", "Thank you. We ask again in {n} days.")
# NOTE: To an employer who tapped "No, filled"; the button below takes it back, also later.
CLOSES = _("Thank you. The offer closes in a minute. Then we tell who was interested.")
HOW_TO_CHANGE = _("To change it: /myoffers")
# NOTE: To a firm: how its offer stands. Places: how many people it looks for.
STATES = {
    OfferState.OPEN: _("Open. Places: {count}"),
    OfferState.PAUSED: _("Paused. Nobody is sent to you."),
    OfferState.FILLED: _("Filled. Nobody is sent to you."),
}


def prompt_message(work: Work, offer_id: int, revision: int | None) -> Message | None:
    """Return "still open?" for what waits; None when the offer changed or is filled."""
    return asked_message(find(work, offer_id), revision)


MOST_SHOWN = 5


def show_own_offers(context: Context, argument: str) -> Sequence[Onward]:
    """Show each own offer with its state and the quick questions."""
    own = sorted(int(scope) for scope in context.actor.scopes(EMPLOYER))
    offers = [offer for key in own for offer in offers_of(context.work, key)]
    found = page(offers, argument, MOST_SHOWN)
    found.show(
        context,
        "myoffers",
        (
            (_card(context.work, context.actor, each), (EMPLOYER_OFFER.kind, each.id))
            for each in found.items
        ),
    )
    if not offers:
        context.send(Message((_("You have no open offer. We are glad about a new one: /person"),)))
    return ()


def _state(offer: Offer) -> Words:
    return say(STATES[offer.state], count=Count(offer.places))


def _card(work: Work, actor: Actor, offer: Offer) -> Message:
    """Show how an offer stands; one that is filled can be opened again."""
    if offer.state == OfferState.FILLED:
        return _closing(offer, _state(offer))
    if pending.waits(work, Kind.OFFER_FILLED, offer.id):
        return _closing(offer, CLOSES)
    return still_open(offer, _state(offer))


def _closing(offer: Offer, state: Words) -> Message:
    undo = p_("button", "↩️ No, it is still open")
    return Message(
        (offer_title(offer), state), stacked([_button(EMPLOYER_OFFER, offer, undo, REOPEN)])
    )


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
        paired([_button(EMPLOYER_PLACES, offer, words, key) for key, words in labels.items()]),
    )


def _button(subject: Subject[Offer], offer: Offer, label: Words, action: str) -> Button:
    return subject.button(label, offer.id, offer.revision, action)


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


def _filled_before(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    return REFUSED if offer.state == OfferState.FILLED else None


def _reopen(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Undo within the minute, when nobody was told yet; later the offer begins anew."""
    pending.take_back(work, Kind.OFFER_FILLED, offer.id)
    if offer.state == OfferState.FILLED:
        set_state(work, offer, OfferState.OPEN)
    return Result(card=still_open(offer, _state(offer)))


def _open(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    pending.take_back(work, Kind.OFFER_FILLED, offer.id)
    set_state(work, offer, OfferState.OPEN)
    return Result(card=_how_many(offer))


def _later(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    pending.take_back(work, Kind.OFFER_FILLED, offer.id)
    set_state(work, offer, OfferState.PAUSED)
    later = say(ASK_AGAIN, n=Count(work.limits.prompt_days))
    return _answered(Message((offer_title(offer), later, HOW_TO_CHANGE)))


def _filled(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    assert actor.person is not None  # the guard lets in who speaks for the employer
    pending.begin(work, Kind.OFFER_FILLED, offer.id, offer.revision, actor.person.id)
    return _answered(_closing(offer, CLOSES))


def _answered(card: Message) -> Result:
    return Result(card=card, answered=card)


def _has_places(places: int) -> Action[Offer]:
    def do(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
        set_state(work, offer, OfferState.OPEN)
        is_at_least = places == max(PLACES.values())
        set_places(work, offer, max(places, offer.places) if is_at_least else places)
        thanks = say(_("Thank you. Places: {count}"), count=Count(offer.places))
        return _answered(Message((offer_title(offer), thanks, HOW_TO_CHANGE)))

    def stale(offer: Offer, argument: str) -> bool:
        return _is_not_open(offer, argument) or offer.places != places

    return Action(do, _filled_before, stale)


def _is_not_open(offer: Offer, argument: str) -> bool:
    """A second tap asks for what the first one did."""
    return offer.state != OfferState.OPEN


def _is_not_paused(offer: Offer, argument: str) -> bool:
    return offer.state != OfferState.PAUSED


ACTIONS = {
    OPEN: Action(_open, _filled_before, _is_not_open),
    LATER: Action(_later, _filled_before, _is_not_paused),
    FILLED: Action(_filled, _filled_before, _is_not_open),
    REOPEN: Action(_reopen, stale=never),
}
COUNTS = {action: _has_places(places) for action, places in PLACES.items()}
EMPLOYER_OFFER = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)
EMPLOYER_PLACES = Subject(
    "places", "P", _find, _whose, _revision, _count, COUNTS, _ask_anew, EMPLOYER_OFFER.kind
)
