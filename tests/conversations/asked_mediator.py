"""A mediator who is asked at once to interpret for somebody a colleague answers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.cards.request import language_of
from conversations.everybody.mediation import call
from locales.languages import LANGUAGES
from storage import mediation, team
from storage.digits import sealed
from storage.invitations import invite
from storage.models import Request
from storage.models.people import RoleName
from storage.pins import choose
from tests.conversations.invited import PIN, invited
from tests.people import Phone, Town
from tests.scheduler.desk import person_of


def mediator(at: Town, language: str) -> Phone:
    """Let a mediator of all centres come and read the question."""
    own_name = LANGUAGES[language].own_name
    phone = invited(at, "mediator", RoleName.MEDIATOR, "*", own_name)
    who = person_of(phone)
    at.do(lambda session: _is_asked(at, session, who))
    return phone.reads()


def _is_asked(at: Town, session: Session, who: int) -> None:
    work = at.work(session)
    owned = select(Request).where(Request.owner_id.is_not(None), Request.closed_at.is_(None))
    request = session.scalars(owned.order_by(Request.id)).first()
    assert request is not None
    known, spoken = team.colleague(work, who), language_of(work, request.person_id)
    choose(work, who, sealed(PIN))
    known.languages, known.secrecy_at = [spoken], at.now
    mediation.keep_wish(work, request, mediation.ANYBODY)
    assert call(work, request)


def joins(at: Town, address: str, role: RoleName, scope: str, language: str) -> Phone:
    """Give somebody a role by its one-time link alone."""
    token = at.do(lambda session: invite(at.work(session), role, scope))
    return at.phone(address).says(f"/start i-{token}").taps(LANGUAGES[language].own_name)
