"""An offer as the staff of its centre see it: how it stands, what it says, what can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.cards.firm_notice import called_at
from conversations.cards.offer import offer_title
from conversations.cards.opening import STAY, last_day
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.permissions import may
from conversations.kit.subject import CODE
from conversations.staff.member import called
from conversations.staff.offer_check import shown_lines
from conversations.terms import COMMA, joined
from locales.words import Count, Day, German, Ltr, Name, Words, _, p_, say
from storage import offers, pending
from storage.introductions import lists
from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers_asked import looks_again
from storage.offers_ending import is_ended
from storage.places import centre_around
from storage.queues.kinds import Kind
from storage.rules.clock import to_local
from storage.work import Work

KIND, LISTED, LETTER, REVISION = "desk_offer", "desk_offers", "G", 1
# NOTE: To staff: how an offer stands; nobody was told yet, and it can be taken back.
OPENS = _("⏳ It opens in a minute. Nobody was told yet.")
CLOSES = _("⏳ It is filled in a minute. Nobody was told yet.")
# NOTE: To staff: how an offer stands: somebody told of a problem there.
HIDDEN = _("🛑 Hidden since {day}: somebody told of a problem.")
# NOTE: To staff, on the card of an offer that was filled: its firm has not answered yet.
ASKED_AGAIN = _("👥 A place is free again. We asked the firm if it looks again.")
# NOTE: To staff: how an offer stands.
STATES = {
    OfferState.DRAFT: _("📝 A need of the firm, not complete"),
    OfferState.OPEN: _("✅ Open"),
    OfferState.PAUSED: _("⏸️ Paused"),
    OfferState.FILLED: _("✔️ Filled"),
}


@dataclass(frozen=True)
class Kept:
    """An offer with the centre it belongs to; None: outside the district, everybody's."""

    offer: Offer
    centre: str | None

    @property
    def id(self) -> int:
        """Its key."""
        return self.offer.id


def find(work: Work, actor: Actor, key: int) -> Kept | None:
    """Return an offer as the desk sees it."""
    offer = offers.find(work, key)
    return kept(work, offer) if offer else None


def kept(work: Work, offer: Offer) -> Kept:
    """Put an offer beside its centre."""
    return Kept(offer, centre_around(work, offer.plz))


def card(work: Work, actor: Actor, thing: Kept) -> Message:
    """Show an offer with whom to call, and what this actor may do."""
    asked = question(work, actor, thing)
    lines = (*asked.lines[:-1], *called_at(work, thing.offer.employer), asked.lines[-1])
    return replace(asked, lines=lines, private=True)


def question(work: Work, actor: Actor, thing: Kept) -> Message:
    """Show an offer with what this actor may do, and nobody's name or number of the firm."""
    offer = thing.offer
    lines = [*state(work, offer), *shown_lines(work, offer, actor.language)]
    if offer.owner_id is not None:
        # NOTE: To staff: the colleague whose offer it is.
        whose = say(_("🤝 Asked before it ends: {name}"), name=called(work, offer.owner_id))
        lines.append(whose)
    on_the_way = offer_counts(work, offer)
    lines += [*on_the_way, *([ASKED_AGAIN] if looks_again(work, offer) else [])]
    ways = [WAYS] if on_the_way else []
    possible = [
        Button(words, str(Standing(KIND, offer.id, offer.revision, name)))
        for name, words in (*_possible(work, offer), *ways)
        if may(actor, f"{KIND}.{name}", thing.centre)
    ]
    code = say(CODE, code=Ltr(f"{LETTER}{offer.id}"))
    return Message((*lines, code), stacked(possible))


# NOTE: A button below the card of an offer, for staff: the people on their way to it.
WAYS = ("ways", p_("button", "🤝 Who is on the way"))


