"""Who is shown which offer: the rules applied to what the database knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from storage.models import Offer, Person, Profile, Proposal
from storage.models.offers import EmployerStatus, OfferState, ProposalState
from storage.offers import spot_of
from storage.places import gazetteer
from storage.reachable import full, reachable, skills_for
from storage.rules.fit import Fit, Opening, Seeker, is_closed, judge, rank
from storage.work import Work

CHILDCARE_NEEDED = "needed"


@dataclass(frozen=True)
class Match:
    """An offer to show, with what may be said about it."""

    offer: Offer
    fit: Fit


def matches(work: Work, person_id: int, include_answered: bool = False) -> list[Match]:
    """Return the offers to show, best first; a declined one never comes back.

    The ones somebody is interested in are left out unless asked for.
    """
    done = set() if include_answered else _offers(work, person_id, ProposalState.INTERESTED)
    offers = {offer.id: offer for offer in _all_offers(work) if offer.id not in done}
    fits = _judged(work, person_id, offers.values())
    return [Match(offers[fit.opening], fit) for fit in rank(fits) if fit.shown]


def judgements(work: Work, person_id: int) -> list[tuple[Offer, Fit]]:
    """Return every offer with its judgement, for staff: best first, refusals included."""
    offers = {offer.id: offer for offer in _all_offers(work)}
    fits = _judged(work, person_id, offers.values())
    return [(offers[fit.opening], fit) for fit in rank(fits)]


def candidates(work: Work, offer: Offer, most: int | None = None) -> list[tuple[Person, Fit]]:
    """Return (at most so many) to send an offer unasked, best first, then who waited longest.

    People who can be reached, have not seen it, and whose limit for a day and a week is free.
    """
    opening = opening_of(work, offer)
    if is_closed(opening, work.today):
        return []
    skills = skills_for(work, opening)
    fits = (
        judge(_seeker(work, row, skills.get(row.person_id, ())), opening, work.today)
        for row in reachable(work, opening)
    )
    best = [fit for fit in rank(fits) if fit.pushed][:most]
    found = select(Person).where(Person.id.in_([fit.seeker for fit in best]))
    people = {person.id: person for person in work.session.scalars(found)}
    return [(people[fit.seeker], fit) for fit in best]


def match_of(work: Work, offer: Offer, profile: Profile) -> Match:
    """Judge one offer for one person, for its lines."""
    return Match(offer, judge(seeker_of(work, profile), opening_of(work, offer), work.today))


def seeker_of(
    work: Work, profile: Profile, week_full: bool = False, declined: Collection[int] = ()
) -> Seeker:
    """Turn a profile into what the rules look at."""
    person = profile.person
    had = [(row.skill, row.level) for row in profile.skills]
    return replace(
        _seeker(work, profile, had),
        age_band=person.age_band or "",
        declined=frozenset(declined),
        paused=not person.work_on or person.stopped_at is not None,
        week_full=week_full,
    )


def _seeker(work: Work, known: Any, skills: Iterable[tuple[str, int]]) -> Seeker:
    """Turn what a profile holds (`known`: it, or a row of its columns) into an adult to weigh."""
    return Seeker(
        id=known.person_id,
        wants=frozenset(known.wants or ()),
        home=gazetteer(work).spot(known.plz, known.ags),
        skills=tuple(skills),
        areas=frozenset(known.areas or ()),
        german=known.german,
        slots=None if known.slots is None else frozenset(known.slots),
        mobility=None if known.mobility is None else frozenset(known.mobility),
        licences=frozenset(known.licences or ()),
        childcare=known.childcare == CHILDCARE_NEEDED,
        offered_at=known.offered_at,
    )


def opening_of(work: Work, offer: Offer) -> Opening:
    """Turn an offer into what the rules look at."""
    return Opening(
        id=offer.id,
        kind=offer.kind,
        skills=frozenset(row.skill for row in offer.skills),
        at=spot_of(work, offer),
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
        until=_last_day(offer),
    )


def _last_day(offer: Offer) -> date | None:
    if offer.start_on is None or not offer.weeks:
        return None
    return offer.start_on + timedelta(weeks=offer.weeks)


def _judged(work: Work, person_id: int, offers: Collection[Offer]) -> Iterator[Fit]:
    """Judge by the UTC date: only an offer's last day depends on it."""
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return
    declined = _offers(work, person_id, ProposalState.DECLINED)
    pushed = full(work).where(Proposal.person_id == person_id)
    week_full = work.session.scalar(pushed) is not None
    seeker = seeker_of(work, profile, week_full, declined)
    for offer in offers:
        yield judge(seeker, opening_of(work, offer), work.today)


def _all_offers(work: Work) -> list[Offer]:
    everything = selectinload(Offer.skills), joinedload(Offer.employer)
    return list(work.session.scalars(select(Offer).options(*everything).order_by(Offer.id)))


def _offers(work: Work, person_id: int, state: ProposalState) -> set[int]:
    said = (Proposal.person_id == person_id, Proposal.state == state)
    return set(work.session.scalars(select(Proposal.offer_id).where(*said)))
