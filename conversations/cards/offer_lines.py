"""An offer line by line as its firm and staff read it, and what to think of."""

from __future__ import annotations

from conversations import terms
from conversations.cards.offer import hours, offer_details, offer_title
from conversations.cards.offer_draft import Draft, into
from conversations.cards.offer_hints import hint_lines
from conversations.cards.profile import times
from conversations.terms import named_skill
from locales.words import Count, German, Name, Words, _, say
from storage.models import Offer
from storage.offers import spot_of
from storage.work import Work

# NOTE: To a firm and to staff, above the sentence a firm wrote about its offer.
SENTENCE = _("The firm writes:")
# NOTE: The same, where no colleague has read it: people do not see it.
UNREAD = _("The firm writes (people do not see it yet):")


def draft_lines(work: Work, draft: Draft, employer: str) -> list[Words]:
    """Return what an offer says that is not saved yet."""
    offer = Offer(skills=[])
    into(draft, offer)
    return offer_lines(work, offer, employer)


def offer_lines(work: Work, offer: Offer, employer: str) -> list[Words]:
    """Return what an offer says, and what to think of."""
    return [*said_lines(work, offer, employer), *hint_lines(work, offer)]


def said_lines(work: Work, offer: Offer, employer: str) -> list[Words]:
    """Return what an offer says."""
    # NOTE: To a firm and to staff: how many people can begin there.
    places = say(_("👥 Places: {count}"), count=Count(offer.places))
    return [
        offer_title(offer),
        say(_("Firm: {employer}"), employer=Name(employer)),
        *(named_skill(key) for key in sorted(row.skill for row in offer.skills)),
        _where(work, offer),
        *([each] if (each := times(offer.slots)) else []),
        say(_("🕒 Hours a week: {count}"), count=hours(offer.hours_week)),
        places,
        say(_("💶 {pay}"), pay=_("paid") if offer.paid else _("not paid")),
        *list(offer_details(offer, work.today, note=False))[1:],
        *_sentence(offer),
    ]


def _sentence(offer: Offer) -> list[Words]:
    if not offer.note:
        return []
    return [SENTENCE if offer.note_ok else UNREAD, *terms.quoted(offer.note)]


# NOTE: To a firm and to staff: where the work is; {hint} is the street.
def _where(work: Work, offer: Offer) -> Words:
    spot = spot_of(work, offer)
    town = spot.name if spot else offer.plz
    place = f"{offer.village} ({town})" if offer.village not in (None, town) else town
    if offer.street is None:
        return say(_("📍 Place: {place}"), place=Name(place))
    return say(_("📍 Place: {place}, {hint}"), place=Name(place), hint=German(offer.street))
