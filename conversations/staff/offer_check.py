"""An offer as staff see it: what was entered, line by line, and what to think of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.cards.offer import offer_title
from conversations.cards.offer_draft import Draft
from conversations.cards.offer_lines import draft_lines, offer_lines
from conversations.cards.opening import last_day
from conversations.kit.here import Here
from locales.words import Words, _, p_
from storage import employers, offers
from storage.models import Employer, Offer
from storage.models.offers import EmployerStatus
from storage.work import Work

# NOTE: To staff, below an offer of a firm that came in a file.
NOT_CALLED = _("⚠️ Nobody called this firm back yet. People do not see its offers.")


def shown_lines(work: Work, offer: Offer, reader: str) -> list[Words]:
    """Return what an offer says, and whether its firm was called back."""
    said = offer_lines(work, offer, offer.employer.name, reader)
    return [*said, *_not_called(offer.employer)]


def _not_called(firm: Employer | None) -> list[Words]:
    is_open = firm is not None and firm.status != EmployerStatus.VERIFIED
    return [NOT_CALLED] if is_open else []


# NOTE: To staff who enter an offer: the firm offers the same already.
def twin_lines(here: Here[Draft]) -> Sequence[Words]:
    """Show the offer there is."""
    same = offers.find(here.work, here.notes.twin)
    head = (_("This firm offers this already:"),)
    return (*head, offer_title(same), *last_day(same)) if same else head


# NOTE: To staff, above what they entered, before it is saved.
def check_lines(here: Here[Draft]) -> Sequence[Words]:
    """Show what was entered."""
    firm = employers.find(here.work, str(here.notes.firm)) if here.notes.firm else None
    said = draft_lines(here.work, here.notes, firm.name if firm else here.notes.name)
    return (_("Is this right?"), *said, *_not_called(firm))


# NOTE: Staff choose which part of an offer to change.
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "skill": p_("button", "Work"),
    "title": p_("button", "German name"),
    "town": p_("button", "Place"),
    "door": p_("button", "Street"),
    "spans": p_("button", "Times"),
    "hours": p_("button", "Hours a week"),
    "many": p_("button", "Places and beginning"),
    "german": p_("button", "How much German"),
    "paid": p_("button", "Pay"),
    "until": p_("button", "Last day"),
    "weeks": p_("button", "How many weeks"),
    "licence": p_("button", "Licence"),
    "experience": p_("button", "Experience"),
    "certificate": p_("button", "Certificate"),
    "childcare": p_("button", "Child care"),
    "german_help": p_("button", "Help with German"),
}
