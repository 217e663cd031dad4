"""Asks employers now and then whether an offer is still open; silence lets it rest."""

from __future__ import annotations

from datetime import datetime

from conversations.everybody import notices
from storage.models import Due, Offer
from storage.models.offers import OfferState
from storage.offers import ask_again, ask_later, ask_others_later, find, is_silent, rest
from storage.people import Door, employer_doors
from storage.places import centre_around
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work


def ask_employer(work: Work, row: Due) -> datetime | None:
    """Ask once more; after two silent prompts the offer rests and staff are told."""
    offer = find(work, row.subject)
    if offer is None or offer.revision != row.revision or offer.state == OfferState.FILLED:
        return None
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    doors = employer_doors(work, offer.employer_id)
    if doors and is_silent(work, offer):
        if rest(work, offer):
            notices.firm_is_silent(work, offer.employer_id, centre_around(work, offer.plz))
        return None
    for door in doors:
        _ask(work, row, offer, door)
    if not doors:
        notices.ask_the_firm(work, offer.employer_id, centre_around(work, offer.plz))
        ask_others_later(work, offer)
    ask_again(work, offer)
    return None


def ask_at_once(work: Work, row: Due, offer: Offer) -> None:
    """Ask before an offer ends; the next question comes as long after as any."""
    for door in employer_doors(work, offer.employer_id):
        _ask(work, row, offer, door)
    ask_later(work, offer)


def _ask(work: Work, row: Due, offer: Offer, door: Door) -> None:
    prompt = (Kind.EMPLOYER_PROMPT, offer.id, offer.revision)
    speak(work, door.chat_id, *prompt, whom=door.person_id, once=f"{offer.revision}:{row.id}")
