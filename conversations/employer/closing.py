"""An offer is filled: who was interested is told, kindly and in the daytime."""

from __future__ import annotations

from datetime import timedelta

from conversations.kit.context import Context
from storage.models import Offer
from storage.models.outbox import Lane
from storage.offers import interested_in
from storage.people import chats_of
from storage.queues import outbox
from storage.rules.clock import next_allowed

KIND = "offer_closed"
WORTH_TELLING = timedelta(days=7)


def tell_interested(context: Context, offer: Offer) -> None:
    """Let everybody who wanted the offer know; the words are made when it goes out."""
    limits, zone = context.work.limits, context.work.zone.key
    at = next_allowed(context.work.now, zone, limits.push_from_hour, limits.push_until_hour)
    wanting = [p for p in interested_in(context.work, offer.id) if p.stopped_at is None]
    for chat in (chat for person in wanting for chat in chats_of(context.work, person.id)):
        outbox.put(
            context.work.session,
            chat_id=chat.id,
            lane=Lane.OFFER,
            dedupe_key=f"{KIND}:{offer.id}:{chat.id}",
            now=context.work.now,
            not_before=at,
            expires_at=at + WORTH_TELLING,
            kind=KIND,
            subject=offer.id,
            revision=offer.revision,
        )
