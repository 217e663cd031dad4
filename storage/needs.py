"""What a firm needs, as it says so itself: who said it, what it said last, how it can be called."""

from __future__ import annotations

from sqlalchemy import exists, select

from storage.models import Employer, FirmContact, Offer
from storage.models.introductions import Reach
from storage.models.offers import OfferState
from storage.queues.once import insert_once
from storage.work import Work


def contact_of(work: Work, employer_id: int, person_id: int) -> FirmContact:
    """Return how somebody speaks for a firm; who came with a role alone is noted now."""
    key = {"employer_id": employer_id, "person_id": person_id}
    insert_once(work.session, FirmContact, **key, reach=Reach.HERE, created_at=work.now)
    mine = (FirmContact.employer_id == employer_id, FirmContact.person_id == person_id)
    return work.session.scalars(select(FirmContact).where(*mine)).one()


def knows_phone(work: Work, firm: Employer) -> bool:
    """Tell whether there is a number at which a firm can be called."""
    own = (FirmContact.employer_id == firm.id, FirmContact.left_at.is_(None))
    known = exists().where(*own, FirmContact.phone.is_not(None))
    return firm.phone is not None or bool(work.session.scalar(select(known)))


def last_of(work: Work, employer_id: int) -> Offer | None:
    """Return what a firm needed last, as far as all of it was said."""
    own = (Offer.employer_id == employer_id, Offer.state != OfferState.DRAFT)
    rows = select(Offer).where(*own).order_by(Offer.id.desc()).limit(1)
    return work.session.scalars(rows).first()
