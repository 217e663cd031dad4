"""Mail addresses: given, confirmed by a code, stopped; nobody learns whether others have one."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import delete, select

from storage.digits import Tried, matches, sealed
from storage.engine.sealed import KEYRING, derive
from storage.links import TOKEN_BYTES, hashed
from storage.models import Contact, Mark, PageLink, Person
from storage.models.page import Purpose
from storage.page import links
from storage.work import Work

ADDRESS, STOPS, OFFERED = "contact.address", "contact.stop", "mail"
DIGITS = 6


class Given(StrEnum):
    """What came of naming an address; of one that is somebody else's nobody learns that."""

    KEPT = "kept"
    SILENT = "silent"
    ENOUGH = "enough"


class Code(NamedTuple):
    """Six digits for a mail, and what is kept of them."""

    digits: str
    kept: str


def offer(work: Work, *, sends: bool) -> None:
    """Note at start whether mail can be sent: else nobody is asked for an address."""
    work.session.execute(delete(Mark).where(Mark.name == OFFERED))
    if sends:
        work.session.add(Mark(name=OFFERED, at=work.now))
    work.session.flush()


def is_offered(work: Work) -> bool:
    """Tell whether mail can be sent."""
    return work.session.get(Mark, OFFERED) is not None


def current(work: Work, person_id: int | None) -> Contact | None:
    """Return the address somebody named last."""
    if person_id is None:
        return None
    rows = select(Contact).where(Contact.person_id == person_id)
    return work.session.scalars(rows.order_by(Contact.created_at.desc(), Contact.id.desc())).first()


def live(work: Work, person_id: int | None) -> Contact | None:
    """Return the address news goes to: confirmed, neither stopped nor refused."""
    found = current(work, person_id)
    if found is None or not found.confirmed_at or found.stopped_at or found.failed_at:
        return None
    person = work.session.get(Person, found.person_id)
    return found if person and person.stopped_at is None and is_offered(work) else None


def find(work: Work, key: int | None) -> Contact | None:
    """Return an address; None where it is gone."""
    return work.session.get(Contact, key) if key else None


def give(work: Work, person_id: int, address: str) -> Given:
    """Keep an address as the one of somebody; the one before is forgotten.

    A few in all, since each of them gets a mail.
    """
    keys = KEYRING.lookup_keys(ADDRESS, address.casefold())
    known = work.session.scalar(select(Contact).where(Contact.address_key.in_(keys)))
    if known is not None and known.person_id != person_id:
        return Given.SILENT
    if known is None:
        if _named(work, person_id) >= work.limits.contacts_per_person:
            return Given.ENOUGH
        known = Contact(person_id=person_id, address_key=keys[0])
    before = current(work, person_id)
    known.address, known.created_at = address, work.now
    known.stopped_at = known.failed_at = None
    work.session.add(known)
    if before is not None and before is not known:
        news = (PageLink.person_id == person_id, PageLink.purpose == Purpose.NEWS)
        links.revoke(work, *news)  # who reads the old address reads here no more
        before.address, before.code, before.stopped_at = "", None, work.now
    work.session.flush()
    return Given.KEPT


def draw() -> Code:
    """Draw a code; it takes a while, so not in a database thread."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return Code(digits, sealed(digits))


def code_goes(work: Work, contact: Contact, kept: str | None = None) -> None:
    """Note that a code is on its way: it can be typed for some minutes from now on."""
    contact.code = kept or contact.code
    contact.code_until = work.now + timedelta(minutes=work.limits.code_minutes)
    work.session.flush()


def awaits(work: Work, contact: Contact | None) -> bool:
    """Tell whether a code is on its way to an address, or can still be typed."""
    if contact is None or contact.confirmed_at or contact.failed_at:
        return False
    if contact.code_misses >= work.limits.pin_misses:
        return False
    late = contact.created_at + timedelta(minutes=work.limits.code_mail_minutes)
    return (contact.code_until or late) > work.now


def attempt(work: Work, person_id: int, digits: str) -> Tried:
    """Hear a code; the last of too many wrong ones ends it."""
    contact = current(work, person_id)
    if contact is None or contact.code is None or not awaits(work, contact):
        return Tried.WRONG
    if matches(digits, contact.code):
        contact.confirmed_at, contact.code, contact.code_until = work.now, None, None
        work.session.flush()
        return Tried.RIGHT
    contact.code_misses += 1
    work.session.flush()
    return Tried.WRONG if awaits(work, contact) else Tried.SHUT


def stop(work: Work, contact: Contact) -> None:
    """Send no more mails; the address stays somebody's."""
    contact.stopped_at = contact.stopped_at or work.now
    work.session.flush()


def resume(work: Work, contact: Contact) -> None:
    """Send mails again, also to an address that was refused once."""
    contact.stopped_at = contact.failed_at = None
    work.session.flush()


def refused(work: Work, contact: Contact) -> None:
    """Note that a server takes nothing for this address, now and later."""
    contact.failed_at, contact.code = work.now, None
    work.session.flush()


def stop_token(work: Work, contact: Contact) -> str:
    """Return what ends mails with one click: the same in each of them, and never kept itself."""
    drawn = [_token(secret, contact.id) for secret in KEYRING.secrets]
    token = next((each for each in drawn if hashed(each) == contact.stop_key), drawn[0])
    contact.stop_key = hashed(token)
    work.session.flush()
    return token


def by_stop(work: Work, token: str) -> Contact | None:
    """Return the address whose mails a token ends."""
    return work.session.scalar(select(Contact).where(Contact.stop_key == hashed(token)))


def _named(work: Work, person_id: int) -> int:
    rows = select(Contact.id).where(Contact.person_id == person_id)
    return len(work.session.scalars(rows).all())


def _token(secret: bytes, contact_id: int) -> str:
    found = hmac.digest(derive(secret, STOPS), str(contact_id).encode(), "sha256")
    return base64.urlsafe_b64encode(found[:TOKEN_BYTES]).decode().rstrip("=")
