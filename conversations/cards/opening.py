"""Whether an offer is still open, as its firm is asked: one tap."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.cards.offer import offer_title
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.subject import CODE
from locales.words import Ltr, Words, _, p_, say
from storage.models import Offer
from storage.models.offers import OfferState

KIND, LETTER = "opening", "E"
OPEN, LATER, FILLED = "open", "later", "filled"
# NOTE: To a firm: whether its offer is still to be had.
LABELS: Mapping[str, Words] = {
    OPEN: p_("button", "✅ Yes, still open"),
    LATER: p_("button", "⏸️ Later"),
    FILLED: p_("button", "❌ No, filled"),
}


# NOTE: To a firm: whether its offer is still to be had.
STILL_OPEN = _("Still open?")


def still_open(offer: Offer, *said: Words) -> Message:
    """Ask whether an offer is still open, below what is said of it."""
    code = say(CODE, code=Ltr(f"{LETTER}{offer.id}"))
    buttons = [
        Button(words, str(Standing(KIND, offer.id, offer.revision, key)))
        for key, words in LABELS.items()
    ]
    return Message((offer_title(offer), *said, STILL_OPEN, code), stacked(buttons))


def asked_message(offer: Offer | None, revision: int | None) -> Message | None:
    """Return "still open?" for an offer as it was at a revision; None if filled, or a draft."""
    gone = (OfferState.FILLED, OfferState.DRAFT)
    if offer is None or offer.state in gone or offer.revision != revision:
        return None
    return still_open(offer)
