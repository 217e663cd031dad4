"""Offers sent unasked, in waves and by day; and the sign of life after two quiet weeks."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from conversations.newcomer.news import NEWS, next_news, promise_news
from conversations.newcomer.offer_answers import is_free
from storage.matching import candidates
from storage.models import Due, Offer, Person, Proposal
from storage.models.outbox import Lane
from storage.offers import show
from storage.people import chats_of
from storage.queues import outbox
from storage.rules.clock import next_allowed, to_local, to_utc
from storage.work import Work

OFFER = "offer"
AT_ONCE = 5


def send_wave(work: Work, row: Due) -> datetime | None:
    """Send an offer to the next few people it fits; come again while it is free.

    Few in one wave: whoever says yes should have a real chance. Fewer at once: others wait for
    the database; until the wave is full its row stays due, so that `due_at` says when it began.
    """
    offer = work.session.get(Offer, row.subject)
    if offer is None or offer.revision != row.revision or not is_free(offer):
        return None
    opens = allowed_from(work, work.now)
    if opens > work.now:
        return opens
    few = work.limits.wave_factor * offer.places - _pushed_since(work, offer, row.due_at)
    found = candidates(work, offer, min(few, AT_ONCE))
    for person, _ in found:
        _push(work, offer, person)
    if len(found) == AT_ONCE < few:
        return row.due_at
    return allowed_from(work, work.now + timedelta(hours=work.limits.wave_hours))


def give_news(work: Work, row: Due) -> datetime | None:
    """Say that nothing fits yet, and when there is news again; silent for who wants silence."""
    person = work.session.get(Person, row.person_id)
    if person is None:
        return None
    again_at = next_news(work)
    if person.work_on and person.stopped_at is None:
        _put_to_all(work, person, NEWS, f"{NEWS}:{row.due_at:%Y%m%d}")
    return again_at


def allowed_from(work: Work, at: datetime) -> datetime:
    """Return the next time in the hours in which people may be written to unasked."""
    limits = work.limits
    return next_allowed(at, work.zone.key, limits.push_from_hour, limits.push_until_hour)


def _pushed_since(work: Work, offer: Offer, began: datetime) -> int:
    """Count who was sent the offer in this wave already."""
    sent = (Proposal.offer_id == offer.id, Proposal.pushed, Proposal.shown_at >= began)
    return work.session.scalar(select(func.count()).where(*sent)) or 0


def _push(work: Work, offer: Offer, person: Person) -> None:
    show(work, person.id, offer, pushed=True)
    key = f"{OFFER}:{offer.id}:{offer.revision}"
    _put_to_all(work, person, OFFER, key, offer)
    promise_news(work, person.id)


def _put_to_all(
    work: Work, person: Person, kind: str, key: str, offer: Offer | None = None
) -> None:
    """Put a row into each chat; what is not out by the evening is not sent in the night."""
    for chat in chats_of(work, person.id):
        outbox.put(
            work.session,
            chat_id=chat.id,
            lane=Lane.OFFER,
            dedupe_key=f"{key}:{chat.id}",
            now=work.now,
            expires_at=_evening(work),
            kind=kind,
            subject=offer.id if offer else None,
            revision=offer.revision if offer else None,
        )


def _evening(work: Work) -> datetime:
    local = to_local(work.now, work.zone.key)
    closing = to_utc(local.date(), time(work.limits.push_until_hour), work.zone.key)
    return max(closing, work.now + timedelta(hours=1))
