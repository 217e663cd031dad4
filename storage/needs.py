"""What a firm needs, as it says so itself: what it said last, and how it can be called."""

from __future__ import annotations

from sqlalchemy import exists, select

from storage.models import Employer, FirmContact, Offer
from storage.models.offers import OfferState
from storage.work import Work


def knows_phone(work: Work, firm: Employer) -> bool:
    """Tell whether there is a number at which a firm can be called."""
    own = (FirmContact.employer_id == firm.id, FirmContact.left_at.is_(None))
    known = exists().where(*own, FirmContact.phone.is_not(None))
    return firm.phone is not None or bool(work.session.scalar(select(known)))


def keep_street(work: Work, offer: Offer, street: str) -> None:
    """Keep at which street people come, also for what else the firm needs in the same place.

    Empty: it was asked and did not say it.
    """
    own = (Offer.employer_id == offer.employer_id, Offer.plz == offer.plz)
    unsaid = select(Offer).where(*own, Offer.street.is_(None))
    for each in {offer, *work.session.scalars(unsaid)}:
        if each.village == offer.village:
            each.street = street
    work.session.flush()


def last_of(work: Work, employer_id: int) -> Offer | None:
    """Return what a firm needed last, as far as all of it was said."""
    own = (Offer.employer_id == employer_id, Offer.state != OfferState.DRAFT)
    rows = select(Offer).where(*own).order_by(Offer.id.desc()).limit(1)
    return work.session.scalars(rows).first()
