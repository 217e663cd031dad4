"""What a firm can do to a need with one tap; for a minute nobody hears of it."""

from __future__ import annotations

from dataclasses import replace

from conversations.cards.candidate import SAID_NO, head
from conversations.cards.offer import offer_title
from conversations.employer import need_card, need_draft
from conversations.employer.need import changes, goes_on
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED, DONE, REFUSED
from conversations.kit.messages import Message
from conversations.kit.subject import Result
from locales.words import _
from storage import desk_offers, offers, pending
from storage.introductions.called_off import call_off, keeps_open
from storage.introductions.permission import kind_before
from storage.models import Offer, Person
from storage.models.offers import OfferState
from storage.offers import save_offer
from storage.queues.kinds import Kind
from storage.work import Work


def _who(actor: Actor) -> Person:
    assert actor.person is not None  # the guard lets in who speaks for the employer
    return actor.person


def filled(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Close it in a minute."""
    pending.begin(work, Kind.OFFER_FILLED, offer.id, offer.revision, _who(actor).id)
    return Result(answered=need_card.short(work, offer))


def come(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Let who has a day come all the same: the firm reads who, and nobody hears anything."""
    card = need_card.short(work, offer, asks=False)
    return Result(card=card, answered=card)


def off(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Say no to who comes on a day: in a minute they hear it, so it can be taken back."""
    found = need_card.coming(work, offer)
    for each in found:
        call_off(work, each)
    card = need_card.short(work, offer)
    said = [line for each in found for line in (head(each), SAID_NO)]
    card = replace(card, lines=(*card.lines, *said))
    return Result(card=card, answered=card)


def unless_coming(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse what is about people who come, where nobody does any more."""
    return None if need_card.coming(work, offer) else Result(CHANGED)


def reopen(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Keep open what nobody was told of; what is closed opens in a minute, and begins anew."""
    if keeps_open(work, offer):
        return Result()
    pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, _who(actor).id)
    return Result(answered=need_card.short(work, offer))


def stays(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Leave it filled though a place is free again: the firm looks for nobody."""
    offers.set_state(work, offer, OfferState.FILLED)
    # NOTE: To a firm that looks for nobody in the place of who left.
    said = _("Thank you. It stays filled.")
    card = Message((offer_title(offer), said, need_card.HOW_TO_CHANGE))
    return Result(card=card, answered=card)


def undo(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Take back what waits: a need is what the centre had before, what it never had is gone."""
    before = kind_before(work, offer) if pending.waits(work, Kind.OFFER_KIND, offer.id) else None
    is_opening = pending.take_back(work, Kind.OFFER_OPENS, offer.id)
    if not is_opening and before is not None:
        offer.kind = before
        save_offer(work, offer, work.now + work.limits.undo)
    if not is_opening or offer.state is not OfferState.DRAFT or offer.revision > need_draft.AS_MADE:
        return Result(DONE)
    # NOTE: To a firm that took back a need like one it had before.
    gone = Message((offer_title(offer), _("↩️ Taken back. Nobody saw it.")))
    desk_offers.remove(work, offer)
    return Result(card=gone)


def more(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Ask what was not said yet."""
    return Result(steps=[goes_on(work, offer)])


def change(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Ask which answer is another one."""
    return Result(steps=[changes(offer)])


def again(work: Work, actor: Actor, offer: Offer, argument: str) -> Result:
    """Need the same once more, below the need it is like; a second tap shows the same."""
    new = need_draft.copy(work, offer, _who(actor))
    return Result(below=need_card.card(work, actor, new), looks=True)


def unless_there(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse what is for an offer people can see, or could; of a stopped firm it rests."""
    if offer.state in (OfferState.FILLED, OfferState.DRAFT):
        return REFUSED
    return Result(CHANGED) if need_card.is_stopped(offer) else None


def unless_closed(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse to open what was never closed, or is a stopped firm's; it shows how it is now."""
    closes = need_card.waits(work, offer, Kind.OFFER_FILLED)
    is_shut = offer.state is OfferState.FILLED or closes
    return None if is_shut and not need_card.is_stopped(offer) else Result(CHANGED)


def if_stopped(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse what would open for a firm that was stopped."""
    return Result(CHANGED) if need_card.is_stopped(offer) else None


def unless_filled(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse what is for an offer that is filled and stays so."""
    opens = need_card.waits(work, offer, Kind.OFFER_OPENS)
    return Result(CHANGED) if opens or offer.state is not OfferState.FILLED else None


def if_filled(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse what is for an offer that is not filled."""
    return REFUSED if offer.state is OfferState.FILLED else None


def unless_draft(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse to complete what is complete."""
    return None if offer.state is OfferState.DRAFT else Result(CHANGED)


def if_closing(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse to change what closes in a minute, or is closed."""
    closes = need_card.waits(work, offer, Kind.OFFER_FILLED)
    return Result(CHANGED) if closes or offer.state is OfferState.FILLED else None


def unless_waiting(work: Work, actor: Actor, offer: Offer, argument: str) -> Result | None:
    """Refuse to take back what took effect."""
    kinds = (Kind.OFFER_OPENS, Kind.OFFER_KIND)
    found = any(need_card.waits(work, offer, kind) for kind in kinds)
    return None if found else Result(CHANGED)


def open_again(work: Work, offer: Offer) -> None:
    """Have an offer open; who may want it hears of it when it cannot be taken back any more.

    What was said a moment before, that it is filled, comes to nothing.
    """
    keeps_open(work, offer)
    offers.set_state(work, offer, OfferState.OPEN, work.now + work.limits.undo)
