"""What a desk is led through in every language: two people wait, a colleague has one of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage.models import Request, Role
from storage.models.people import RoleName
from storage.threads import take
from tests.conversations.invited import PIN, invited
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer


def ways(key: int) -> tuple[str, ...]:
    """Return what a lead taps and types; `key` is the request a colleague has."""
    return (
        *("/inbox", ".1.take"),
        *(".1.canned", ".more", ".more", ".more", ".new", "Wir sind da."),
        *("Noch ein Wort", ".nobody", ".1.hand", ".c", ".skip"),
        *("/inbox", f"request.{key}.1.over", ".urgent"),
        *(f"thread.{key}.1.write", "Guten Tag", ".send"),
        *("/team", "Eva", ".revoke", PIN, ".yes"),
    )


def lead(at: Town, address: str, language: str) -> Phone:
    """Let somebody come who leads everywhere, with a PIN."""
    own_name = LANGUAGES[language].own_name
    return invited(at, address, RoleName.LEAD, "*", own_name, name="Petra")


def waits(at: Town, language: str) -> int:
    """Let two people wait who read another language; return the request a colleague has."""
    invited(at, "eva", RoleName.STAFF, "alb", LANGUAGES[language].own_name, name="Eva")
    foreign = "ti" if language != "ti" else "ar"
    for name in ("amal", "reza"):
        newcomer(at, name, foreign).says("/person").taps(".letter")
    return at.do(lambda session: _take_first(at, session))


def _take_first(at: Town, session: Session) -> int:
    first = session.scalars(select(Request).order_by(Request.id.desc())).first()
    staff = select(Role.person_id).where(Role.role == RoleName.STAFF)
    eva = session.scalars(staff.order_by(Role.person_id.desc())).first()
    assert first is not None
    assert eva is not None
    take(at.work(session), first, eva)
    return first.id
