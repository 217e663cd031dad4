"""Offers that open, look hidden, change or close, go out by day; a sign of life after them."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations import introductions
from conversations.employer.prompts import EMPLOYER_OFFER
from conversations.everybody import notices
from conversations.everybody.closing import tell_interested
from conversations.kit.elsewhere import renew
from conversations.newcomer.news import next_news, promise_news
from conversations.staff.desk_offers import DESK
from scheduler import still
from storage import fatigue, firm_calls, hiding, people
from storage.census import is_ready
from storage.matching import candidates
from storage.models import Due, Offer, Person
from storage.models.offers import OfferState
from storage.offers import find, publish, pushed_since, set_state, show
from storage.openings import opening_of
from storage.places import centre_around
from storage.queues.kinds import Kind
from storage.rules.fit import is_free
from storage.rules.stages import Side
from storage.work import Work

AT_ONCE = 5
SOON = timedelta(seconds=1)


def send_wave(work: Work, row: Due) -> datetime | None:
    """Send an offer to the next few people it fits; come again while it is free.

    Few in one wave: whoever says yes should have a real chance. Fewer at once: others wait for
    the database; until the wave is full its row stays due, so that `due_at` says when it began.
    """
    offer = find(work, row.subject)
    if offer is None or offer.revision != row.revision or not is_free(opening_of(work, offer)):
        return None
    opens = work.daytime(work.now)
    if opens > work.now:
        return opens
    if not is_ready(work):
        return work.now + SOON
    few = work.limits.wave_factor * offer.places - pushed_since(work, offer, row.due_at)
    found = candidates(work, offer, min(few, AT_ONCE))
    for person, _ in found:
        _push(work, offer, person)
    if len(found) == AT_ONCE < few:
        return row.due_at
    return work.daytime(work.now + timedelta(hours=work.limits.wave_hours))


def close_offer(work: Work, row: Due) -> None:
    """Close an offer of which its firm, or staff, said a minute ago that it is filled.

    It holds whoever of the firm left since, whatever else is new in the offer. Of whom others shut
    out it comes to nothing: staff call the firm.
    """
    offer = find(work, row.subject)
    if offer is None or offer.state == OfferState.FILLED:
        return
    side = _side(work, row, offer)
    if side is None:
        about = (firm_calls.PROMPT, offer.id, offer.revision)
        firm_calls.ask(work, offer.employer_id, *about, centre=centre_around(work, offer.plz))
    else:
        set_state(work, offer, OfferState.FILLED)
        introductions.close_early(work, offer, side=side)
        tell_interested(work, offer)
    renew_cards(work, offer, row)


def open_offer(work: Work, row: Due) -> None:
    """Open an offer that its firm or staff said, or opened again, a minute ago.

    Of whom others shut out it comes to nothing. A sentence of the firm nobody read is read first by
    staff, who complete what does not open.
    """
    offer = find(work, row.subject)
    if offer is None or offer.revision != row.revision or offer.state == OfferState.OPEN:
        return
    if _side(work, row, offer) is not None:
        publish(work, offer)
        renew_cards(work, offer, row)
    if offer.state == OfferState.DRAFT or (offer.note and not offer.note_ok):
        notices.need(work, offer)


def look_again(work: Work, row: Due) -> datetime | None:
    """Remind staff each working day of an offer that is hidden, until one of them looked."""
    offer = find(work, row.subject)
    if offer is None or offer.hidden_at is None:
        return None
    notices.hidden(work, offer, centre_around(work, offer.plz))
    return hiding.next_look(work)


def tell_of_kind(work: Work, row: Due) -> None:
    """Begin the permission anew for who is on the way to an offer that is other work now."""
    offer = find(work, row.subject)
    if offer is None or offer.revision != row.revision:
        return
    side = _side(work, row, offer) if row.person_id else None
    introductions.permission_anew(work, offer, side or Side.CENTRE)
    renew(work, EMPLOYER_OFFER, offer.id, once=f"{row.id}")


def _side(work: Work, row: Due, offer: Offer) -> Side | None:
    """Return for whom somebody did it, if they still may; of who left it is the firm's word."""
    who = row.person_id
    if who is None or people.speaks_for(work, who, offer.employer_id):
        return Side.FIRM
    is_ours = people.works_for(work, who, centre_around(work, offer.plz))
    return Side.CENTRE if is_ours else None


def renew_cards(work: Work, offer: Offer, row: Due) -> None:
    """Show how it stands now, on the cards of the firm and of staff."""
    renew(work, EMPLOYER_OFFER, offer.id, once=f"{row.id}")
    renew(work, DESK, offer.id, once=f"{row.id}")


def give_news(work: Work, row: Due) -> datetime | None:
    """Say that nothing fits yet, and when there is news again; silent for who wants silence.

    Who answers no offer is asked instead whether they still look for work.
    """
    person = people.find(work, row.person_id)
    if person is None:
        return None
    again_at = next_news(work, person.id)
    if fatigue.is_asked(work, person) or still.ask(work, person):
        return again_at
    if person.work_on and person.stopped_at is None:
        people.tell(work, person.id, Kind.NEWS, once=f"{row.due_at:%Y%m%d}")
    return again_at


def _push(work: Work, offer: Offer, person: Person) -> None:
    show(work, person.id, offer, pushed=True)
    people.tell(work, person.id, Kind.OFFER, offer.id, offer.revision)
    promise_news(work, person.id)
    fatigue.watch(work, person.id)
