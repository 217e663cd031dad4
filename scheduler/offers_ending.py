"""Offers end: whose they are is asked before, then they rest; who wanted one is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.everybody import notices
from conversations.everybody.closing import tell_interested
from conversations.introductions import close_early
from scheduler.offers import renew_cards
from scheduler.prompts import ask_at_once
from storage import firm_days, offers_ending
from storage.desk_offers import owner_there
from storage.models import Due
from storage.offers import find, rest
from storage.offers_asked import asked_since
from storage.places import centre_around
from storage.rules.stages import EARLY, ENDED, Stage
from storage.work import Work


def ask_owner(work: Work, row: Due) -> datetime | None:
    """Ask the firm where it can answer, else whose offer it is, else the centre; once each day.

    A firm that was asked in these days is not asked twice.
    """
    offer = find(work, row.subject)
    if offer is None or not offers_ending.is_meant(row, offer):
        return None
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    if not firm_days.is_reachable(work, offer.employer_id):
        notices.offer_ends(work, owner_there(work, offer), centre_around(work, offer.plz))
    elif not asked_since(offer, work.now - timedelta(days=work.limits.offer_ends_days)):
        ask_at_once(work, offer)
    return None


def end_offer(work: Work, row: Due) -> None:
    """Let an offer rest whose last day is over; who wanted it hears that it ended."""
    offer = find(work, row.subject)
    if offer is None or not offers_ending.is_meant(row, offer):
        return
    rest(work, offer)
    tell_interested(work, offer)
    close_early(work, offer, EARLY - {Stage.WANTED}, ENDED)
    renew_cards(work, offer, row)


def ensure(work: Work) -> None:
    """Give what has no end one; call at start."""
    offers_ending.ensure(work)
