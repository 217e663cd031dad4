"""Who is shown which offer: the rules applied to what the database knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from storage.census import in_order, unfitting
from storage.fatigue import is_silent, resting, sent_lately
from storage.holds import held
from storage.models import Offer, Person, Profile, Proposal
from storage.models.offers import EmployerStatus, OfferState, ProposalState
from storage.offers import spot_of
from storage.places import gazetteer
from storage.reachable import is_full, reachable
from storage.rules.fit import Fit, Opening, Seeker, is_closed, judge, rank
from storage.rules.obstacles import Obstacle
from storage.rules.one_step import STEPS, Step, opened_by
from storage.work import Work

CHILDCARE_NEEDED = "needed"
MOST_ASKED = 500


@dataclass(frozen=True)
class Match:
    """An offer to show, with what may be said about it."""

    offer: Offer
    fit: Fit


def matches(work: Work, person_id: int, include_answered: bool = False) -> list[Match]:
    """Return the offers to show, best first; a declined one never comes back.

    The ones somebody is interested in are left out unless asked for, those of a firm kept away
    from them always.
    """
    done = set() if include_answered else _offers(work, person_id, ProposalState.INTERESTED)
    apart = {firm.id for firm in held(work, person_id)}
    every = (offer for offer in _all_offers(work) if offer.employer_id not in apart)
    offers = {offer.id: offer for offer in every if offer.id not in done}
    fits = _judged(work, person_id, offers.values())
    return [Match(offers[fit.opening], fit) for fit in rank(fits) if fit.shown]


def would_open(work: Work, person_id: int) -> dict[Step, list[Offer]]:
    """Return what would be shown to somebody after each one change, and is not now."""
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return {}
    apart = {firm.id for firm in held(work, person_id)}
    declined = _offers(work, person_id, ProposalState.DECLINED)
    seeker = seeker_of(work, profile, declined=declined)
    found: dict[Step, list[Offer]] = {}
    for offer in _all_offers(work):
        for step in _opened_by(work, seeker, offer) if offer.employer_id not in apart else ():
            found.setdefault(step, []).append(offer)
    return {step: found[step] for step in STEPS if step in found}


def _opened_by(work: Work, seeker: Seeker, offer: Offer) -> Collection[Step]:
    return opened_by(seeker, opening_of(work, offer), work.today)


def judgements(work: Work, person_id: int) -> list[tuple[Offer, Fit]]:
    """Return every offer with its judgement, for staff: best first, refusals included."""
    offers = {offer.id: offer for offer in _all_offers(work)}
    fits = _judged(work, person_id, offers.values())
    return [(offers[fit.opening], fit) for fit in rank(fits)]


def candidates(work: Work, offer: Offer, most: int | None = None) -> list[tuple[Person, Fit]]:
    """Return (at most so many) to send an offer unasked, best first, then who waited longest.

    People who can be reached, have not seen it, were sent nothing alike of its firm lately, answer
    what they are sent, and whose limit for a day and a week is free. The crowd in memory names them
    in this order; the database and the rules have the last word.
    """
    opening = opening_of(work, offer)
    if is_closed(opening, work.today):
        return []
    seen = work.session.scalars(select(Proposal.person_id).where(Proposal.offer_id == offer.id))
    without = resting(work, opening.employer, opening.skills).union(seen)
    named = in_order(work, opening, without)
    found: list[tuple[Person, Fit]] = []
    step = MOST_ASKED if most is None else most
    while (most is None or len(found) < most) and (few := [*islice(named, step)]):
        found += _asked(work, offer, opening, few)
        step = min(2 * step, MOST_ASKED)
    people = {fit.seeker: person for person, fit in found}
    return [(people[fit.seeker], fit) for fit in rank(fit for _, fit in found)[:most]]


def _asked(
    work: Work, offer: Offer, opening: Opening, few: Collection[int]
) -> Iterator[tuple[Person, Fit]]:
    """Yield those whom the database and the rules confirm."""
    for profile in reachable(work, few, offer.employer_id):
        fit = judge(seeker_of(work, profile), opening, work.today)
        if fit.pushed:
            yield profile.person, fit


def without_match(work: Work) -> dict[Obstacle, list[int]]:
    """Return who can be sent offers and fits none of the open ones, by what stands in the way."""
    openings = [opening_of(work, offer) for offer in _all_offers(work)]
    return unfitting(work, [each for each in openings if not is_closed(each, work.today)])


def match_of(work: Work, offer: Offer, profile: Profile) -> Match:
    """Judge one offer for one person, for its lines."""
    return Match(offer, judge(seeker_of(work, profile), opening_of(work, offer), work.today))


def seeker_of(
    work: Work, profile: Profile, week_full: bool = False, declined: Collection[int] = ()
) -> Seeker:
    """Turn a profile into what the rules look at."""
    person = profile.person
    return Seeker(
        id=profile.person_id,
        wants=frozenset(profile.wants or ()),
        home=gazetteer(work).spot(profile.plz, profile.ags),
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
        open=offer.state == OfferState.OPEN and offer.hidden_at is None,
        verified=offer.employer.status == EmployerStatus.VERIFIED,
        until=_last_day(offer),
        area=None if offer.skills else offer.employer.sector,
        employer=offer.employer_id,
    )


def _last_day(offer: Offer) -> date | None:
    """Return the last day on which it is worth showing: it holds no longer, or would be over."""
    ends = [offer.valid_until] if offer.valid_until else []
    if offer.start_on is not None and offer.weeks:
        ends.append(offer.start_on + timedelta(weeks=offer.weeks))
    return min(ends, default=None)


def _judged(work: Work, person_id: int, offers: Collection[Offer]) -> Iterator[Fit]:
    """Judge by the UTC date: only an offer's last day depends on it."""
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return
    seeker = asking(work, profile)
    for offer in offers:
        yield judge(seeker, opening_of(work, offer), work.today)


def asking(work: Work, profile: Profile) -> Seeker:
    """Turn a profile into what the rules look at, with all that keeps offers from being sent."""
    who = profile.person_id
    declined = _offers(work, who, ProposalState.DECLINED)
    known = seeker_of(work, profile, is_full(work, who), declined)
    return replace(known, silent=is_silent(work, who), sent=sent_lately(work, who))


def _all_offers(work: Work) -> list[Offer]:
    offers = select(Offer).options(selectinload(Offer.skills)).order_by(Offer.id)
    return list(work.session.scalars(offers))


def _offers(work: Work, person_id: int, state: ProposalState) -> set[int]:
    said = (Proposal.person_id == person_id, Proposal.state == state)
    return set(work.session.scalars(select(Proposal.offer_id).where(*said)))
