"""What newcomers wait for: reminders, changes, offers, places, the sign of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from conversations.cards import appointment as card
from conversations.cards.activity_day import Occasion, stand, week_message
from conversations.cards.announcement import CHANGED, change_message, gone_lines
from conversations.cards.book import book_button
from conversations.cards.dropped import dropped_message
from conversations.cards.offer import closed_message, offer_message
from conversations.kit.messages import Message, Venue
from conversations.kit.outgoing import Outgoing
from conversations.newcomer.news import news_message
from locales.words import Words, _
from storage import activities, appointments, holds, offers, signups
from storage.activities import takes_place
from storage.booking import sees_people
from storage.introductions.lists import last
from storage.introductions.working import has_news, is_at_work
from storage.matching import Match, fitting, match_of
from storage.models import Appointment, Proposal, Signup
from storage.models.appointments import AppointmentAnswer
from storage.models.offers import OfferState, ProposalState
from storage.offers_ending import is_ended
from storage.places import centre_of
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.ages import is_adult
from storage.rules.clock import to_local

CALLED_OFF = {Kind.APPOINTMENT_CANCELLED, Kind.APPOINTMENT_DROPPED}
ABOUT_ACTIVITY: Mapping[Kind, Words] = {
    Kind.ACTIVITY_PLACE: _("🎉 There is a place for you now."),
    Kind.ACTIVITY_CHANGED: CHANGED,
}


def _appointment(outgoing: Outgoing) -> Message | None:
    found = _current(outgoing)
    if found is None:
        return None
    centre = centre_of(outgoing.work, found.centre)
    now, person = outgoing.work.now, outgoing.person
    message = card.appointment_message(outgoing.kind, found, centre, now, person)
    if outgoing.kind is Kind.APPOINTMENT_CANCELLED and sees_people(outgoing.work):
        return replace(message, rows=((book_button(),),))
    return message


def _dropped(outgoing: Outgoing) -> Message | None:
    found = _current(outgoing)
    return dropped_message(outgoing.work, found, outgoing.person) if found else None


def _map(outgoing: Outgoing) -> Venue | None:
    found = _current(outgoing)
    centre = centre_of(outgoing.work, found.centre) if found else None
    if centre is None or not centre.address:
        return None
    return Venue(centre.lat, centre.lon, centre.name, centre.address)


def _current(outgoing: Outgoing) -> Appointment | None:
    """Return the appointment if it is still the one that was meant."""
    found = appointments.find(outgoing.work, outgoing.row.subject)
    if found is None or found.person_id != outgoing.person.id:
        return None
    if found.revision != outgoing.row.revision or found.starts_at <= outgoing.work.now:
        return None
    is_cancelled = found.cancelled_at is not None
    if is_cancelled != (outgoing.kind in CALLED_OFF):
        return None
    says_no = found.answer == AppointmentAnswer.CANNOT
    return (
        None
        if says_no and outgoing.kind in (Kind.APPOINTMENT_REMINDER, Kind.APPOINTMENT_MAP)
        else found
    )


def _offer(outgoing: Outgoing) -> Message | None:
    match, proposal = _shown(outgoing)
    if match is None or proposal is None or not match.fit.free:
        return None
    person = outgoing.person
    wanted = person.work_on and is_adult(person.age_band)
    wanted = wanted and not is_at_work(outgoing.work, person.id)
    if not wanted or proposal.state != ProposalState.SHOWN:
        return None
    return offer_message(outgoing.work, match)


def _closed(outgoing: Outgoing) -> Message | None:
    match, proposal = _shown(outgoing)
    if match is None or proposal is None:
        return None
    if match.offer.state != OfferState.FILLED and not is_ended(match.offer, outgoing.work.today):
        return None
    is_on_a_way = last(outgoing.work, proposal.person_id, proposal.offer_id) is not None
    if proposal.state != ProposalState.INTERESTED or is_on_a_way:
        return None  # who is on the way to the firm reads it there
    return closed_message(outgoing.work, match, was_interested=True)


def _shown(outgoing: Outgoing) -> tuple[Match | None, Proposal | None]:
    offer = offers.find(outgoing.work, outgoing.row.subject)
    profile = outgoing.person.profile
    if offer is None or profile is None or offer.revision != outgoing.row.revision:
        return None, None
    if holds.is_held(outgoing.work, outgoing.person.id, offer.employer_id):
        return None, None
    match = match_of(outgoing.work, offer, profile)
    return match, offers.proposal_of(outgoing.work, outgoing.person.id, offer.id)


def _news(outgoing: Outgoing) -> Message | None:
    if not outgoing.person.work_on or not is_adult(outgoing.person.age_band):
        return None
    next_one = due.standing(outgoing.work, Kind.NEWS, outgoing.person.id)
    if next_one is None:
        return None
    fits = fitting(outgoing.work, outgoing.person.id)
    if not fits and has_news(outgoing.work, outgoing.person.id):
        return None
    by = to_local(next_one.due_at, outgoing.work.zone.key).date()
    return news_message(outgoing.work, outgoing.person.id, by, bool(fits))


def _activity(outgoing: Outgoing) -> Message | None:
    signup = signups.find(outgoing.work, outgoing.row.subject)
    if signup is None or signup.person_id != outgoing.person.id:
        return None
    activity = activities.one(outgoing.work, signup.activity_id)
    if activity.revision != outgoing.row.revision:
        return None
    occasion = Occasion(activity, signup.on_date)
    if not takes_place(activity, signup.on_date):
        return Message(gone_lines(occasion)) if outgoing.kind == Kind.ACTIVITY_CHANGED else None
    begins = activities.begins_at(outgoing.work, activity, signup.on_date)
    if begins <= outgoing.work.now or (signup.waiting and outgoing.kind != Kind.ACTIVITY_CHANGED):
        return None
    how = stand(outgoing.work, outgoing.person, occasion)
    return week_message(outgoing.work, occasion, how, (_first(outgoing, signup),))


# NOTE: Headline above the card of an activity: why it comes now.
def _first(outgoing: Outgoing, signup: Signup) -> Words:
    if said := ABOUT_ACTIVITY.get(outgoing.kind):
        return said
    return _("⏰ Today:") if signup.on_date == outgoing.today else _("⏰ Tomorrow:")


CARDS: Mapping[Kind, Callable[[Outgoing], Message | Venue | None]] = {
    Kind.APPOINTMENT_MADE: _appointment,
    Kind.APPOINTMENT_MOVED: _appointment,
    Kind.APPOINTMENT_CANCELLED: _appointment,
    Kind.APPOINTMENT_DROPPED: _dropped,
    Kind.APPOINTMENT_REMINDER: _appointment,
    Kind.APPOINTMENT_MAP: _map,
    Kind.OFFER: _offer,
    Kind.OFFER_CLOSED: _closed,
    Kind.NEWS: _news,
    Kind.ANNOUNCEMENT_CHANGED: change_message,
    Kind.ACTIVITY_REMINDER: _activity,
    Kind.ACTIVITY_PLACE: _activity,
    Kind.ACTIVITY_CHANGED: _activity,
}
