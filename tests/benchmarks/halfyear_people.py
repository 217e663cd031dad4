"""Who lives in the simulated half year: people and firms on both faces, some of whom are silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from storage.models import Chat, Employer, Offer, OfferSkill
from storage.models.chats import ChatKind, FaceName
from storage.models.offers import EmployerStatus, OfferState
from storage.models.people import RoleName
from storage.offers import save_offer
from storage.people import grant, introduce
from storage.queues.chats import upsert_chat
from storage.work import Work
from tests.cast import settle
from tests.conversations.invited import staff
from tests.people import Phone, Town

LANGUAGES = ("ar", "fa", "ti", "de", "en")
PLACES = ("72525", "72764", "72555", "72574", "72793", "72829")
SKILLS = ("textile.machine", "wood.joinery", "food.kitchen", "care.elderly", "drive.warehouse")
KINDS = ("look_day", "trial_day", "internship", "job", "apprenticeship", "minijob")
TITLES = ("Näherin", "Tischlerei", "Küche", "Pflege", "Lager")
SLOTS = [f"{day}.{part}" for day in ("mo", "tu", "we", "th", "fr") for part in ("am", "pm")]
WANTS = (["job"], ["job", "tryout"], ["tryout"], ["apprenticeship", "tryout"])


@dataclass
class Somebody:
    """How somebody behaves: how likely they answer on a day, and when they are away."""

    answers: float
    away: tuple[date, date] | None = None

    def is_there(self, day: date) -> bool:
        """Tell whether they are not on holiday."""
        return self.away is None or not self.away[0] <= day <= self.away[1]


@dataclass
class District:
    """Everybody, and the needs that were said so far."""

    town: Town
    desk: Phone
    phones: list[Phone] = field(default_factory=list)
    people: dict[int, Somebody] = field(default_factory=dict)
    firms: dict[int, Somebody] = field(default_factory=dict)
    faceless: set[int] = field(default_factory=set)
    of_people: set[int] = field(default_factory=set)
    of_firms: set[int] = field(default_factory=set)
    offers: list[int] = field(default_factory=list)
    most_places: dict[int, int] = field(default_factory=dict)

    def need(self, work: Work, chance: Random) -> None:
        """Let a firm say what it needs."""
        firm = work.session.get_one(Employer, chance.choice([*self.firms]))
        at = chance.randrange(len(SKILLS))
        offer = Offer(
            ref=f"N{len(self.offers)}",
            employer=firm,
            kind=chance.choice(KINDS),
            title_de=TITLES[at],
            plz=firm.plz,
            state=OfferState.OPEN,
            places=chance.choice((1, 1, 1, 2, 3)),
            start_on=work.today + timedelta(days=chance.randrange(7, 40)),
            hours_week=30,
            slots=SLOTS[:5],
            german_min=chance.choice(("A0", "A1", "A2")),
            paid=True,
            experience="none",
            skills=[OfferSkill(skill=SKILLS[at])],
        )
        save_offer(work, offer)
        self.offers.append(offer.id)
        self.most_places[offer.id] = offer.places


def settle_all(town: Town, firms: int, people: int, chance: Random) -> District:
    """Let everybody come: two thirds with Telegram, one with a page, a quarter of firms neither."""
    found = District(town, staff(town, "Petra", "alb"))
    for name, centre in (("Eva", "reutlingen"), ("Ines", "ermstal")):
        found.phones.append(staff(town, name, centre))
    found.phones.append(found.desk)
    for number in range(people):
        phone = _phone(town, f"person {number}", FaceName.PAGE if number % 3 == 2 else None)
        found.phones.append(phone)
        found.of_people.add(phone.chat)
        key = town.do(partial(_settled, town, phone, number, chance))
        found.people[key] = Somebody(chance.choice((0.05, 0.3, 0.6, 0.9)))
    for number in range(firms):
        town.do(partial(_firm, found, number, chance))
    return found


def _phone(town: Town, address: str, face: FaceName | None) -> Phone:
    if face is not None:
        kind, now = ChatKind.PRIVATE, town.now
        key = town.do(lambda session: upsert_chat(session, address, kind, now, face))
        phone = Phone(town, f"unused {address}")
        phone.chat = key
        return phone
    return town.phone(address)


def _settled(town: Town, phone: Phone, number: int, chance: Random, session: Session) -> int:
    known: dict[str, Any] = {
        "skills": {chance.choice(SKILLS): chance.choice((1, 2, 3))},
        "wants": chance.choice(WANTS),
        "slots": SLOTS if chance.random() < 0.7 else SLOTS[:5],
        "german": chance.choice(("A0", "A1", "A2", "B1")),
        "mobility": ["bus"] if chance.random() < 0.8 else ["car", "bus"],
        "areas": ["any"],
        "plz": chance.choice(PLACES),
        "first_name": f"Name{number}",
        "language": LANGUAGES[number % len(LANGUAGES)],
    }
    return settle(town.work(session), phone.chat, **known)


def _firm(found: District, number: int, chance: Random, session: Session) -> None:
    town = found.town
    work = town.work(session)
    firm = Employer(
        ref=f"B{number}",
        name=f"Betrieb {number}",
        sector="wood",
        plz=chance.choice(PLACES),
        status=EmployerStatus.VERIFIED,
        phone="+49 7381 000",
    )
    session.add(firm)
    session.flush()
    begins = work.today + timedelta(days=chance.randrange(20, 150))
    away = (begins, begins + timedelta(days=14))
    found.firms[firm.id] = Somebody(chance.choice((0.05, 0.4, 0.7)), away)
    if number % 4 == 3:
        found.faceless.add(firm.id)
        return
    face = FaceName.PAGE if number % 2 else FaceName.TELEGRAM
    address = f"firm {number}"
    key = upsert_chat(session, address, ChatKind.PRIVATE, work.now, face)
    chat = session.get_one(Chat, key)
    chat.language = "de"
    person = introduce(work, chat)
    grant(work, person.id, RoleName.EMPLOYER, str(firm.id))
    phone = Phone.__new__(Phone)
    phone.town, phone.address, phone.bubbles, phone.others = town, address, [], []
    phone.toast = phone.pin = None
    phone.chat = key
    found.phones.append(phone)
    found.of_firms.add(key)
