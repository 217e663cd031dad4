"""Two firms that are one: who registered again comes to the firm that was there."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update

from storage import firm_contacts
from storage.models import Employer, FirmContact, Introduction, Offer, PageLink, Role
from storage.models.offers import EmployerStatus
from storage.models.people import RoleName
from storage.people import grant
from storage.work import Work


def is_movable(work: Work, firm: Employer) -> bool:
    """Tell whether a firm is new enough to be another one: nobody is on the way to it."""
    begun = select(exists().where(Introduction.employer_id == firm.id))
    return firm.status is EmployerStatus.PENDING and not work.session.scalar(begun)


def join(work: Work, firm: Employer, into: Employer) -> None:
    """Make one of two firms that are the same: people, needs and letters move, `firm` is gone."""
    _move_contacts(work, firm, into)
    held = (Role.role == RoleName.EMPLOYER, Role.scope == str(firm.id))
    for person_id in work.session.scalars(select(Role.person_id).where(*held)).all():
        grant(work, person_id, RoleName.EMPLOYER, str(into.id))
    work.session.execute(delete(Role).where(*held))
    for table in (Offer, PageLink):
        theirs = update(table).where(table.employer_id == firm.id)
        work.session.execute(theirs.values(employer_id=into.id))
    work.session.execute(delete(Employer).where(Employer.id == firm.id))
    work.session.expire_all()


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
