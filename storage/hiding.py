"""An offer somebody told of a problem at: shown to nobody until a colleague looked."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers import save_offer, set_state
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.rules.workdays import next_working
from storage.work import Work


def hide(work: Work, offer: Offer) -> bool:
    """Show it to nobody from now on, and have staff reminded; False where it is hidden already."""
    if offer.hidden_at is not None:
        return False
    offer.hidden_at = work.now
    work.session.flush()
    at, once = next_look(work), f"{work.now:%y%m%d%H%M%S}"
    due.schedule(work, Kind.HIDDEN, at, subject=offer.id, offset=once)
    return True


def hidden_ones(work: Work) -> set[int]:
    """Return the keys of the offers that would be open."""
    kept = (Offer.hidden_at.is_not(None), Offer.state == OfferState.OPEN)
    return {*work.session.scalars(select(Offer.id).where(*kept))}


def next_look(work: Work) -> datetime:
    """Return when staff are reminded next: when offices open on the next working day."""
    tomorrow = to_utc(work.today + timedelta(days=1), time(), work.zone.key)
    return next_working(tomorrow.astimezone(work.zone)).astimezone(UTC)


def show_again(work: Work, offer: Offer) -> None:
    """Note that a colleague looked and it is in order: it goes out as if it were new."""
    offer.hidden_at = None
    save_offer(work, offer)


def set_aside(work: Work, offer: Offer) -> None:
    """Note that a colleague looked and it shall not be shown: it rests."""
    offer.hidden_at = None
    if offer.state == OfferState.OPEN:
        set_state(work, offer, OfferState.PAUSED)
    work.session.flush()
