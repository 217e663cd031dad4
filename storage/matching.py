"""Who is shown which offer: the rules applied to what the database knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from storage.census import in_order, unfitting
from storage.fatigue import is_silent, resting, sent_lately
from storage.holds import held
from storage.introductions.lists import began
from storage.models import Offer, Person, Profile, Proposal
from storage.models.offers import ProposalState
from storage.openings import near, open_ones, opening_of, read_openings
from storage.places import gazetteer
from storage.reachable import is_full, reachable
from storage.rules.fit import Fit, Opening, Seeker, is_closed, judge, rank
from storage.rules.obstacles import Obstacle
from storage.rules.one_step import Step, after_all, opened
from storage.work import Work

CHILDCARE_NEEDED = "needed"
MOST_ASKED = 500


@dataclass(frozen=True)
class Match:
    """An offer to show, with what may be said about it."""

    offer: Offer
    fit: Fit


def fitting(work: Work, person_id: int, include_answered: bool = False) -> list[int]:
    """Return the keys of the offers to show, best first; a declined one never comes back.

    The ones somebody is interested in are left out unless asked for, those of a firm kept away
    from them always.
    """
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return []
    seeker = asking(work, profile)
    done = set() if include_answered else _offers(work, person_id, ProposalState.INTERESTED)
    some = (each for each in _near(work, seeker) if each.id not in done)
    return [fit.opening for fit in rank(_judged(work, seeker, some)) if fit.shown]


def matches(work: Work, person_id: int, keys: Sequence[int]) -> list[Match]:
    """Return a few offers in the order of these keys, each with what may be said about it."""
    rows = select(Offer).options(selectinload(Offer.skills)).where(Offer.id.in_(keys))
    offers = {offer.id: offer for offer in work.session.scalars(rows)}
    profile = work.session.get_one(Profile, person_id)
    return [match_of(work, offers[key], profile) for key in keys]


def would_open(work: Work, person_id: int) -> dict[Step, list[Opening]]:
    """Return what would be shown to somebody after each one change, and is not now."""
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return {}
    declined = _offers(work, person_id, ProposalState.DECLINED)
    seeker = seeker_of(work, profile, declined=declined)
    return opened(seeker, _near(work, after_all(seeker)), work.today)


def _near(work: Work, seeker: Seeker) -> Iterator[Opening]:
    """Yield the open offers that may fit, but of firms kept away."""
    apart = {firm.id for firm in held(work, seeker.id)}
    found = read_openings(work, *open_ones(work), *near(work, seeker))
    return (each for each in found if each.employer not in apart)


def begun_by_us(work: Work, person_id: int) -> list[int]:
    """Return the offers to which a colleague may begin the way of who is not 18 yet, best first.

    None to which they are or were on the way.
    """
    seen = began(work, person_id)
    judged = judgements(work, person_id)
    return [fit.opening for fit in judged if fit.begun_by_us and fit.opening not in seen]


def judgements(work: Work, person_id: int) -> list[Fit]:
    """Return the judgement of every offer, for staff: best first, refusals included, no lines."""
    profile = work.session.get(Profile, person_id)
    if profile is None:
        return []
    return rank(_judged(work, asking(work, profile), read_openings(work)))


def _judged(work: Work, seeker: Seeker, some: Iterable[Opening]) -> Iterator[Fit]:
    today = work.today
    return (judge(seeker, each, today, explained=False) for each in some)


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
    found, today = read_openings(work, *open_ones(work)), work.today
    return unfitting(work, [each for each in found if not is_closed(each, today)])


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


def asking(work: Work, profile: Profile) -> Seeker:
    """Turn a profile into what the rules look at, with all that keeps offers from being sent."""
    who = profile.person_id
    declined = _offers(work, who, ProposalState.DECLINED)
    known = seeker_of(work, profile, is_full(work, who), declined)
    return replace(known, silent=is_silent(work, who), sent=sent_lately(work, who))


def _offers(work: Work, person_id: int, state: ProposalState) -> set[int]:
    said = (Proposal.person_id == person_id, Proposal.state == state)
    return set(work.session.scalars(select(Proposal.offer_id).where(*said)))
