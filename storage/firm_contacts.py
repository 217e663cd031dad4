"""Who speaks for a firm: whom we ask and when, who is away, who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, select, update

from storage.models import Due, Employer, FirmContact, Offer, PageLink, PageSession, Role
from storage.models.chats import FaceName
from storage.models.due import DueState
from storage.models.introductions import Reach
from storage.models.people import RoleName
from storage.page import contacts, links, screens
from storage.people import chats_of, roles_of, speak_for
from storage.queues.kinds import Kind
from storage.work import Work

HOURS = (8, 10, 12, 14, 16)
"""Local hours a firm may choose for its one message a day."""
USUAL_HOUR = 9
WORDS = (Kind.OFFER_FILLED, Kind.OFFER_OPENS, Kind.OFFER_KIND)
"""What somebody of a firm says of its offers that takes effect in a minute."""
MOST = 8
"""So many may speak for one firm."""


@dataclass(frozen=True)
class Said:
    """What somebody of a firm says of themselves; `hour` is local."""

    name: str | None = None
    phone: str | None = None
    reach: Reach = Reach.HERE
    hour: int = USUAL_HOUR


def ever(work: Work, employer_id: int) -> list[FirmContact]:
    """Return who speaks, or spoke, for a firm, the first one first."""
    rows = select(FirmContact).where(FirmContact.employer_id == employer_id)
    return list(work.session.scalars(rows.order_by(FirmContact.id)))


def of_firm(work: Work, employer_id: int) -> list[FirmContact]:
    """Return who speaks for a firm, the first one first."""
    return [each for each in ever(work, employer_id) if each.left_at is None]


def is_away(work: Work, contact: FirmContact, on: date | None = None) -> bool:
    """Tell whether somebody of a firm is away on a day, today where none is said."""
    return contact.away_until is not None and contact.away_until >= (on or work.today)


def find(work: Work, key: int | None) -> FirmContact | None:
    """Return somebody of a firm; None where they are gone, or left."""
    found = work.session.get(FirmContact, key) if key else None
    return found if found is not None and found.left_at is None else None


def own(work: Work, employer_id: int, person_id: int) -> FirmContact | None:
    """Return how somebody speaks for a firm; None where they do not."""
    every = of_firm(work, employer_id)
    return next((each for each in every if each.person_id == person_id), None)


def add(work: Work, employer_id: int, person_id: int | None, said: Said) -> FirmContact:
    """Note somebody who speaks for a firm, were it without a chat or page here."""
    found = own(work, employer_id, person_id) if person_id is not None else None
    values = {"employer_id": employer_id, "person_id": person_id, "created_at": work.now}
    contact = found or FirmContact(**values)
    work.session.add(contact)
    change(work, contact, **vars(said))
    return contact


def change(work: Work, contact: FirmContact, **said: Any) -> None:
    """Keep what somebody of a firm says of themselves: columns of `FirmContact`."""
    for name, value in said.items():
        setattr(contact, name, value)
    work.session.flush()


def is_heard(work: Work, person_id: int | None) -> bool:
    """Tell whether what we write reaches somebody: not where all that is left is a closed page."""
    chats = chats_of(work, person_id) if person_id is not None else []
    if any(each.face != FaceName.PAGE for each in chats):
        return True
    seen = (PageSession.chat_id.in_([each.id for each in chats]), PageSession.ends_at > work.now)
    is_open = work.session.scalar(select(exists().where(*seen)))
    return bool(chats) and (bool(is_open) or contacts.live(work, person_id) is not None)


def answering(work: Work, employer_id: int) -> list[FirmContact]:
    """Return who of a firm can be asked anything, by us or by phone."""
    every = of_firm(work, employer_id)
    return [each for each in every if each.phone or is_heard(work, each.person_id)]


def leave(work: Work, contact: FirmContact) -> bool:
    """Let somebody speak for a firm no more, with its letters neither; tell if nobody answers."""
    employer_id, person_id = contact.employer_id, contact.person_id
    contact.left_at, contact.away_until = work.now, None
    contact.name = contact.phone = None
    if person_id is not None:
        _revoke(work, employer_id, person_id)
    work.session.flush()
    return not answering(work, employer_id)


def word_stays(work: Work, person_id: int) -> None:
    """Let what somebody said of a firm's offers a minute ago be the firm's, though they go."""
    theirs = (FirmContact.person_id == person_id, FirmContact.left_at.is_(None))
    firms = select(FirmContact.employer_id).where(*theirs)
    offers = select(Offer.id).where(Offer.employer_id.in_(firms))
    said = (Due.kind.in_(WORDS), Due.subject.in_(offers), Due.person_id == person_id)
    still = update(Due).where(*said, Due.state == DueState.TODO)
    work.session.execute(still.values(person_id=None, person_key=0))


def _revoke(work: Work, employer_id: int, person_id: int) -> None:
    held = (Role.role == RoleName.EMPLOYER, Role.scope == str(employer_id))
    work.session.execute(delete(Role).where(Role.person_id == person_id, *held))
    links.void(work, PageLink.employer_id == employer_id, PageLink.person_id == person_id)


def alone_for(work: Work, person_id: int) -> list[Employer]:
    """Return the firms somebody is the only one to speak for."""
    held = (Role.person_id == person_id, Role.role == RoleName.EMPLOYER)
    scopes = work.session.scalars(select(Role.scope).where(*held)).all()
    found = [work.session.get(Employer, int(each)) for each in scopes if each.isdigit()]
    return [each for each in found if each and len(of_firm(work, each.id)) == 1]


def shut(work: Work, person_id: int) -> None:
    """Show who is nothing here any more on no page, at once."""
    if not roles_of(work, person_id):
        screens.end_of(work, person_id)


def ensure(work: Work) -> None:
    """Note who spoke for a firm before anybody was noted; call at start."""
    held = select(Role.person_id, Role.scope).where(Role.role == RoleName.EMPLOYER)
    for person_id, scope in work.session.execute(held).all():
        speak_for(work, person_id, scope)
