"""Somebody of a firm of the Alb says what it needs; taps and typed answers are counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.introductions.beginning import begin
from storage.introductions.steps import Facts, advance
from storage.models import Employer, Introduction, Offer, Person
from storage.models.introductions import Introduction as Way
from storage.models.offers import EmployerStatus
from storage.models.people import RoleName
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.invited import invited
from tests.conversations.offering import Counted
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

SHORT = ("Industrial sewing", "Work", "2", "Münsingen")
FULL = ("At once", "All day", "instructions", "None of these", "Without experience")


def house(at: Town, *, phone: str | None = "07381 1234", **values: Any) -> int:
    """Found a sewing firm in Münsingen; returns its key."""
    known: dict[str, Any] = {"status": EmployerStatus.VERIFIED, "sector": "textile", "plz": "72525"}
    known |= {"ref": "NEED", "name": "Nähwerk Alb", "phone": phone, **values}

    def save(session: Session) -> int:
        firm = Employer(**known)
        session.add(firm)
        session.flush()
        return firm.id

    return at.do(save)


def of_firm(at: Town, key: int, address: str = "firm", language: str = "English") -> Phone:
    """Let somebody speak for a firm."""
    return invited(at, address, RoleName.EMPLOYER, str(key), language)


def asks_for(phone: Phone, *answers: str) -> Counted:
    """Begin a need and answer."""
    return Counted(phone.says("/need")).says(*answers)


def a_minute(at: Town, *phones: Phone) -> None:
    """Let what can be taken back for a minute take effect; everybody reads."""
    at.now += timedelta(minutes=1)
    at.tick()
    for each in phones:
        each.reads()


def needs(at: Town) -> list[Offer]:
    """Return the offers there are, the newest first."""
    rows = select(Offer).order_by(Offer.id.desc())
    return at.do(lambda session: list(session.scalars(rows)))


def on_the_way(at: Town, phone: Phone, key: int, *moves: Move) -> int:
    """Let somebody be on the way to an offer: so many steps, quietly; returns the key."""
    who = person_of(phone)

    def walk(session: Session) -> int:
        work = at.work(session)
        way = begin(work, session.get_one(Person, who), session.get_one(Offer, key))
        for move in moves:
            if move is Move.CLEAR:
                way.permit = Permit.CLEAR
            day = (at.now.date() + timedelta(days=7), at.now.time().replace(microsecond=0))
            facts = Facts(day=day if move is Move.CHOOSE else None, options=[])
            assert advance(work, way, move, Side.CENTRE, facts), move
        return way.id

    return at.do(walk)


def stage_of(at: Town, key: int) -> tuple[Stage, Permit | None, str | None]:
    """Return how far somebody is, their permission, and why it ended."""

    def look(session: Session) -> tuple[Stage, Permit | None, str | None]:
        way = session.get_one(Introduction, key)
        return way.stage, way.permit, way.reason

    return at.do(look)


def ways(at: Town) -> list[Way]:
    """Return all introductions, the oldest first."""
    return at.do(lambda s: list(s.scalars(select(Introduction).order_by(Introduction.id))))
