"""Offers as a centre keeps them: what is there, what ends, what is there twice, whose firm."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import case, func, select

from storage import firm_days, places
from storage.models import Employer, Municipality, Offer, OfferSkill, Postcode
from storage.models.offers import OfferState
from storage.offers_ending import ENDING, is_ended
from storage.places import centre_around
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.firms import alike
from storage.team import looks_after
from storage.work import Work

MOST_ALIKE = 5
MADE = (
    Kind.NEED,
    Kind.OFFER_OPENS,
    Kind.OFFER_KIND,
    Kind.OFFER_WAVE,
    Kind.EMPLOYER_PROMPT,
    *ENDING,
)
"""What is due because there is an offer."""
FIRST = (OfferState.DRAFT, OfferState.OPEN, OfferState.PAUSED, OfferState.FILLED)


def around(work: Work, centre: str | None) -> list[Offer]:
    """Return the offers around a centre (None: all): what waits for us first, then open ones.

    What ends soonest comes before; one outside the district is around all of them.
    """
    rows = places.around(select(Offer), Offer.plz, centre)
    states = case({state: place for place, state in enumerate(FIRST)}, value=Offer.state)
    ordered = rows.order_by(
        Offer.hidden_at.is_(None), states, Offer.valid_until.is_(None), Offer.valid_until, Offer.id
    )
    return list(work.session.scalars(ordered))


def count_ended(work: Work, offers: Collection[Offer]) -> int:
    """Count those that rest because their last day is over."""
    return sum(is_ended(each, work.today) for each in offers)


def ending(work: Work, centre: str | None) -> list[Offer]:
    """Return the open offers around a centre that end soon and whose firm cannot be asked here."""
    last = work.today + timedelta(days=work.limits.offer_ends_days)
    soon = (each for each in around(work, centre) if ends_by(each, last))
    return [each for each in soon if not firm_days.is_reachable(work, each.employer_id)]


def owner_there(work: Work, offer: Offer) -> int | None:
    """Return the colleague whose offer it is, who still works there and can answer now."""
    is_kept = looks_after(work, offer.owner_id, centre_around(work, offer.plz))
    return offer.owner_id if is_kept else None


def ends_by(offer: Offer, last: date) -> bool:
    """Tell whether an offer is open, and not beyond that day."""
    ends = offer.valid_until
    return offer.state == OfferState.OPEN and ends is not None and ends <= last


def twin(
    work: Work, employer_id: int | None, kind: str, skill: str, but: int | None = None
) -> Offer | None:
    """Return an open offer of the same firm, kind and skill, if there is one."""
    alike_ = (Offer.employer_id == employer_id, Offer.kind == kind, Offer.id != (but or 0))
    rows = select(Offer).join(OfferSkill, OfferSkill.offer_id == Offer.id)
    rows = rows.where(*alike_, OfferSkill.skill == skill, Offer.state == OfferState.OPEN)
    return work.session.scalars(rows.order_by(Offer.id.desc()).limit(1)).first()


def firms_like(work: Work, typed: str) -> list[Employer]:
    """Return the firms a typed name may mean, the likest first."""
    rows = work.session.execute(select(Employer.id, Employer.name))
    names = {row.id: row.name for row in rows}
    return [work.session.get_one(Employer, key) for key in alike(typed, names, MOST_ALIKE)]


def lately(work: Work, centre: str | None, most: int) -> Sequence[Employer]:
    """Return the firms around a centre whose offers are the newest."""
    newest = select(Employer).join(Offer, Offer.employer_id == Employer.id)
    newest = newest.outerjoin(Postcode, Postcode.plz == Employer.plz)
    newest = newest.outerjoin(Municipality, Municipality.ags == Postcode.ags)
    if centre is not None:
        newest = newest.where(Municipality.centre == centre)
    grouped = newest.group_by(Employer.id).order_by(func.max(Offer.id).desc())
    return work.session.scalars(grouped.limit(most)).all()


def last_of(work: Work, employer_id: int) -> Offer | None:
    """Return the newest offer of a firm that says the street, else one that was asked for it."""
    own = (Offer.employer_id == employer_id, Offer.street.is_not(None))
    rows = select(Offer).where(*own).order_by(Offer.street == "", Offer.id.desc()).limit(1)
    return work.session.scalars(rows).first()


def own_ref() -> str:
    """Return an id for an offer that came in no file."""
    return f"B-{secrets.token_hex(6)}"


def remove(work: Work, offer: Offer) -> None:
    """Take away an offer nobody ever saw."""
    due.cancel(work, MADE, offer.id)
    work.session.delete(offer)
    work.session.flush()
