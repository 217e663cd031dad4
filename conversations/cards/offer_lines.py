"""An offer line by line as its firm and staff read it, and what to think of."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.cards.line import written
from conversations.cards.offer import hours, named_details, offer_title, written_title
from conversations.cards.offer_draft import Draft, into
from conversations.cards.offer_hints import hint_lines
from conversations.cards.offer_unsaid import unsaid, unsaid_lines
from conversations.cards.profile import times
from conversations.cards.request import language_of
from conversations.terms import named_skill
from locales.languages import FALLBACK
from locales.words import Count, German, Name, Words, _, say
from storage import firm_contacts
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


def offer_lines(work: Work, offer: Offer, employer: str, reader: str | None = None) -> list[Words]:
    """Return what an offer says, what of it nobody said yet, and what to think of.

    `reader`: the language of who is not the firm; its own sentence is marked in another one.
    """
    hints = [] if "kind" in unsaid(offer) else hint_lines(work, offer)
    return [*said_lines(work, offer, employer, reader), *hints]


def said_lines(work: Work, offer: Offer, employer: str, reader: str | None = None) -> list[Words]:
    """Return what an offer says, and what of it nobody said yet."""
    open_ = unsaid(offer)
    return [
        written_title(offer) if "kind" in open_ else offer_title(offer),
        say(_("Firm: {employer}"), employer=Name(employer)),
        *(named_skill(key) for key in sorted(row.skill for row in offer.skills)),
        *(words for name, words in _named_lines(work, offer) if name not in open_),
        *unsaid_lines(offer),
        *_sentence(work, offer, reader),
    ]


def _named_lines(work: Work, offer: Offer) -> Iterator[tuple[str, Words]]:
    yield "place", _where(work, offer)
    if each := times(offer.slots):
        yield "spans", each
    yield "hours", say(_("🕒 Hours a week: {count}"), count=hours(offer.hours_week))
    # NOTE: To a firm and to staff: how many people can begin there.
    yield "many", say(_("👥 Places: {count}"), count=Count(offer.places))
    yield "paid", say(_("💶 {pay}"), pay=_("paid") if offer.paid else _("not paid"))
    yield from named_details(offer, work.today)


def _sentence(work: Work, offer: Offer, reader: str | None) -> list[Words]:
    if not offer.note:
        return []
    wrote = firm_contacts.find(work, offer.contact_id)
    speaks = language_of(work, wrote.person_id) if wrote and wrote.person_id else reader
    said = written(offer.note, speaks or FALLBACK, reader or speaks or FALLBACK)
    return [SENTENCE if offer.note_ok else UNREAD, *said]


# NOTE: To a firm and to staff: where the work is; {hint} is the street.
def _where(work: Work, offer: Offer) -> Words:
    spot = spot_of(work, offer)
    town = spot.name if spot else offer.plz
    place = f"{offer.village} ({town})" if offer.village not in (None, town) else town
    if not offer.street:
        return say(_("📍 Place: {place}"), place=Name(place))
    return say(_("📍 Place: {place}, {hint}"), place=Name(place), hint=German(offer.street))
