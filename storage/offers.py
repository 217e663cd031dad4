"""Offers: saved one way, shown once to a person, answered once for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select

from storage import fatigue, offers_ending
from storage.holds import goes_on
from storage.introductions.lists import free_begun, seats_taken
from storage.introductions.permission import kind_before
from storage.models import Due, Introduction, Offer, Person, Profile, Proposal
from storage.models.due import DueState
from storage.models.offers import OfferState, ProposalState
from storage.offers_asked import ASKABLE
from storage.places import gazetteer
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_local
from storage.rules.places import Elsewhere
from storage.rules.way import Spot
from storage.work import Work

FIRST_WAVE = "1"
VALLEY_METRES = 350


def find(work: Work, offer_id: int | None) -> Offer | None:
    """Return an offer; None where it is gone."""
    return work.session.get(Offer, offer_id) if offer_id else None


def by_ref(work: Work, ref: str) -> Offer | None:
    """Find an offer by its id in the file it was loaded from."""
    return work.session.scalar(select(Offer).where(Offer.ref == ref))


def spot_of(work: Work, offer: Offer) -> Spot | None:
    """Return where the work is; a place outside lies as high as the nearest of the district."""
    return spot_at(work, offer.plz, offer.town, offer.lat, offer.lon)


def spot_at(
    work: Work, plz: str, town: str | None, lat: float | None, lon: float | None
) -> Spot | None:
    """Return a point that was sent (degrees, WGS 84), else that of the postcode."""
    places = gazetteer(work)
    if lat is None or lon is None:
        return places.spot(plz)
    near = places.nearest(lat, lon)
    if isinstance(near, Elsewhere):
        return Spot(lat, lon, "", town or plz, VALLEY_METRES, False)
    if own := places.spot(plz):  # in the district a point is only more exact
        return replace(own, lat=lat, lon=lon)
    here = near.municipality
    return Spot(lat, lon, "", town or plz, here.elevation, here.plateau)


def find_proposal(work: Work, proposal_id: int | None) -> Proposal | None:
    """Return what became of showing an offer, by its key."""
    return work.session.get(Proposal, proposal_id)


def save_offer(
    work: Work, offer: Offer, heard_at: datetime | None = None, by: int | None = None
) -> None:
    """Save a new or changed offer; what is due for it begins anew. It has an end in any case.

    Nobody is told of it before `heard_at`: neither who may want it nor, where the kind of work is
    another one than they agreed to, who is on the way to it.
    """
    offer.valid_until = offer.valid_until or offers_ending.usual_end(work)
    offer.revision = offer.revision + 1 if offer.id is not None else 1
    work.session.add(offer)
    work.session.flush()
    due.cancel(
        work, [Kind.OFFER_WAVE, Kind.EMPLOYER_PROMPT], offer.id, before_revision=offer.revision
    )
    if offer.state == OfferState.OPEN and offer.places > 0:
        due.schedule(
            work,
            Kind.OFFER_WAVE,
            work.daytime(heard_at or work.now),
            subject=offer.id,
            revision=offer.revision,
            offset=FIRST_WAVE,
        )
    if kind_before(work, offer) is not None:
        at, revision = heard_at or work.now, offer.revision
        due.schedule(work, Kind.OFFER_KIND, at, subject=offer.id, revision=revision, person_id=by)
    offers_ending.schedule(work, offer)
    ask_again(work, offer)


def set_places(work: Work, offer: Offer, places: int, heard_at: datetime | None = None) -> None:
    """Keep how many people an employer can take; the same number only confirms the offer."""
    _confirm(work, offer, offer.state)
    if offer.places == places:
        ask_later(work, offer)
    else:
        offer.places = places
        save_offer(work, offer, heard_at)


def set_state(
    work: Work, offer: Offer, state: OfferState, heard_at: datetime | None = None
) -> None:
    """Keep what an employer or staff said: open, paused or filled; the same only confirms."""
    _confirm(work, offer, state)
    if offer.state == state:
        ask_later(work, offer)
    else:
        _begin_anew(work, offer, state)
        offer.state = _opened(offer) if state == OfferState.OPEN else state
        save_offer(work, offer, heard_at)


def publish(work: Work, offer: Offer) -> None:
    """Open what staff entered or opened again a minute ago; it ends when they said, or as usual."""
    if offer.valid_until is None or offer.valid_until < work.today:
        offers_ending.prolong(work, offer)
    _begin_anew(work, offer, OfferState.OPEN)
    offer.state, offer.confirmed_at = _opened(offer), work.now
    save_offer(work, offer)


def _opened(offer: Offer) -> OfferState:
    """Return what an offer is that opens: of which not all was said, nobody sees it."""
    return OfferState.DRAFT if offer.unsaid else OfferState.OPEN


def _begin_anew(work: Work, offer: Offer, state: OfferState) -> None:
    """Count its places afresh where one that was filled opens again, and none of them is free."""
    opens = offer.state == OfferState.FILLED and state == OfferState.OPEN
    if opens and seats_taken(work, offer) >= offer.places:
        free_begun(work, offer)


def _confirm(work: Work, offer: Offer, state: OfferState) -> None:
    """Note that somebody who knows said something; what is open holds longer."""
    offer.confirmed_at = work.now
    if state == OfferState.OPEN:
        offers_ending.prolong(work, offer)


def show(work: Work, person_id: int, offer: Offer, pushed: bool = False) -> Proposal:
    """Note that a person sees an offer, once; an answer given before stays."""
    proposal = proposal_of(work, person_id, offer.id)
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
    proposal = proposal_of(work, person_id, offer_id)
    if proposal is None:
        proposal = _propose(work, person_id, offer_id, pushed=False)
    proposal.state, proposal.reason, proposal.answered_at = state, reason, work.now
    work.session.flush()
    fatigue.heard(work, person_id)
    return proposal


def interested_in(work: Work, offer_id: int) -> list[Person]:
    """Return who wants an offer and is not kept from its firm, in the order they said so.

    Who is or was on the way there hears of it step by step, and is not among them.
    """
    way = exists().where(
        Introduction.person_id == Proposal.person_id, Introduction.offer_id == offer_id
    )
    wanting = (Proposal.offer_id == offer_id, Proposal.state == ProposalState.INTERESTED, ~way)
    people = select(Person).join(Proposal, Proposal.person_id == Person.id)
    people = people.join(Offer, Offer.id == Proposal.offer_id).where(*wanting, goes_on())
    return list(work.session.scalars(people.order_by(Proposal.answered_at, Proposal.id)))


def answers_of(work: Work, person_id: int) -> list[tuple[Proposal, Offer]]:
    """Return what somebody was shown and said to it, the newest first."""
    rows = select(Proposal, Offer).join(Offer, Offer.id == Proposal.offer_id)
    own = rows.where(Proposal.person_id == person_id)
    found = work.session.execute(own.order_by(Proposal.shown_at.desc(), Proposal.id.desc()))
    return [(proposal, offer) for proposal, offer in found]


def pushed_since(work: Work, offer: Offer, began: datetime) -> int:
    """Count who was sent an offer unasked since then."""
    sent = (Proposal.offer_id == offer.id, Proposal.pushed, Proposal.shown_at >= began)
    return work.session.scalar(select(func.count()).where(*sent)) or 0


def rest(work: Work, offer: Offer) -> bool:
    """Let an open offer rest, and ask no more; tell whether it was open."""
    was_open = offer.state == OfferState.OPEN
    if was_open:
        offer.state = OfferState.PAUSED
        save_offer(work, offer)
    due.cancel(work, [Kind.EMPLOYER_PROMPT], offer.id, before_revision=offer.revision + 1)
    return was_open


def ask_later(work: Work, offer: Offer) -> None:
    """Move what waits: a second word on the same day would otherwise find its row cancelled."""
    offers_ending.schedule(work, offer)
    waiting = (
        Due.kind == Kind.EMPLOYER_PROMPT,
        Due.subject == offer.id,
        Due.state == DueState.TODO,
    )
    work.session.execute(delete(Due).where(*waiting))
    ask_again(work, offer)
    work.session.flush()


def ask_others_later(work: Work, offer: Offer) -> list[Offer]:
    """Move the questions about a firm's other offers, and return these: one call is about all."""
    waits = exists().where(
        Due.kind == Kind.EMPLOYER_PROMPT, Due.subject == Offer.id, Due.state == DueState.TODO
    )
    others = (Offer.employer_id == offer.employer_id, Offer.id != offer.id, waits)
    found = list(work.session.scalars(select(Offer).where(*others).order_by(Offer.id)))
    for other in found:
        ask_later(work, other)
    return found


def ask_again(work: Work, offer: Offer) -> None:
    """Ask the employer again in some weeks, unless it is filled or was never to be had.

    The day tells the rows of one revision apart: silence is counted in rows.
    """
    if offer.state not in ASKABLE:
        return
    ask_at = work.daytime(work.now + timedelta(days=work.limits.prompt_days))
    due.schedule(
        work,
        Kind.EMPLOYER_PROMPT,
        ask_at,
        subject=offer.id,
        revision=offer.revision,
        offset=to_local(ask_at, work.zone.key).date().isoformat(),
    )


def proposal_of(work: Work, person_id: int, offer_id: int) -> Proposal | None:
    """Return what became of showing an offer to somebody; None if they never saw it."""
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
