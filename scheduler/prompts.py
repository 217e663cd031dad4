"""Asks employers now and then whether an offer is still open; silence lets it rest."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from conversations.everybody import notices
from scheduler.offers import allowed_from
from storage.models import Chat, Due, Offer
from storage.models.due import DueState
from storage.models.offers import OfferState
from storage.models.outbox import Lane
from storage.offers import PROMPT, save_offer
from storage.people import employer_chats
from storage.places import gazetteer
from storage.queues import due, outbox
from storage.rules.clock import to_local
from storage.work import Work

MOST_SILENT = 2


def ask_employer(work: Work, row: Due) -> datetime | None:
    """Ask once more; after two silent prompts the offer rests and staff are told."""
    offer = work.session.get(Offer, row.subject)
    if offer is None or offer.revision != row.revision or offer.state == OfferState.FILLED:
        return None
    opens = allowed_from(work, work.now)
    if opens > work.now:
        return opens
    chats = employer_chats(work, offer.employer_id)
    if chats and _silent(work, offer) >= MOST_SILENT:
        _rest(work, offer)
        return None
    for chat in chats:
        _ask(work, row, offer, chat)
    if not chats:
        notices.ask_the_firm(work, offer, centre_of(work, offer))
    _ask_later(work, offer)
    return None


def centre_of(work: Work, offer: Offer) -> str | None:
    """Return the centre in whose area the work is."""
    places = gazetteer(work)
    postcode = places.by_plz.get(offer.plz)
    town = places.by_ags.get(postcode.ags) if postcode else None
    return town.centre if town else None


def _silent(work: Work, offer: Offer) -> int:
    """Count the prompts since the employer last said something."""
    asked = select(func.count()).where(
        Due.kind == PROMPT, Due.subject == offer.id, Due.state == DueState.DONE
    )
    if offer.confirmed_at is not None:
        asked = asked.where(Due.due_at > offer.confirmed_at)
    return work.session.scalar(asked) or 0


def _rest(work: Work, offer: Offer) -> None:
    """Let the offer rest; who rests already is not asked for ever."""
    if offer.state == OfferState.OPEN:
        offer.state = OfferState.PAUSED
        save_offer(work, offer)
        centre = centre_of(work, offer)
        notices.firm_is_silent(work, offer, centre)
    due.cancel(work.session, [PROMPT], offer.id, before_revision=offer.revision + 1)


def _ask(work: Work, row: Due, offer: Offer, chat: Chat) -> None:
    outbox.put(
        work.session,
        chat_id=chat.id,
        lane=Lane.OFFER,
        dedupe_key=f"{PROMPT}:{offer.id}:{offer.revision}:{row.id}:{chat.id}",
        now=work.now,
        expires_at=work.now + timedelta(days=work.limits.prompt_days),
        kind=PROMPT,
        subject=offer.id,
        revision=offer.revision,
    )


def _ask_later(work: Work, offer: Offer) -> None:
    """A row of its own for each time, so that silence can be counted."""
    later = allowed_from(work, work.now + timedelta(days=work.limits.prompt_days))
    due.schedule(
        work.session,
        PROMPT,
        later,
        subject=offer.id,
        revision=offer.revision,
        offset=to_local(later, work.zone.key).date().isoformat(),
    )
