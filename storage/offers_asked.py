"""What a firm is asked about its offers: still to be had, or a place of a filled one free again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select

from storage.introductions.lists import has_free_place
from storage.models import Offer
from storage.models.offers import OfferState
from storage.work import Work

MOST_SILENT = 2
ASKABLE = (OfferState.OPEN, OfferState.PAUSED)
"""Offers whose employer is asked whether they are still open."""


def ask_now(work: Work, offer: Offer) -> None:
    """Have the employer be asked about an offer, among its questions of the day."""
    offer.asks = unanswered(offer) + 1
    offer.asked_at = work.now
    work.session.flush()


def unanswered(offer: Offer) -> int:
    """Count how often the employer was asked since they last said something."""
    asked, said = offer.asked_at, offer.confirmed_at
    return offer.asks if asked is not None and (said is None or said < asked) else 0


def is_sure(work: Work, offer: Offer) -> bool:
    """Tell whether an offer needs no question: somebody who knows said lately that it is open."""
    said, lately = offer.confirmed_at, work.now - timedelta(days=work.limits.prompt_days)
    is_open = offer.state is OfferState.OPEN and said is not None and said > lately
    return is_open and not unanswered(offer)


def asked_since(offer: Offer, since: datetime) -> bool:
    """Tell whether the employer was asked about an offer since then."""
    return offer.asked_at is not None and offer.asked_at >= since


def asked_about(work: Work, employer_id: int) -> list[Offer]:
    """Return the offers an employer was asked about and said nothing to yet, the oldest first.

    What rests after silence, or is asked again soon, is not among them; of what is filled only
    where a place is free again.
    """
    since = work.now - timedelta(days=work.limits.prompt_days)
    is_free = and_(Offer.state == OfferState.FILLED, has_free_place())
    open_ = or_(Offer.state.in_(ASKABLE), is_free)
    mine = (Offer.employer_id == employer_id, open_, Offer.asked_at > since)
    unsaid = or_(Offer.confirmed_at.is_(None), Offer.confirmed_at < Offer.asked_at)
    rows = select(Offer).where(*mine, unsaid).order_by(Offer.asked_at, Offer.id)
    return list(work.session.scalars(rows))


def looks_again(work: Work, offer: Offer) -> bool:
    """Tell whether a firm is asked if it looks again, since a place of a filled offer is free."""
    is_filled = offer.state is OfferState.FILLED
    return is_filled and offer in asked_about(work, offer.employer_id)


def place_is_free(work: Work, offer: Offer) -> bool:
    """Tell whether an offer has a place for somebody who is not on the way to it."""
    own = select(Offer.id).where(Offer.id == offer.id, has_free_place())
    return work.session.scalar(own) is not None


def is_silent(work: Work, offer: Offer) -> bool:
    """Tell whether the employer let every question pass that we ask before staff call."""
    return unanswered(offer) >= MOST_SILENT
