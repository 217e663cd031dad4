"""What a firm said of a need becomes an offer; what it did not say is nothing."""

from __future__ import annotations

from dataclasses import replace

from conversations import terms
from conversations.cards.offer_draft import (
    LONGEST_TITLE,
    Draft,
    copied,
    into,
    new_offer,
    with_firm,
)
from conversations.employer import need_card
from conversations.everybody import notices
from conversations.kit.context import Context
from conversations.kit.here import Here
from locales.languages import FALLBACK
from locales.render import label
from locales.words import p_
from storage import employers, firm_contacts, needs, offers, pending
from storage.desk import offers_of
from storage.models import Employer, Offer, Person
from storage.models.offers import OfferState
from storage.queues.kinds import Kind
from storage.work import Work

AS_MADE, LONGEST_NOTE = 1, 300
"""The revision of a need like another one, of which nobody said anything yet; letters."""
# NOTE: In German on papers: an offer for which nobody needs a skill.
HELPER = p_("button", "Helper")


def firms_of(context: Context) -> list[Employer]:
    """Return the firms somebody speaks for."""
    found = (employers.find(context.work, str(key)) for key in context.actor.firms)
    return [each for each in found if each is not None]


def firm_of(here: Here[Draft]) -> Employer | None:
    """Return the firm whose need it is."""
    return employers.find(here.work, str(here.notes.firm or ""))


def fresh(context: Context) -> Draft:
    """Begin a need; who speaks for one firm says nothing of it."""
    found = firms_of(context)
    return with_firm(context.work, Draft(), found[0]) if len(found) == 1 else Draft()


def titled(draft: Draft) -> Draft:
    """Give a need its German name."""
    return replace(draft, title=draft.title or _title(draft))


def _title(draft: Draft) -> str:
    """Name it in German: by its skill, else by what was written; else it is helping."""
    written = (draft.note or "")[:LONGEST_TITLE]
    if draft.skill is None and written:
        return written
    return label(terms.skill(draft.skill) if draft.skill else HELPER, FALLBACK)


def is_changed(work: Work, draft: Draft) -> bool:
    """Tell whether somebody else completed or changed a need since these notes of it began."""
    found = offers.find(work, draft.key)
    if found is None or found.employer_id != draft.firm:
        return False
    return found.state is not OfferState.DRAFT or found.revision != draft.revision


def keep(work: Work, draft: Draft, person: Person) -> Offer:
    """Save what was said so far: staff complete it, nobody else sees it.

    Whoever calls this knows that it is not `is_changed`.
    """
    found = offers.find(work, draft.key)
    if found is not None and found.employer_id == draft.firm:
        into(titled(draft), found)
    else:
        found = new_offer(work, titled(draft), None, OfferState.DRAFT)
    speaks = firm_contacts.own(work, found.employer.id, person.id)
    found.contact_id = speaks.id if speaks else None
    offers.save_offer(work, found)
    notices.need(work, found)
    return found


def opens(work: Work, offer: Offer, person: Person) -> None:
    """Let a need that is complete open after the time to take it back; none of a stopped firm."""
    if need_card.is_stopped(offer):
        return
    pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, person.id)


def copy(work: Work, offer: Offer, person: Person) -> Offer:
    """Need the same once more: a new offer, which nobody has read yet; the one that waits so."""
    draft = replace(copied(offer, work.today), full=True)
    needs.one_at_a_time(work, offer.employer_id)
    if waiting := _waiting(work, draft):
        return waiting
    new = keep(work, draft, person)
    if offer.state is not OfferState.DRAFT:
        opens(work, new, person)
    return new


def _waiting(work: Work, draft: Draft) -> Offer | None:
    """Return a need that says the same, opens in a minute and was not touched since."""
    for each in offers_of(work, draft.firm or 0):
        is_new = each.state is OfferState.DRAFT and each.revision == AS_MADE
        says_the_same = replace(copied(each, work.today), full=True) == draft
        if is_new and says_the_same and need_card.waits(work, each, Kind.OFFER_OPENS):
            return each
    return None
