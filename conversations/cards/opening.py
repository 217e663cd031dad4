"""Whether an offer is still open, or a firm looks again, as its firm is asked: one tap."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.cards.offer import offer_title
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.subject import CODE
from locales.words import Day, Ltr, Words, _, p_, say
from storage.models import Offer
from storage.models.offers import OfferState

KIND, LETTER = "opening", "E"
COME, OFF = "come", "off"
OPEN, LATER, FILLED, REOPEN, STAY, MORE = "open", "later", "filled", "reopen", "stay", "more"
# NOTE: To a firm: whether its offer is still to be had.
LABELS: Mapping[str, Words] = {
    OPEN: p_("button", "✅ Yes, still open"),
    LATER: p_("button", "⏸️ Later"),
    FILLED: p_("button", "❌ No, filled"),
}


# NOTE: To a firm: whether its offer is still to be had.
STILL_OPEN = _("Still open?")
# NOTE: To a firm, and to staff who call it: somebody left, and the offer was filled before.
LOOK_AGAIN = _("A place is free again. Do you still look for somebody?")
# NOTE: Answers of a firm to: A place is free again. Do you still look for somebody?
AGAIN: Mapping[str, Words] = {
    REOPEN: p_("button", "✅ Yes, look again"),
    STAY: p_("button", "❌ No, it stays filled"),
}
# NOTE: To a firm: how what it needs stands.
NOT_COMPLETE = _("📝 Not complete yet. Nobody sees it. The centre has it, too.")
# NOTE: Buttons below a need of a firm that is not complete.
COMPLETES: Mapping[str, Words] = {
    MORE: p_("button", "✏️ Tell more"),
    FILLED: p_("button", "❌ No longer needed"),
}

# NOTE: Answers of a firm that said that a place is filled, where somebody comes on a day all the
# NOTE: same: they come, or it tells them not to.
COMES: Mapping[str, Words] = {
    COME: p_("button", "✅ They still come"),
    OFF: p_("button", "❌ Call it off"),
}


def still_open(offer: Offer) -> Message:
    """Ask whether an offer is still open."""
    return _asked(offer, STILL_OPEN, LABELS)


def look_again(offer: Offer) -> Message:
    """Ask whether the firm of a filled offer looks again: a place of it is free."""
    return _asked(offer, LOOK_AGAIN, AGAIN)


# NOTE: To a firm and to staff: until when an offer can be shown.
def last_day(offer: Offer) -> list[Words]:
    """Name the last day of an offer."""
    return [say(_("📅 Last day: {day}"), day=Day(offer.valid_until))] if offer.valid_until else []


def complete(offer: Offer) -> Message:
    """Ask a firm to complete a need, which nobody at the centre did."""
    return _asked(offer, NOT_COMPLETE, COMPLETES)


def _asked(offer: Offer, question: Words, labels: Mapping[str, Words]) -> Message:
    code = say(CODE, code=Ltr(f"{LETTER}{offer.id}"))
    buttons = [
        Button(words, str(Standing(KIND, offer.id, offer.revision, key)))
        for key, words in labels.items()
    ]
    return Message((offer_title(offer), question, code), stacked(buttons), asks=True)


def asked_message(offer: Offer | None, revision: int | None) -> Message | None:
    """Return "still open?" for an offer as it was at a revision; None if filled, or a draft."""
    gone = (OfferState.FILLED, OfferState.DRAFT)
    if offer is None or offer.state in gone or offer.revision != revision:
        return None
    return still_open(offer)
