"""Offers sent unasked, in waves and by day; and the sign of life after two quiet weeks."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from conversations.newcomer.news import NEWS, next_news, promise_news
from conversations.newcomer.offer_answers import is_free
from scheduler.moment import Moment
from storage.matching import candidates
from storage.models import Due, Offer, Person, Proposal
from storage.models.outbox import Lane
from storage.offers import show
from storage.people import chats_of
from storage.queues import outbox
from storage.rules.clock import next_allowed, to_local, to_utc

OFFER = "offer"
AT_ONCE = 5


def send_wave(moment: Moment, row: Due) -> datetime | None:
    """Send an offer to the next few people it fits; come again while it is free.

    Few in one wave: whoever says yes should have a real chance. Fewer at once: others wait for
    the database; until the wave is full its row stays due, so that `due_at` says when it began.
    """
    offer = moment.session.get(Offer, row.subject)
    if offer is None or offer.revision != row.revision or not is_free(offer):
        return None
    opens = allowed_from(moment, moment.now)
    if opens > moment.now:
        return opens
    few = moment.limits.wave_factor * offer.places - _pushed_since(moment, offer, row.due_at)
    found = candidates(moment.session, offer, moment.now, moment.limits, min(few, AT_ONCE))
    for person, _ in found:
        _push(moment, offer, person)
    if len(found) == AT_ONCE < few:
        return row.due_at
    return allowed_from(moment, moment.now + timedelta(hours=moment.limits.wave_hours))


def give_news(moment: Moment, row: Due) -> datetime | None:
    """Say that nothing fits yet, and when there is news again; silent for who wants silence."""
    person = moment.session.get(Person, row.person_id)
    if person is None:
        return None
    again_at = next_news(moment.now, moment.limits, moment.zone)
    if person.work_on and person.stopped_at is None:
        _put_to_all(moment, person, NEWS, f"{NEWS}:{row.due_at:%Y%m%d}")
    return again_at


def allowed_from(moment: Moment, at: datetime) -> datetime:
    """Return the next time in the hours in which people may be written to unasked."""
    limits = moment.limits
    return next_allowed(at, moment.zone.key, limits.push_from_hour, limits.push_until_hour)


def _pushed_since(moment: Moment, offer: Offer, began: datetime) -> int:
    """Count who was sent the offer in this wave already."""
    sent = (Proposal.offer_id == offer.id, Proposal.pushed, Proposal.shown_at >= began)
    return moment.session.scalar(select(func.count()).where(*sent)) or 0


def _push(moment: Moment, offer: Offer, person: Person) -> None:
    show(moment.session, person.id, offer, moment.now, pushed=True)
    key = f"{OFFER}:{offer.id}:{offer.revision}"
    _put_to_all(moment, person, OFFER, key, offer)
    promise_news(moment.session, person.id, moment.now, moment.limits, moment.zone)


def _put_to_all(
    moment: Moment,
    person: Person,
    kind: str,
    key: str,
    offer: Offer | None = None,
) -> None:
    """Put a row into each chat; what is not out by the evening is not sent in the night."""
    for chat in chats_of(moment.session, person.id):
        outbox.put(
            moment.session,
            chat_id=chat.id,
            lane=Lane.OFFER,
            dedupe_key=f"{key}:{chat.id}",
            now=moment.now,
            expires_at=_evening(moment),
            kind=kind,
            subject=offer.id if offer else None,
            revision=offer.revision if offer else None,
        )


def _evening(moment: Moment) -> datetime:
    local = to_local(moment.now, moment.zone.key)
    closing = to_utc(local.date(), time(moment.limits.push_until_hour), moment.zone.key)
    return max(closing, moment.now + timedelta(hours=1))
