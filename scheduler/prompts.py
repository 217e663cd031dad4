"""Employers are asked now and then whether an offer is still open; silence lets it rest."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from conversations.everybody import notices
from scheduler.offers import renew_cards
from storage import firm_calls, firm_days
from storage.firm_contacts import USUAL_HOUR
from storage.introductions.lists import seats_taken
from storage.models import Due, Offer
from storage.models.offers import OfferState
from storage.offers import ask_again, ask_later, ask_others_later, find, rest
from storage.offers_asked import ask_now, asked_about, is_silent, place_is_free
from storage.places import centre_around
from storage.rules.clock import to_utc
from storage.work import Work


def ask_employer(work: Work, row: Due) -> datetime | None:
    """Ask once more, among the questions of the day; where all are away, when they are back.

    After two silent prompts the offer rests and staff call.
    """
    offer = find(work, row.subject)
    if offer is None or offer.revision != row.revision or offer.state == OfferState.FILLED:
        return None
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    firm = offer.employer_id
    if back := firm_days.back_on(work, firm):
        return to_utc(back, time(USUAL_HOUR), work.zone.key)
    is_asked = firm_days.is_reachable(work, firm)
    if is_asked and is_silent(work, offer):
        _rests(work, offer, row)
        return None
    if is_asked:
        _ask(work, offer)
    else:
        _call(work, offer)
    ask_again(work, offer)
    return None


def ask_about_place(work: Work, row: Due) -> datetime | None:
    """Ask a firm once whether it looks again, since a place of its filled offer is free.

    While somebody on the way may still take it, look again the next day.
    """
    offer = find(work, row.subject)
    if (
        offer is None
        or offer.state != OfferState.FILLED
        or seats_taken(work, offer) >= offer.places
    ):
        return None
    if not place_is_free(work, offer):
        return work.now + timedelta(days=1)
    if offer not in asked_about(work, offer.employer_id):
        _ask(work, offer)
    return None


def ask_at_once(work: Work, offer: Offer) -> None:
    """Ask before an offer ends; the next question comes as long after as any."""
    _ask(work, offer)
    ask_later(work, offer)


def _ask(work: Work, offer: Offer) -> None:
    ask_now(work, offer)
    firm_days.opened(work, offer.employer_id)


def _rests(work: Work, offer: Offer, row: Due) -> None:
    if rest(work, offer):
        renew_cards(work, offer, row)
        notices.firm_is_silent(work, offer.employer_id, centre_around(work, offer.plz))
        _note_call(work, offer)


def _call(work: Work, offer: Offer) -> None:
    notices.firms_to_ask(work, centre_around(work, offer.plz))
    for each in (offer, *ask_others_later(work, offer)):
        _note_call(work, each)


def _note_call(work: Work, offer: Offer) -> None:
    about = (firm_days.About.PROMPT, offer.id, offer.revision)
    firm_calls.ask(work, offer.employer_id, *about, centre=centre_around(work, offer.plz))
