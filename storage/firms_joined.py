"""Two firms that are one: who registered again comes to the firm that was there."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update

from storage import firm_calls, firm_contacts, firm_days
from storage.models import Employer, FirmContact, Introduction, Offer, PageLink, Role
from storage.models.offers import EmployerStatus, OfferState
from storage.models.people import RoleName
from storage.offers import save_offer
from storage.people import grant
from storage.work import Work


def is_movable(work: Work, firm: Employer) -> bool:
    """Tell whether a firm is new enough to be another one: never shown, nobody on the way to it."""
    begun = select(exists().where(Introduction.employer_id == firm.id))
    is_new = firm.status is EmployerStatus.PENDING and firm.verified_until is None
    return is_new and not work.session.scalar(begun)


def join(work: Work, firm: Employer, into: Employer) -> None:
    """Make one of two firms that are the same: people, needs and letters move, `firm` is gone.

    What it needs goes out as if new where the other is shown: nobody saw it before.
    """
    _move_contacts(work, firm, into)
    held = (Role.role == RoleName.EMPLOYER, Role.scope == str(firm.id))
    for person_id in work.session.scalars(select(Role.person_id).where(*held)).all():
        grant(work, person_id, RoleName.EMPLOYER, str(into.id))
    work.session.execute(delete(Role).where(*held))
    own = (Offer.employer_id == firm.id, Offer.state == OfferState.OPEN)
    needs = work.session.scalars(select(Offer).where(*own).order_by(Offer.id)).all()
    for table in (Offer, PageLink):
        theirs = update(table).where(table.employer_id == firm.id)
        work.session.execute(theirs.values(employer_id=into.id))
    firm_calls.move(work, firm.id, into.id)
    work.session.execute(delete(Employer).where(Employer.id == firm.id))
    work.session.expire_all()
    if into.status is EmployerStatus.VERIFIED:
        for each in needs:
            save_offer(work, each)
    firm_days.opened(work, into.id)


def _move_contacts(work: Work, firm: Employer, into: Employer) -> None:
    """Let people come with what they said of themselves, were they there before and left."""
    known = {each.person_id for each in firm_contacts.of_firm(work, into.id)}
    theirs = select(FirmContact).where(FirmContact.employer_id == firm.id)
    for contact in work.session.scalars(theirs).all():
        if contact.person_id is None or contact.person_id not in known:
            before = (FirmContact.employer_id == into.id, FirmContact.left_at.is_not(None))
            mine = FirmContact.person_id == contact.person_id
            work.session.execute(delete(FirmContact).where(*before, mine))
            contact.employer_id = into.id
    work.session.flush()
