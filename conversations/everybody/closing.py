"""An offer is filled: who was interested is told, kindly and in the daytime."""

from __future__ import annotations

from storage.models import Offer
from storage.offers import interested_in
from storage.people import tell
from storage.queues.kinds import Kind
from storage.work import Work


def tell_interested(work: Work, offer: Offer) -> None:
    """Let everybody who wanted the offer know, once; the words are made when it goes out.

    Who was on the way to it hears there how it ended.
    """
    at = work.daytime(work.now)
    wanting = [each for each in interested_in(work, offer.id) if each.stopped_at is None]
    closed = (Kind.OFFER_CLOSED, offer.id, offer.revision)
    for person in wanting:
        tell(work, person.id, *closed, once="", not_before=at)
