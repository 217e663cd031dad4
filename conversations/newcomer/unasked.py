"""What newcomers wait for: reminders, changes, offers, places, the sign of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select

from conversations.cards import appointment as card
from conversations.cards.activity_day import Occasion, stand, week_message
from conversations.cards.offer import closed_message, offer_message
from conversations.kit.messages import Message, Venue
from conversations.kit.outgoing import Waited
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


def _appointment(waited: Waited) -> Message | None:
    found = _current(waited)
    if found is None:
        return None
    centre = waited.session.get_one(Centre, found.centre)
    return card.appointment_message(waited.row.kind or "", found, centre, waited.now)


def _map(waited: Waited) -> Venue | None:
    found = _current(waited)
    centre = waited.session.get_one(Centre, found.centre) if found else None
    if centre is None or not centre.address:
        return None
    return Venue(centre.lat, centre.lon, centre.name, centre.address)


def _current(waited: Waited) -> Appointment | None:
    """Return the appointment if it is still the one that was meant."""
    found = waited.session.get(Appointment, waited.row.subject)
    if found is None or found.person_id != waited.person.id:
        return None
    if found.revision != waited.row.revision or found.starts_at <= waited.now:
        return None
    is_cancelled = found.cancelled_at is not None
    if is_cancelled != (waited.row.kind == card.CANCELLED):
        return None
    says_no = found.answer == AppointmentAnswer.CANNOT
    return None if says_no and waited.row.kind in (card.REMINDER, MAP) else found


def _offer(waited: Waited) -> Message | None:
    match, proposal = _shown(waited)
    if match is None or proposal is None or not is_free(match.offer):
        return None
    wanted = waited.person.work_on and is_adult(waited.person)
    if not wanted or proposal.state != ProposalState.SHOWN:
        return None
    return offer_message(waited.session, match)


def _closed(waited: Waited) -> Message | None:
    match, proposal = _shown(waited)
    if match is None or proposal is None or match.offer.state != OfferState.FILLED:
        return None
    if proposal.state != ProposalState.INTERESTED:
        return None
    return closed_message(waited.session, match, was_interested=True)


def _shown(waited: Waited) -> tuple[Match | None, Proposal | None]:
    offer = waited.session.get(Offer, waited.row.subject)
    profile = waited.person.profile
    if offer is None or profile is None or offer.revision != waited.row.revision:
        return None, None
    match = match_of(waited.session, offer, profile, waited.today)
    return match, proposal_of(waited.session, waited.person.id, offer.id)


def _news(waited: Waited) -> Message | None:
    if not waited.person.work_on or not is_adult(waited.person):
        return None
    own = (Due.kind == NEWS, Due.person_id == waited.person.id)
    at = waited.session.scalar(select(Due.due_at).where(*own))
    if at is None:
        return None
    fits = matches(waited.session, waited.person.id, waited.now, waited.limits)
    return news_message(to_local(at, waited.zone.key).date(), bool(fits))


def _activity(waited: Waited) -> Message | None:
    signup = waited.session.get(Signup, waited.row.subject)
    if signup is None or signup.person_id != waited.person.id:
        return None
    activity = waited.session.get_one(Activity, signup.activity_id)
    if activity.revision != waited.row.revision:
        return None
    if not takes_place(activity, signup.on_date):
        return Message((GONE, OTHERS)) if waited.row.kind == CHANGED else None
    begins = to_utc(signup.on_date, activity.starts, waited.zone.key)
    if begins <= waited.now or (signup.waiting and waited.row.kind != CHANGED):
        return None
    occasion = Occasion(activity, signup.on_date)
    how = stand(waited.session, waited.person, occasion)
    return week_message(waited.session, occasion, how, (_first(waited, signup),))


def _first(waited: Waited, signup: Signup) -> Words:
    if said := ABOUT_ACTIVITY.get(waited.row.kind or ""):
        return said
    return _("⏰ Today:") if signup.on_date == waited.today else _("⏰ Tomorrow:")


AWAITED: Mapping[str, Callable[[Waited], Message | Venue | None]] = {
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
