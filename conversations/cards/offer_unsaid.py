"""What of a need that is not complete nobody said yet, as it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.cards.offer_draft import LONGEST_TITLE
from locales.words import Words, _
from storage.models import Offer

# NOTE: To a firm and to staff, in a need that is not complete: open questions follow.
UNSAID = _("❔ Not said yet:")
# NOTE: To a firm and to staff: questions that nobody answered yet.
QUESTIONS: Mapping[str, Words] = {
    "kind": _("What does the firm offer?"),
    "place": _("Where is the work?"),
    "many": _("How many people?"),
    "spans": _("When is the work?"),
    "hours": _("How many hours a week?"),
    "german": _("How much German is needed?"),
    "experience": _("How much experience is needed?"),
    "paid": _("Is it paid?"),
}


def unsaid(offer: Offer) -> frozenset[str]:
    """Name the questions that nobody answered yet."""
    return frozenset(offer.unsaid or ())


def unsaid_lines(offer: Offer) -> Sequence[Words]:
    """List them, as they are asked."""
    found = [words for name, words in QUESTIONS.items() if name in unsaid(offer)]
    return [UNSAID, *found] if found else []


def is_text(offer: Offer) -> bool:
    """Tell whether a need came as a sentence."""
    return bool(offer.note) and offer.title_de == (offer.note or "")[:LONGEST_TITLE]
