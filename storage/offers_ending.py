"""How long an offer holds: each has a last day, its owner is asked before, then it rests."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from storage.models import Due, Offer
from storage.models.due import DueState
from storage.models.offers import OfferState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.work import Work

ENDING = (Kind.OFFER_ENDS, Kind.OFFER_OVER)
DAY = timedelta(days=1)


def usual_end(work: Work) -> date:
    """Return the last day of what is confirmed today."""
    return work.today + timedelta(weeks=work.limits.offer_weeks)


def prolong(work: Work, offer: Offer) -> None:
    """Let an offer hold as long as one that is confirmed today, were it for longer already."""
    offer.valid_until = max(offer.valid_until or work.today, usual_end(work))


def is_ended(offer: Offer, today: date) -> bool:
    """Tell whether an offer rests because its last day is over."""
    is_over = offer.valid_until is not None and offer.valid_until < today
    return is_over and offer.state == OfferState.PAUSED


def schedule(work: Work, offer: Offer) -> None:
    """Have an open offer asked about and ended in time; what waited before is forgotten."""
    waiting = (Due.kind.in_(ENDING), Due.subject == offer.id, Due.state == DueState.TODO)
    work.session.execute(delete(Due).where(*waiting))
    if offer.state != OfferState.OPEN or offer.valid_until is None:
        return
    asked_on = max(offer.valid_until - work.limits.offer_ends_days * DAY, work.today + DAY)
    if asked_on <= offer.valid_until:
        _at(work, Kind.OFFER_ENDS, offer, asked_on)
    _at(work, Kind.OFFER_OVER, offer, offer.valid_until + DAY)


def hand_over(work: Work, key: int) -> None:
    """Give the centre what a colleague who leaves owned; of what ends soon it is asked at once."""
    theirs, last = Offer.owner_id == key, work.today + work.limits.offer_ends_days * DAY
    soon = (Offer.state == OfferState.OPEN, Offer.valid_until.between(work.today, last))
    for each in work.session.scalars(select(Offer).where(theirs, *soon)).all():
        about: dict[str, Any] = {
            "subject": each.id,
            "revision": -key,
            "offset": f"{each.valid_until}",
        }
        due.schedule(work, Kind.OFFER_ENDS, work.daytime(work.now), **about)
    work.session.execute(update(Offer).where(theirs).values(owner_id=None))


def is_meant(row: Due, offer: Offer | None) -> bool:
    """Tell whether what is due is about the end an open offer has now."""
    if offer is None or offer.state != OfferState.OPEN or offer.valid_until is None:
        return False
    return row.offset == offer.valid_until.isoformat()


def ensure(work: Work) -> None:
    """Give what was there before offers had an end the usual one; call at start."""
    endless = (Offer.valid_until.is_(None), Offer.state != OfferState.FILLED)
    for offer in work.session.scalars(select(Offer).where(*endless)).all():
        prolong(work, offer)
        schedule(work, offer)
    work.session.flush()


def _at(work: Work, kind: Kind, offer: Offer, day: date) -> None:
    """Have it done when a local day begins; the last day tells the rows of one offer apart."""
    begins = to_utc(day, time(), work.zone.key)
    end = offer.valid_until.isoformat() if offer.valid_until else ""
    due.schedule(work, kind, begins, subject=offer.id, revision=offer.revision, offset=end)
