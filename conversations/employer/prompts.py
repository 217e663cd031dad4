"""Quick questions to an employer: still open, how many places; one tap each, in place."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import terms
from conversations.employer.closing import tell_interested
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.standing import CHANGED, CLOSED, Subject
from conversations.kit.steps import Onward
from locales.words import Count, German, Words, _, p_, say
from storage.desk import offers_of
from storage.models import Offer
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.offers import find, set_places, set_state
from storage.people import roles_of
from storage.work import Work

OPEN, LATER, FILLED = "open", "later", "filled"
PLACES = {"p1": 1, "p2": 2, "p3": 3, "p4": 4}

ASK_AGAIN = _("Thank you. We ask again in {count} days.")
HOW_TO_CHANGE = _("To change it: /myoffers")
STATES = {
    OfferState.OPEN: _("Open. Places: {count}"),
    OfferState.PAUSED: _("Paused. Nobody is sent to you."),
}


def prompt_message(work: Work, offer_id: int, revision: int | None) -> Message | None:
    """Return "still open?" for what waits; None when the offer changed or is filled."""
    offer = find(work, offer_id)
    if offer is None or offer.state == OfferState.FILLED or offer.revision != revision:
        return None
    return _still_open(offer)


def show_own_offers(context: Context, argument: str) -> Sequence[Onward]:
    """Show each own offer with its state and the quick questions."""
    offers = [offer for key in _own_employers(context) for offer in offers_of(context.work, key)]
    for offer in offers:
        state = say(STATES[offer.state], count=Count(offer.places))
        context.send(_still_open(offer, state))
    if not offers:
        context.send(Message((_("You have no open offer. We are glad about a new one: /person"),)))
    return ()


def what(offer: Offer) -> Words:
    """Name an offer: its kind and the German title."""
    kind = terms.OFFER_KINDS[offer.kind]
    return say(_("{kind}: {title}"), kind=kind, title=German(offer.title_de))


def _still_open(offer: Offer, state: Words | None = None) -> Message:
    labels = {
        OPEN: p_("button", "✅ Yes, still open"),
        LATER: p_("button", "⏸️ Later"),
        FILLED: p_("button", "❌ No, filled"),
    }
    lines = (what(offer), *((state,) if state else ()), _("Still open?"))
    return Message(
        (*lines, EMPLOYER_OFFER.code(offer.id)),
        stacked([_button(EMPLOYER_OFFER, offer, words, key) for key, words in labels.items()]),
    )


def _how_many(offer: Offer) -> Message:
    labels = {
        "p1": p_("button", "1 place"),
        "p2": p_("button", "2 places"),
        "p3": p_("button", "3 places"),
        "p4": p_("button", "4 or more"),
    }
    return Message(
        (what(offer), _("How many places?"), EMPLOYER_PLACES.code(offer.id)),
        paired([_button(EMPLOYER_PLACES, offer, words, key) for key, words in labels.items()]),
    )


def _button(subject: Subject, offer: Offer, label: Words, action: str) -> Button:
    return subject.button(label, offer.id, offer.revision, action)


def _press(context: Context, pressed: Standing) -> Words | None:
    offer = _own_offer(context, pressed.subject)
    if offer is None or offer.state == OfferState.FILLED:
        return CLOSED
    if pressed.action not in (OPEN, LATER, FILLED, *PLACES):
        return CLOSED
    if pressed.revision != offer.revision and not _is_so_already(offer, pressed.action):
        context.show(_still_open(offer))
        return CHANGED
    context.show(_carry_out(context, offer, pressed.action))
    return None


def _is_so_already(offer: Offer, action: str) -> bool:
    """Tell whether a second tap asks for what the first one did."""
    if action == LATER:
        return offer.state == OfferState.PAUSED
    return offer.state == OfferState.OPEN and PLACES.get(action, offer.places) == offer.places


def _carry_out(context: Context, offer: Offer, action: str) -> Message:
    if action in PLACES:
        _set_places(context, offer, PLACES[action])
        thanks = say(_("Thank you. Places: {count}"), count=Count(offer.places))
        return Message((what(offer), thanks, HOW_TO_CHANGE))
    if action == OPEN:
        _set_state(context, offer, OfferState.OPEN)
        return _how_many(offer)
    if action == LATER:
        _set_state(context, offer, OfferState.PAUSED)
        later = say(ASK_AGAIN, count=Count(context.work.limits.prompt_days))
        return Message((what(offer), later, HOW_TO_CHANGE))
    _set_state(context, offer, OfferState.FILLED)
    tell_interested(context, offer)
    closed = _("Thank you. The offer is closed. Who was interested hears of it.")
    return Message((what(offer), closed, _("A mistake? Tell us: /person")))


def _set_places(context: Context, offer: Offer, places: int) -> None:
    _set_state(context, offer, OfferState.OPEN)
    set_places(context.work, offer, places)


def _set_state(context: Context, offer: Offer, state: OfferState) -> None:
    set_state(context.work, offer, state)


def _own_employers(context: Context) -> list[int]:
    if context.chat.person_id is None:
        return []
    roles = roles_of(context.work, context.chat.person_id)
    return sorted(int(scope) for role, scope in roles if role == RoleName.EMPLOYER and scope)


def _own_offer(context: Context, offer_id: int) -> Offer | None:
    offer = find(context.work, offer_id)
    return offer if offer and offer.employer_id in _own_employers(context) else None


def _revision(context: Context, offer_id: int) -> int | None:
    offer = _own_offer(context, offer_id)
    return offer.revision if offer else None


EMPLOYER_OFFER = Subject("opening", "E", (OPEN, LATER, FILLED), _press, _revision)
EMPLOYER_PLACES = Subject("places", "P", tuple(PLACES), _press, _revision)
