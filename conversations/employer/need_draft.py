"""What a firm said of a need becomes an offer: usual values where nothing was said yet."""

from __future__ import annotations

from dataclasses import replace

from conversations import terms
from conversations.cards.offer_draft import (
    LONGEST_TITLE,
    USUAL_SPAN,
    Draft,
    copied,
    hours_of,
    into,
    new_offer,
    with_firm,
)
from conversations.everybody import notices
from conversations.kit.context import Context
from conversations.kit.here import Here
from conversations.kit.permissions import EMPLOYER
from locales.languages import FALLBACK
from locales.render import label
from locales.words import p_
from storage import employers, firm_contacts, offers, pending
from storage.models import Employer, Offer, Person
from storage.models.offers import OfferState
from storage.queues.kinds import Kind
from storage.rules.pay import MAY_BE_UNPAID
from storage.rules.slots import SHORTCUTS, in_order
from storage.work import Work

LONGEST_NOTE = 300
# NOTE: In German on papers: an offer for which nobody needs a skill.
HELPER = p_("button", "Helper")


def firms_of(context: Context) -> list[Employer]:
    """Return the firms somebody speaks for."""
    found = (employers.find(context.work, key) for key in context.actor.scopes(EMPLOYER))
    return [each for each in found if each is not None]


def firm_of(here: Here[Draft]) -> Employer | None:
    """Return the firm whose need it is."""
    return employers.find(here.work, str(here.notes.firm or ""))


def fresh(context: Context) -> Draft:
    """Begin a need; who speaks for one firm says nothing of it."""
    found = firms_of(context)
    return with_firm(context.work, Draft(), found[0]) if len(found) == 1 else Draft()


def usual(draft: Draft) -> Draft:
    """Fill in what was not said: working days, little German, no experience, the German name."""
    kind = draft.kind or "job"
    return replace(
        draft,
        kind=kind,
        title=draft.title or _title(draft),
        plz=draft.plz or draft.firm_plz or "",
        places=draft.places or 1,
        slots=draft.slots or in_order(SHORTCUTS[USUAL_SPAN]),
        hours=draft.hours or hours_of(draft, USUAL_SPAN),
        paid=draft.paid and (draft.full or kind not in MAY_BE_UNPAID),
    )


def _title(draft: Draft) -> str:
    """Name it in German: by its skill, else by what was written; else it is helping."""
    written = (draft.note or "")[:LONGEST_TITLE]
    if draft.skill is None and written:
        return written
    return label(terms.skill(draft.skill) if draft.skill else HELPER, FALLBACK)


def keep(work: Work, draft: Draft, person: Person) -> Offer:
    """Save what was said so far: staff complete it, nobody else sees it."""
    found = offers.find(work, draft.key)
    is_theirs = found is not None and found.employer_id == draft.firm
    if found is not None and is_theirs and found.state is OfferState.DRAFT:
        into(usual(draft), found)
    else:
        found = new_offer(work, usual(draft), None, OfferState.DRAFT)
    speaks = firm_contacts.own(work, found.employer.id, person.id)
    found.contact_id = speaks.id if speaks else None
    offers.save_offer(work, found)
    notices.need(work, found)
    return found


def opens(work: Work, offer: Offer, person: Person) -> None:
    """Let a need that is complete open after the time to take it back."""
    pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, person.id)


def copy(work: Work, offer: Offer, person: Person) -> Offer:
    """Need the same once more: a new offer, which nobody has read yet."""
    draft = replace(copied(offer, work.today), full=True)
    new = keep(work, draft, person)
    if offer.state is not OfferState.DRAFT:
        opens(work, new, person)
    return new
