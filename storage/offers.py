"""Offers: saved one way, shown once to a person, answered once for all."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from storage.models import Due, Offer, Person, Profile, Proposal
from storage.models.due import DueState
from storage.models.offers import OfferState, ProposalState
from storage.queues import due
from storage.rules.clock import next_allowed, to_local
from storage.work import Work

WAVE, PROMPT = "offer_wave", "employer_prompt"
FIRST_WAVE = "1"


def save_offer(work: Work, offer: Offer) -> None:
    """Save a new or changed offer; what is due for it begins anew."""
    offer.revision = offer.revision + 1 if offer.id is not None else 1
    work.session.add(offer)
    work.session.flush()
    due.cancel(work.session, [WAVE, PROMPT], offer.id, before_revision=offer.revision)
    if offer.state == OfferState.OPEN and offer.places > 0:
        wave_at = next_allowed(
            work.now, work.zone.key, work.limits.push_from_hour, work.limits.push_until_hour
        )
        due.schedule(
            work.session,
            WAVE,
            wave_at,
            subject=offer.id,
            revision=offer.revision,
            offset=FIRST_WAVE,
        )
    _prompt(work, offer)


def set_places(work: Work, offer: Offer, places: int) -> None:
    """Keep how many people an employer can take; the same number only confirms the offer."""
    offer.confirmed_at = work.now
    if offer.places == places:
        _ask_later(work, offer)
    else:
        offer.places = places
        save_offer(work, offer)


def set_state(work: Work, offer: Offer, state: OfferState) -> None:
    """Keep what an employer said: open, paused or filled; the same again only confirms."""
    offer.confirmed_at = work.now
    if offer.state == state:
        _ask_later(work, offer)
    else:
        offer.state = state
        save_offer(work, offer)


def show(work: Work, person_id: int, offer: Offer, pushed: bool = False) -> Proposal:
    """Note that a person sees an offer, once; an answer given before stays."""
    proposal = _proposal(work, person_id, offer.id)
    if proposal is not None:
        return proposal
    proposal = _propose(work, person_id, offer.id, pushed)
    profile = work.session.get(Profile, person_id)
    if profile is not None:
        profile.offered_at = work.now
    work.session.flush()
    return proposal


def answer_offer(
    work: Work, person_id: int, offer_id: int, state: ProposalState, reason: str | None = None
) -> Proposal:
    """Keep what a person said to an offer; the last word counts."""
    proposal = _proposal(work, person_id, offer_id)
    if proposal is None:
        proposal = _propose(work, person_id, offer_id, pushed=False)
    proposal.state, proposal.reason, proposal.answered_at = state, reason, work.now
    work.session.flush()
    return proposal


def interested_in(work: Work, offer_id: int) -> list[Person]:
    """Return who wants an offer, in the order they said so."""
    wanting = (Proposal.offer_id == offer_id, Proposal.state == ProposalState.INTERESTED)
    people = select(Person).join(Proposal, Proposal.person_id == Person.id).where(*wanting)
    return list(work.session.scalars(people.order_by(Proposal.answered_at, Proposal.id)))


def _ask_later(work: Work, offer: Offer) -> None:
    """Move what waits: a second word on the same day would otherwise find its row cancelled."""
    waiting = (Due.kind == PROMPT, Due.subject == offer.id, Due.state == DueState.TODO)
    work.session.execute(delete(Due).where(*waiting))
    _prompt(work, offer)
    work.session.flush()


def _prompt(work: Work, offer: Offer) -> None:
    """Ask the employer again in some weeks; the day tells the rows of one revision apart."""
    if offer.state == OfferState.FILLED:
        return
    later = work.now + timedelta(days=work.limits.prompt_days)
    ask_at = next_allowed(
        later, work.zone.key, work.limits.push_from_hour, work.limits.push_until_hour
    )
    due.schedule(
        work.session,
        PROMPT,
        ask_at,
        subject=offer.id,
        revision=offer.revision,
        offset=to_local(ask_at, work.zone.key).date().isoformat(),
    )


def _proposal(work: Work, person_id: int, offer_id: int) -> Proposal | None:
    one = (Proposal.person_id == person_id, Proposal.offer_id == offer_id)
    return work.session.scalar(select(Proposal).where(*one))


def _propose(work: Work, person_id: int, offer_id: int, pushed: bool) -> Proposal:
    proposal = Proposal(
        person_id=person_id,
        offer_id=offer_id,
        state=ProposalState.SHOWN,
        pushed=pushed,
        shown_at=work.now,
    )
    work.session.add(proposal)
    return proposal
