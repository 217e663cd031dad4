"""A firm comes, is checked and goes: what its people and staff tap for it."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage.introductions.beginning import begin
from storage.introductions.steps import Facts, advance
from storage.matching import fitting, matches
from storage.models import Employer, FirmContact, Offer, Person, Role
from storage.models.people import RoleName
from storage.offers import save_offer
from storage.rules.stages import Move, Side
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

ANSWERS = (".food", "Münsingen", "Frau Blum", ".here", "07381 5566", ".10")
"""What a bakery in Münsingen says of itself, after its name: by what the buttons mean."""
COMES = (
    *(".employer", "Zirkel und Lot", ".food", "Münsingen", "Frau Zirkel", ".here", "07381 5566"),
    *(
        ".10",
        "/employer",
        "/myfirm",
        ".hour",
        ".16",
        ".reach",
        ".phone",
        ".name",
        "Frau Lot",
        "07381 99",
    ),
    *(".away", "20.11.2026", ".back", ".invite", ".yes", ".leave", ".no"),
)
"""A firm that registers and changes all that its people can change."""
LOOKED_AT = (
    *("/firms", "Zirkel", ".check", ".tick-called", ".tick-cash", ".overrule", ".visited"),
    *(".named", ".nobody", ".stop", ".yes", ".lift", "/menu"),
)
"""What a lead does with it."""
POINTS = ("tick-called", "tick-number", "tick-contact", "tick-pay")


def registers(at: Town, address: str, name: str = "Bäckerei Blum", language: str = "en") -> Phone:
    """Let a firm come by Telegram and register."""
    phone = at.phone(address).says("/start").taps(LANGUAGES[language].own_name)
    return answers(phone.taps(".employer"), name, *ANSWERS)


def answers(phone: Phone, *said: str) -> Phone:
    """Tap what is among the buttons of the question, type what is not."""
    for each in said:
        if any(each in data for data in phone.bubbles[-1].every_data):
            phone.taps(each)
        else:
            phone.says(each)
    return phone


def firm_of(at: Town, name: str = "Bäckerei Blum") -> Employer:
    """Return a firm by its name."""
    return at.do(lambda s: s.scalars(select(Employer).where(Employer.name == name)).one())


def contacts(at: Town, firm: int) -> list[FirmContact]:
    """Return who speaks or spoke for a firm."""
    rows = select(FirmContact).where(FirmContact.employer_id == firm).order_by(FirmContact.id)
    return at.do(lambda s: list(s.scalars(rows)))


def speak_for(at: Town, firm: int) -> list[int]:
    """Return who holds the role of a firm."""
    held = (Role.role == RoleName.EMPLOYER, Role.scope == str(firm))
    rows = select(Role.person_id).where(*held).order_by(Role.person_id)
    return at.do(lambda s: list(s.scalars(rows)))


def offers_of(at: Town, firm: int) -> list[Offer]:
    """Return what a firm offers."""
    rows = select(Offer).where(Offer.employer_id == firm).order_by(Offer.id)
    return at.do(lambda s: list(s.scalars(rows)))


def card(who: Phone, name: str = "Bäckerei Blum") -> Phone:
    """Open the card of a firm from the list."""
    return who.says("/firms").taps(f"🏢 {name}")


def ticks(who: Phone, *codes: str) -> Phone:
    """Tick points of the check list of the firm whose card is shown."""
    who.taps(".check")
    for each in codes:
        who.taps(each)
    return who


def checked(who: Phone, name: str = "Bäckerei Blum") -> Phone:
    """Look at everything of a firm, and show it."""
    return ticks(card(who, name), *POINTS).taps(".verify")


def dated(at: Town, who: Phone, key: int, on: date) -> int:
    """Let somebody and a firm agree on a day to look, at 9:00; returns the introduction."""
    key_of = person_of(who)
    days = Facts(options=[f"{on}"])
    chosen = Facts(day=(on, time(9)))
    moves = (
        (Move.SHOW, Side.PERSON, Facts()),
        (Move.SEND, Side.FIRM, Facts()),
        (Move.AGREE, Side.PERSON, Facts()),
        (Move.NAME, Side.FIRM, days),
        (Move.CHOOSE, Side.PERSON, chosen),
    )

    def unit(session: Session) -> int:
        work = at.work(session)
        person = session.get_one(Person, key_of)
        found = begin(work, person, session.get_one(Offer, key))
        for move, side, facts in moves:
            assert advance(work, found, move, side, facts)
        return found.id

    return at.do(unit)


def gives(at: Town, firm: int, key: int) -> int:
    """Let an offer, a day to look in Münsingen, be one of this firm; returns its key."""

    def unit(session: Session) -> int:
        offer = session.get_one(Offer, key)
        offer.employer, offer.kind = session.get_one(Employer, firm), "look_day"
        save_offer(at.work(session), offer)
        return key

    return at.do(unit)


def shown(at: Town, who: Phone) -> list[str]:
    """Return the German titles of what somebody is offered now."""
    key = person_of(who)

    def find(session: Session) -> list[str]:
        work = at.work(session)
        return [each.offer.title_de for each in matches(work, key, fitting(work, key))]

    return at.do(find)
