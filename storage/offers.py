"""Offers: saved one way, shown once to a person, answered once for all."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Due, Offer, Person, Profile, Proposal
from storage.models.due import DueState
from storage.models.offers import OfferState, ProposalState
from storage.queues import due
from storage.rules.clock import next_allowed, to_local

WAVE, PROMPT = "offer_wave", "employer_prompt"
FIRST_WAVE = "1"


def save_offer(
    session: Session, offer: Offer, now: datetime, zone: ZoneInfo, limits: Limits
) -> None:
    """Save a new or changed offer; what is due for it begins anew."""
    offer.revision = offer.revision + 1 if offer.id is not None else 1
    session.add(offer)
    session.flush()
    due.cancel(session, [WAVE, PROMPT], offer.id, before_revision=offer.revision)
    if offer.state == OfferState.OPEN and offer.places > 0:
        wave_at = next_allowed(now, zone.key, limits.push_from_hour, limits.push_until_hour)
        due.schedule(
            session, WAVE, wave_at, subject=offer.id, revision=offer.revision, offset=FIRST_WAVE
        )
    _prompt(session, offer, now, zone, limits)


def set_places(
    session: Session, offer: Offer, places: int, *, now: datetime, zone: ZoneInfo, limits: Limits
) -> None:
    """Keep how many people an employer can take; the same number only confirms the offer."""
    offer.confirmed_at = now
    if offer.places == places:
        _ask_later(session, offer, now, zone, limits)
    else:
        offer.places = places
        save_offer(session, offer, now, zone, limits)


def set_state(
    session: Session,
    offer: Offer,
    state: OfferState,
    *,
    now: datetime,
    zone: ZoneInfo,
    limits: Limits,
) -> None:
    """Keep what an employer said: open, paused or filled; the same again only confirms."""
    offer.confirmed_at = now
    if offer.state == state:
        _ask_later(session, offer, now, zone, limits)
    else:
        offer.state = state
        save_offer(session, offer, now, zone, limits)


def show(
    session: Session, person_id: int, offer: Offer, now: datetime, pushed: bool = False
) -> Proposal:
    """Note that a person sees an offer, once; an answer given before stays."""
    proposal = _proposal(session, person_id, offer.id)
    if proposal is not None:
        return proposal
    proposal = _propose(session, person_id, offer.id, now, pushed)
    profile = session.get(Profile, person_id)
    if profile is not None:
        profile.offered_at = now
    session.flush()
    return proposal


def answer_offer(
    session: Session,
    person_id: int,
    offer_id: int,
    state: ProposalState,
    reason: str | None = None,
    *,
    now: datetime,
) -> Proposal:
    """Keep what a person said to an offer; the last word counts."""
    proposal = _proposal(session, person_id, offer_id)
    if proposal is None:
        proposal = _propose(session, person_id, offer_id, now, pushed=False)
    proposal.state, proposal.reason, proposal.answered_at = state, reason, now
    session.flush()
    return proposal


def interested_in(session: Session, offer_id: int) -> list[Person]:
    """Return who wants an offer, in the order they said so."""
    wanting = (Proposal.offer_id == offer_id, Proposal.state == ProposalState.INTERESTED)
    people = select(Person).join(Proposal, Proposal.person_id == Person.id).where(*wanting)
    return list(session.scalars(people.order_by(Proposal.answered_at, Proposal.id)))


def _ask_later(
    session: Session, offer: Offer, now: datetime, zone: ZoneInfo, limits: Limits
) -> None:
    """Move what waits: a second word on the same day would otherwise find its row cancelled."""
    waiting = (Due.kind == PROMPT, Due.subject == offer.id, Due.state == DueState.TODO)
    session.execute(delete(Due).where(*waiting))
    _prompt(session, offer, now, zone, limits)
    session.flush()


def _prompt(session: Session, offer: Offer, now: datetime, zone: ZoneInfo, limits: Limits) -> None:
    """Ask the employer again in some weeks; the day tells the rows of one revision apart."""
    if offer.state == OfferState.FILLED:
        return
    later = now + timedelta(days=limits.prompt_days)
    ask_at = next_allowed(later, zone.key, limits.push_from_hour, limits.push_until_hour)
    due.schedule(
        session,
        PROMPT,
        ask_at,
        subject=offer.id,
        revision=offer.revision,
        offset=to_local(ask_at, zone.key).date().isoformat(),
    )


def _proposal(session: Session, person_id: int, offer_id: int) -> Proposal | None:
    one = (Proposal.person_id == person_id, Proposal.offer_id == offer_id)
    return session.scalar(select(Proposal).where(*one))


def _propose(
    session: Session, person_id: int, offer_id: int, now: datetime, pushed: bool
) -> Proposal:
    proposal = Proposal(
        person_id=person_id,
        offer_id=offer_id,
        state=ProposalState.SHOWN,
        pushed=pushed,
        shown_at=now,
    )
    session.add(proposal)
    return proposal
