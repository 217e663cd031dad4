"""Why somebody was shown an offer before somebody else: what decides, as it is known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from storage.matching import asking
from storage.models import Offer, Person, Profile, Proposal
from storage.offers import proposal_of
from storage.openings import opening_of
from storage.rules.fit import Fit, Points, judge, measure, rank
from storage.work import Work


class Decides(StrEnum):
    """The one thing that puts somebody first."""

    ASKED = "asked"
    CHANGED = "changed"
    NOT_SENT = "not_sent"
    POINTS = "points"
    WAITED = "waited"
    ORDER = "order"


@dataclass(frozen=True)
class Stand:
    """How somebody stands with an offer: what became of showing it, the judgement, since when.

    `waited` is when they were shown an offer last before this one; None: never.
    """

    person: Person
    fit: Fit
    points: Points
    shown: Proposal | None
    waited: datetime | None


def stand(work: Work, offer: Offer, person: Person) -> Stand | None:
    """Judge one offer for somebody with all that keeps it from being sent; None without answers."""
    profile = work.session.get(Profile, person.id)
    if profile is None:
        return None
    seeker, opening = asking(work, profile), opening_of(work, offer)
    shown = proposal_of(work, person.id, offer.id)
    waited = profile.offered_at if shown is None else _before(work, shown)
    fit = judge(seeker, opening, work.today)
    points, _refused = measure(seeker, opening)
    return Stand(person, fit, points, shown, waited)


def _before(work: Work, shown: Proposal) -> datetime | None:
    earlier = (Proposal.person_id == shown.person_id, Proposal.shown_at < shown.shown_at)
    return work.session.scalar(select(func.max(Proposal.shown_at)).where(*earlier))


def in_order(one: Stand, other: Stand) -> tuple[Stand, Stand]:
    """Return who was shown it first; where neither was, who comes first by the rules."""
    if one.shown and other.shown:
        return (one, other) if _key(one.shown) <= _key(other.shown) else (other, one)
    if one.shown or other.shown:
        return (one, other) if one.shown else (other, one)
    if one.fit.pushed != other.fit.pushed:
        return (one, other) if one.fit.pushed else (other, one)
    first = rank((one.fit, other.fit))[0]
    return (one, other) if first is one.fit else (other, one)


def _key(shown: Proposal) -> tuple[datetime, int]:
    return shown.shown_at, shown.id


def decides(first: Stand, second: Stand) -> Decides:
    """Return what puts the first one first; `CHANGED`: what is known now no longer says so."""
    if first.shown is not None and not first.shown.pushed:
        return Decides.ASKED
    if second.shown is None and second.fit.refusals:
        return Decides.NOT_SENT
    if first.fit.score != second.fit.score:
        return Decides.POINTS if first.fit.score > second.fit.score else Decides.CHANGED
    if first.waited != second.waited:
        return Decides.WAITED if _longer(first, second) else Decides.CHANGED
    return Decides.ORDER


def _longer(first: Stand, second: Stand) -> bool:
    if first.waited is None or second.waited is None:
        return first.waited is None
    return first.waited < second.waited
