"""People who come with a one-time link: staff of a centre, somebody who speaks for a firm."""

from __future__ import annotations

from sqlalchemy import select

from storage.invitations import invite
from storage.models import Employer
from storage.models.people import RoleName
from storage.people import TEAM
from tests.people import Phone, Town

PIN = "2468"
PROVEN = TEAM | {RoleName.ADMIN}
"""Who is led to something for colleagues as soon as they come."""


def token(town: Town, role: RoleName, scope: str = "") -> str:
    """Make a link and return its token."""
    return town.do(lambda session: invite(town.work(session), role, scope))


def invited(
    town: Town,
    address: str,
    role: RoleName,
    scope: str = "",
    language: str = "English",
    *,
    name: str = "Petra",
) -> Phone:
    """Let somebody come with a link and choose a language; a colleague has a name and a PIN.

    Who speaks for a firm says nothing of themselves yet.
    """
    link = f"/start i-{token(town, role, scope)}"
    phone = town.phone(address).says(link).taps(language)
    if any(".cancel" in data for data in phone.bubbles[-1].every_data):
        phone.taps(".cancel")
    return joined(phone, name) if role in PROVEN and scope else phone


def joined(phone: Phone, name: str) -> Phone:
    """Say a first name and choose a PIN, as the first command of colleagues asks."""
    phone.pin = PIN
    return phone.says(name).says(PIN).says(PIN)


def staff(town: Town, address: str, centre: str) -> Phone:
    """Let staff of a centre begin."""
    return invited(town, address, RoleName.STAFF, centre)


def firm(town: Town, address: str, ref: str) -> Phone:
    """Let somebody speak for a firm of the demo set, such as E1."""
    key = town.do(lambda s: s.scalars(select(Employer.id).where(Employer.ref == ref)).one())
    return invited(town, address, RoleName.EMPLOYER, str(key))
