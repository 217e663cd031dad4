"""What newcomers wait for: reminders, changes, offers, places, the sign of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select

from conversations.cards import appointment as card
from conversations.cards.activity_day import Occasion, stand, week_message
from conversations.cards.offer import closed_message, offer_message
from conversations.kit.messages import Message, Venue
from conversations.kit.outgoing import Outgoing
from conversations.newcomer.news import NEWS, news_message
from conversations.newcomer.offer_answers import is_adult, is_free, match_of, proposal_of
from conversations.newcomer.week import GONE, OTHERS
from locales.words import Words, _
from storage.activities import takes_place
from storage.matching import Match, matches
from storage.models import Activity, Appointment, Centre, Due, Offer, Proposal, Signup
from storage.models.appointments import AppointmentAnswer
from storage.models.offers import OfferState, ProposalState
from storage.rules.clock import to_local, to_utc

OFFER, CLOSED = "offer", "offer_closed"
MAP = "appointment_map"
ACTIVITY_REMINDER, PLACE, CHANGED = "activity_reminder", "activity_place", "activity_changed"
ABOUT_ACTIVITY: Mapping[str, Words] = {
    PLACE: _("🎉 There is a place for you now."),
    CHANGED: _("⚠️ CHANGED. Please look again."),
}


def _appointment(outgoing: Outgoing) -> Message | None:
    found = _current(outgoing)
    if found is None:
        return None
    centre = outgoing.work.session.get_one(Centre, found.centre)
    return card.appointment_message(outgoing.row.kind or "", found, centre, outgoing.work.now)


def _map(outgoing: Outgoing) -> Venue | None:
    found = _current(outgoing)
    centre = outgoing.work.session.get_one(Centre, found.centre) if found else None
    if centre is None or not centre.address:
        return None
    return Venue(centre.lat, centre.lon, centre.name, centre.address)


def _current(outgoing: Outgoing) -> Appointment | None:
    """Return the appointment if it is still the one that was meant."""
    found = outgoing.work.session.get(Appointment, outgoing.row.subject)
    if found is None or found.person_id != outgoing.person.id:
        return None
    if found.revision != outgoing.row.revision or found.starts_at <= outgoing.work.now:
        return None
    is_cancelled = found.cancelled_at is not None
    if is_cancelled != (outgoing.row.kind == card.CANCELLED):
        return None
    says_no = found.answer == AppointmentAnswer.CANNOT
    return None if says_no and outgoing.row.kind in (card.REMINDER, MAP) else found


def _offer(outgoing: Outgoing) -> Message | None:
    match, proposal = _shown(outgoing)
    if match is None or proposal is None or not is_free(match.offer):
        return None
    wanted = outgoing.person.work_on and is_adult(outgoing.person)
    if not wanted or proposal.state != ProposalState.SHOWN:
        return None
    return offer_message(outgoing.work, match)


def _closed(outgoing: Outgoing) -> Message | None:
    match, proposal = _shown(outgoing)
    if match is None or proposal is None or match.offer.state != OfferState.FILLED:
        return None
    if proposal.state != ProposalState.INTERESTED:
        return None
    return closed_message(outgoing.work, match, was_interested=True)


def _shown(outgoing: Outgoing) -> tuple[Match | None, Proposal | None]:
    offer = outgoing.work.session.get(Offer, outgoing.row.subject)
    profile = outgoing.person.profile
    if offer is None or profile is None or offer.revision != outgoing.row.revision:
        return None, None
    match = match_of(outgoing.work, offer, profile)
    return match, proposal_of(outgoing.work, outgoing.person.id, offer.id)


def _news(outgoing: Outgoing) -> Message | None:
    if not outgoing.person.work_on or not is_adult(outgoing.person):
        return None
    own = (Due.kind == NEWS, Due.person_id == outgoing.person.id)
    at = outgoing.work.session.scalar(select(Due.due_at).where(*own))
    if at is None:
        return None
    fits = matches(outgoing.work, outgoing.person.id)
    return news_message(to_local(at, outgoing.work.zone.key).date(), bool(fits))


def _activity(outgoing: Outgoing) -> Message | None:
    signup = outgoing.work.session.get(Signup, outgoing.row.subject)
    if signup is None or signup.person_id != outgoing.person.id:
        return None
    activity = outgoing.work.session.get_one(Activity, signup.activity_id)
    if activity.revision != outgoing.row.revision:
        return None
    if not takes_place(activity, signup.on_date):
        return Message((GONE, OTHERS)) if outgoing.row.kind == CHANGED else None
    begins = to_utc(signup.on_date, activity.starts, outgoing.work.zone.key)
    if begins <= outgoing.work.now or (signup.waiting and outgoing.row.kind != CHANGED):
        return None
    occasion = Occasion(activity, signup.on_date)
    how = stand(outgoing.work, outgoing.person, occasion)
    return week_message(outgoing.work, occasion, how, (_first(outgoing, signup),))


def _first(outgoing: Outgoing, signup: Signup) -> Words:
    if said := ABOUT_ACTIVITY.get(outgoing.row.kind or ""):
        return said
    return _("⏰ Today:") if signup.on_date == outgoing.today else _("⏰ Tomorrow:")


AWAITED: Mapping[str, Callable[[Outgoing], Message | Venue | None]] = {
    card.MADE: _appointment,
    card.MOVED: _appointment,
    card.CANCELLED: _appointment,
    card.REMINDER: _appointment,
    MAP: _map,
    OFFER: _offer,
    CLOSED: _closed,
    NEWS: _news,
    ACTIVITY_REMINDER: _activity,
    PLACE: _activity,
    CHANGED: _activity,
}