# NOTE: Buttons below the card of an offer, for staff.
def _possible(work: Work, offer: Offer) -> list[tuple[str, Words]]:
    change = ("change", p_("button", "✏️ Change the offer"))
    if found := waiting(work, offer):
        back = (UNDO, p_("button", "↩️ Take it back"))
        return [back] if Kind.OFFER_FILLED in found else [back, change]
    copy = ("copy", p_("button", "📄 Copy the offer"))
    order = ("order", p_("button", "🔎 Who comes next"))
    if offer.state == OfferState.DRAFT:
        words = p_("button", "✅ It is complete: publish it")
        if offer.unsaid:
            words = p_("button", "✏️ Complete and publish")
        publish = ("reopen", words)
        drop = ("filled", p_("button", "🗑️ No longer needed"))
        return [change, *_sentence(offer), publish, drop]
    if offer.hidden_at is not None:
        shows = ("looked", p_("button", "👁️ Looked: show it again"))
        return [shows, ("aside", p_("button", "⏸️ Looked: do not show it")), change, order]
    if offer.state != OfferState.OPEN:
        again = ("reopen", p_("button", "▶️ Open it again"))
        stay = [(STAY, p_("button", "✔️ It stays filled"))] if looks_again(work, offer) else []
        return [again, *stay, change, copy, *_sentence(offer), order]
    return [
        ("confirm", p_("button", "✅ Still to be had")),
        change,
        ("pause", p_("button", "⏸️ Pause the offer")),
        ("filled", p_("button", "✔️ All places taken")),
        copy,
        *_sentence(offer),
        order,
    ]


# NOTE: Buttons, for staff, below an offer with a sentence of the firm that nobody read yet.
def _sentence(offer: Offer) -> list[tuple[str, Words]]:
    if not offer.note or offer.note_ok:
        return []
    shown = ("read", p_("button", "👁️ Read: people may see it"))
    return [shown, ("leave", p_("button", "✖️ Leave the sentence out"))]


def offer_counts(work: Work, offer: Offer) -> list[Words]:
    """Count who is on the way to an offer, and the places that are taken."""
    on_the_way, taken = len(lists.of_offer(work, offer.id)), lists.seats_taken(work, offer)
    if not on_the_way and not taken:
        return []
    counts = {"count": Count(on_the_way), "taken": Count(taken), "places": Count(offer.places)}
    # NOTE: To staff, on the card of an offer: people on their way to it, and its places.
    return [say(_("🤝 On the way: {count}. Places taken: {taken} of {places}"), **counts)]


LEADS_TO = {Kind.OFFER_OPENS: OfferState.OPEN, Kind.OFFER_FILLED: OfferState.FILLED}


def waiting(work: Work, offer: Offer) -> list[Kind]:
    """Return what still can be taken back; what took effect just now cannot."""
    return [
        kind
        for kind, state in LEADS_TO.items()
        if offer.state != state and pending.waits(work, kind, offer.id)
    ]


# NOTE: To staff: how an offer stands, and to which day.
def state(work: Work, offer: Offer) -> list[Words]:
    """Say how an offer stands."""
    if offer.hidden_at is not None:
        hidden_on = to_local(offer.hidden_at, work.zone.key).date()
        return [say(HIDDEN, day=Day(hidden_on))]
    if found := waiting(work, offer):
        return [OPENS if Kind.OFFER_OPENS in found else CLOSES]
    if is_ended(offer, work.today) and offer.valid_until:
        return [say(_("⌛ Ended on: {day}"), day=Day(offer.valid_until))]
    if offer.state == OfferState.OPEN:
        return [STATES[offer.state], *last_day(offer)]
    return [STATES[offer.state]]


def line(work: Work, offer: Offer) -> Words:
    """Say in one line of a list what it is, whose, and how it stands."""
    named = say(_("Firm: {employer}"), employer=Name(offer.employer.name))
    return joined([offer_title(offer), named, *state(work, offer)], COMMA)


def list_button(offer: Offer) -> Button:
    """Return the button that shows the card of an offer."""
    # NOTE: A button below a list, for staff: an offer.
    words = say(p_("button", "📋 {title}"), title=German(offer.title_de))
    return Button(words, str(Standing(LISTED, offer.id, REVISION, "show")))
