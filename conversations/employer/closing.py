"""An offer is filled: who was interested is told, kindly and in the daytime."""

from __future__ import annotations

from storage.models import Offer
from storage.offers import interested_in
from storage.people import tell
from storage.queues.kinds import Kind
from storage.work import Work


def tell_interested(work: Work, offer: Offer) -> None:
    """Let everybody who wanted the offer know, once; the words are made when it goes out.

    Who is or was on the way there hears of it by their own introduction, and not here.
    """
    at = work.daytime(work.now)
    wanting = [p for p in interested_in(work, offer.id) if p.stopped_at is None]
    closed = (Kind.OFFER_CLOSED, offer.id, offer.revision)
    for person in wanting:
        tell(work, person.id, *closed, once="", not_before=at)
