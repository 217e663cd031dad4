"""Who is shown which offer: the rules applied to what the database knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from storage.limits import Limits
from storage.models import Chat, Offer, Person, Profile, Proposal
from storage.models.offers import EmployerStatus, OfferState, ProposalState
from storage.places import gazetteer
from storage.rules.fit import Fit, Opening, Seeker, judge, rank

DAY, WEEK = timedelta(days=1), timedelta(days=7)
CHILDCARE_NEEDED = "needed"


@dataclass(frozen=True)
class Match:
    """An offer to show, with what may be said about it."""

    offer: Offer
    fit: Fit


def matches(
    session: Session,
    person_id: int,
    now: datetime,
    limits: Limits,
    include_answered: bool = False,
) -> list[Match]:
    """Return the offers to show, best first; a declined one never comes back.

    The ones somebody is interested in are left out unless asked for.
    """
    done = set() if include_answered else _offers(session, person_id, ProposalState.INTERESTED)
    offers = {offer.id: offer for offer in _all_offers(session) if offer.id not in done}
    fits = _judged(session, person_id, offers.values(), now, limits)
    return [Match(offers[fit.opening], fit) for fit in rank(fits) if fit.shown]


def judgements(
    session: Session, person_id: int, now: datetime, limits: Limits
) -> list[tuple[Offer, Fit]]:
    """Return every offer with its judgement, for staff: best first, refusals included."""
    offers = {offer.id: offer for offer in _all_offers(session)}
    fits = _judged(session, person_id, offers.values(), now, limits)
    return [(offers[fit.opening], fit) for fit in rank(fits)]


def candidates(
    session: Session, offer: Offer, now: datetime, limits: Limits
) -> list[tuple[Person, Fit]]:
    """Return whom to send an offer unasked, best first, then who waited longest for one.

    People who can be reached, have not seen it, and whose limit for a day and a week is free.
    """
    opening, full = opening_of(session, offer), _full(session, now, limits)
    people = {profile.person_id: profile for profile in _pushable(session, offer.id)}
    fits = (
        judge(seeker_of(session, each, key in full), opening, now.date())
        for key, each in people.items()
    )
    return [(people[fit.seeker].person, fit) for fit in rank(fits) if fit.pushed]


def seeker_of(
    session: Session, profile: Profile, week_full: bool = False, declined: Collection[int] = ()
) -> Seeker:
    """Turn a profile into what the rules look at."""
    person = profile.person
    return Seeker(
        id=profile.person_id,
        wants=frozenset(profile.wants or ()),
        home=gazetteer(session).spot(profile.plz, profile.ags),
        skills=tuple((row.skill, row.level) for row in profile.skills),
        areas=frozenset(profile.areas or ()),
        german=profile.german,
        slots=None if profile.slots is None else frozenset(profile.slots),
        mobility=None if profile.mobility is None else frozenset(profile.mobility),
        licences=frozenset(profile.licences or ()),
        childcare=profile.childcare == CHILDCARE_NEEDED,
        age_band=person.age_band or "",
        declined=frozenset(declined),
        paused=not person.work_on or person.stopped_at is not None,
        week_full=week_full,
        offered_at=profile.offered_at,
    )


def opening_of(session: Session, offer: Offer) -> Opening:
    """Turn an offer into what the rules look at."""
    return Opening(
        id=offer.id,
        kind=offer.kind,
        skills=frozenset(row.skill for row in offer.skills),
        at=gazetteer(session).spot(offer.plz),
        places=offer.places,
        hours_week=offer.hours_week,
        german_min=offer.german_min,
        german_help=offer.german_help,
        slots=frozenset(offer.slots),
        licence=offer.licence,
        experience=offer.experience,
        childcare=offer.childcare,
        open=offer.state == OfferState.OPEN,
        verified=offer.employer.status == EmployerStatus.VERIFIED,
        until=offer.start_on + timedelta(weeks=offer.weeks) if offer.weeks else None,
    )


def _judged(
    session: Session, person_id: int, offers: Collection[Offer], now: datetime, limits: Limits
) -> Iterator[Fit]:
    """Judge by the UTC date: only an offer's last day depends on it."""
    profile = session.get(Profile, person_id)
    if profile is None:
        return
    declined = _offers(session, person_id, ProposalState.DECLINED)
    week_full = person_id in _full(session, now, limits, person_id)
    seeker = seeker_of(session, profile, week_full, declined)
    for offer in offers:
        yield judge(seeker, opening_of(session, offer), now.date())


def _all_offers(session: Session) -> list[Offer]:
    everything = selectinload(Offer.skills), joinedload(Offer.employer)
    return list(session.scalars(select(Offer).options(*everything).order_by(Offer.id)))


def _offers(session: Session, person_id: int, state: ProposalState) -> set[int]:
    said = (Proposal.person_id == person_id, Proposal.state == state)
    return set(session.scalars(select(Proposal.offer_id).where(*said)))


def _pushable(session: Session, offer_id: int) -> list[Profile]:
    """Leave out in the database whoever could not be sent the offer in any case."""
    reachable = exists().where(
        Chat.person_id == Person.id, Chat.blocked_at.is_(None), Chat.language.is_not(None)
    )
    seen = exists().where(Proposal.person_id == Person.id, Proposal.offer_id == offer_id)
    rows = (
        select(Profile)
        .join(Profile.person)
        .where(Person.work_on, Person.stopped_at.is_(None), reachable, ~seen)
        .options(joinedload(Profile.person), selectinload(Profile.skills))
    )
    return list(session.scalars(rows))


def _full(
    session: Session, now: datetime, limits: Limits, person_id: int | None = None
) -> set[int]:
    """Return who was sent enough offers unasked, today or this week."""
    today = func.sum(case((Proposal.shown_at > now - DAY, 1), else_=0))
    sent = (
        select(Proposal.person_id)
        .where(Proposal.pushed, Proposal.shown_at > now - WEEK)
        .group_by(Proposal.person_id)
        .having(or_(today >= limits.pushes_per_day, func.count() >= limits.pushes_per_week))
    )
    if person_id is not None:
        sent = sent.where(Proposal.person_id == person_id)
    return set(session.scalars(sent))
