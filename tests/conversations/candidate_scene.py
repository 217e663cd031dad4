"""A firm with somebody to answer for it, and newcomers on their way to it, as far as asked."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.introductions import carry_on, wants
from storage.introductions import sealing
from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import FirmCall, FirmContact, Introduction, Offer, Person, Profile
from storage.models.introductions import Reach
from storage.models.people import RoleName
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, offered, person_of

PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE


def speaks(at: Town, address: str, offer: int, language: str = "English") -> Phone:
    """Let somebody answer for the firm of an offer."""
    return invited(at, address, RoleName.EMPLOYER, str(employer_of(at, offer)), language)


def employer_of(at: Town, offer: int) -> int:
    """Return the firm of an offer."""
    return at.do(lambda s: s.get_one(Offer, offer).employer_id)


def is_interested(at: Town, offer: int, name: str, **known: Any) -> int:
    """Let a newcomer want an offer, so that its firm sees a card; returns the introduction."""
    phone = newcomer(at, name, **{"first_name": name.capitalize(), **known})
    who = person_of(phone)

    def unit(session: Session) -> int:
        work = at.work(session)
        return wants(work, session.get_one(Person, who), session.get_one(Offer, offer)).id

    return at.do(unit)


def moves(at: Town, key: int, move: Move, side: Side, facts: Facts | None = None) -> None:
    """Let a side do something."""

    def unit(session: Session) -> None:
        way = session.get_one(Introduction, key)
        assert carry_on(at.work(session), way, move, side, facts or Facts()), (way.stage, move)

    at.do(unit)


def says_yes(at: Town, key: int) -> None:
    """Let a newcomer say yes to a firm, which may know their first name from then on."""

    def unit(session: Session) -> None:
        way = session.get_one(Introduction, key)
        name = session.get_one(Profile, way.person_id).first_name
        sealing.note(way, first_name=name)
        assert carry_on(at.work(session), way, Move.AGREE, PERSON)

    at.do(unit)


def cleared(at: Town, key: int) -> None:
    """Let the permission for this job come."""

    def unit(session: Session) -> None:
        found = session.get_one(Introduction, key)
        set_permit(at.work(session), found, Permit.CLEAR)
        assert carry_on(at.work(session), found, Move.CLEAR, CENTRE)

    at.do(unit)


def both_agree(at: Town, key: int, *, clear: bool = False) -> None:
    """Let a firm that sees a card and a newcomer want each other, and the permission come."""
    moves(at, key, Move.SEND, FIRM)
    says_yes(at, key)
    if clear:
        cleared(at, key)


def agreed(at: Town, key: int, day: date, hour: int = 9) -> None:
    """Let a firm that sees a card and a newcomer agree on a day."""
    both_agree(at, key)
    named = f"{day.isoformat()}T{hour:02}:00"
    moves(at, key, Move.NAME, FIRM, Facts(options=[named]))
    chooses(at, key, day, hour)


def looking(at: Town, language: str = "English", **values: Any) -> tuple[Phone, int]:
    """Let a firm look for somebody: its phone, the offer; a day to look unless `values` say it."""
    address(at)
    offer = offered(at, **{"kind": "look_day", **values})
    return speaks(at, "firm", offer, language), offer


def asked(
    at: Town,
    kind: str = "look_day",
    language: str = "English",
    name: str = "amal",
    street: str | None = "Musterweg 8",
) -> tuple[Phone, int, int]:
    """Let a firm be asked about somebody next morning: its phone, the offer, the introduction."""
    firm, offer = looking(at, language, kind=kind, street=street)
    key = is_interested(at, offer, name)
    at.walk(at.now + timedelta(days=1))
    return firm.reads(), offer, key


def chooses(at: Town, key: int, day: date, hour: int = 9) -> None:
    """Let a newcomer choose a day."""
    moves(at, key, Move.CHOOSE, PERSON, Facts(day=(day, time(hour))))


def way(at: Town, key: int) -> Introduction:
    """Return an introduction as it is kept."""
    return at.do(lambda s: s.get_one(Introduction, key))


def stage(at: Town, key: int) -> Stage:
    """Return how far it is."""
    return way(at, key).stage


def contact(at: Town, offer: int, phone: Phone | None, **values: Any) -> None:
    """Note how somebody of a firm is asked."""
    firm, who = employer_of(at, offer), person_of(phone) if phone else None
    known = {"reach": Reach.HERE, "hour": 9, "created_at": at.now, **values}
    own = (FirmContact.employer_id == firm, FirmContact.person_id == who)

    def noted(session: Session) -> None:
        found = session.scalar(select(FirmContact).where(*own)) if who else None
        found = found or FirmContact(employer_id=firm, person_id=who)
        for name, value in known.items():
            setattr(found, name, value)
        session.add(found)

    at.do(noted)


def a_minute(at: Town, *phones: Phone) -> None:
    """Let what can be taken back for a minute take effect."""
    at.now += timedelta(minutes=1)
    at.tick()
    for each in phones:
        each.reads()


def calls(at: Town) -> list[tuple[str, int]]:
    """Return about what staff shall call firms."""
    rows = select(FirmCall.about, FirmCall.subject).order_by(FirmCall.id)
    return at.do(lambda s: [(about, subject) for about, subject in s.execute(rows)])
