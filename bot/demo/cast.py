"""Who holds the phones of the demo: people of the fictional set, mid-life, and a new phone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.demo.history import remember
from bot.demo.steps import caption
from conversations.everybody.start import INVITATION
from conversations.kit.context import opened
from conversations.kit.steps import Run
from conversations.turn import go
from storage import employers, firm_contacts, offers
from storage.digits import sealed
from storage.exchange.loading import load
from storage.firm_contacts import Said
from storage.invitations import invite
from storage.models import Chat
from storage.models.chats import ChatKind
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.offers import save_offer
from storage.people import TEAM, bind_chat, by_ref, introduce
from storage.pins import choose
from storage.places import seed_district
from storage.queues.chats import upsert_chat
from storage.requests import ask_for_person
from storage.rules.tables import DATA
from storage.team import colleague
from storage.work import Work


@dataclass(frozen=True)
class Member:
    """One phone: `ref` is the newcomer's or employer's id in the set, or a centre's key.

    A newcomer looked at the week before we come in, staff at what waits. Without a role the
    phone is new: nobody wrote from it yet.
    """

    chat_id: int
    name: str
    owner: Mapping[str, str]
    caption: Mapping[str, str]
    language: str | None = None
    role: RoleName | None = None
    ref: str = ""


def _newcomer(chat_id: int, name: str, language: str, place: str, ref: str) -> Member:
    owner = caption(f"{name}s Telefon", f"{name}’s phone")
    reads = caption(*(f"{spoken} · {place}" for spoken in SPOKEN[language]))
    return Member(chat_id, name, owner, reads, language, RoleName.NEWCOMER, ref)


def _german(chat_id: int, name: str, role: RoleName, ref: str, about: Mapping[str, str]) -> Member:
    return Member(chat_id, name, caption(name, name), about, "de", role, ref)


def _new(chat_id: int, de: str, en: str) -> Member:
    return Member(chat_id, de, caption(de, en), caption("zum Ausprobieren", "to try out"))


SPOKEN = {
    "ar": ("Arabisch", "Arabic"),
    "fa": ("Farsi", "Farsi"),
    "ti": ("Tigrinya", "Tigrinya"),
}
INN = caption("Arbeitgeber · Münsingen", "Employer · Münsingen")
PRACTICE = caption("Zahnarztpraxis · Reutlingen", "Dental practice · Reutlingen")
LEAD_ALB = caption("Leitung · Zentrum Alb", "Leads · Centre Alb")
TEAM_REUTLINGEN = caption("Team · Zentrum Reutlingen", "Staff · Centre Reutlingen")
CAST: Sequence[Member] = (
    _newcomer(101, "Selam", "ti", "Münsingen", "N9"),
    _newcomer(102, "Farid", "fa", "Zwiefalten", "N10"),
    _german(103, "Gasthof Beispielalb", RoleName.EMPLOYER, "E9", INN),
    _german(104, "Frau Muster", RoleName.LEAD, "alb", LEAD_ALB),
    _new(105, "Neues Telefon", "A new phone"),
    _newcomer(106, "Salma", "ar", "Reutlingen", "N4"),
    _german(107, "Dr. Beispielzahn", RoleName.EMPLOYER, "E7", PRACTICE),
    _german(108, "Herr Vorlage", RoleName.STAFF, "reutlingen", TEAM_REUTLINGEN),
    _newcomer(109, "Reza", "fa", "Bad Urach", "N3"),
    _newcomer(110, "Tekle", "ti", "Münsingen", "N5"),
    _newcomer(111, "Amal", "ar", "Pfullingen", "N1"),
    _new(112, "Noch ein neues Telefon", "Another new phone"),
)
HOME, RESTING = "alb", "O15"
PIN = "2468"
TALK = {
    "id": "T-Selam",
    "who": "N9",
    "centre": "alb",
    "kind": "first_talk",
    "when": "d+1 10:00",
    "minutes": 45,
    "interpreter": "ti",
}
NEIGHBOUR = {
    "employers": [
        {
            "id": "E11",
            "name": "Hotel Probeblick (Demo)",
            "sector": "food",
            "plz": "72525",
            "contact": "Herr Entwurf",
            "size": "10-49",
            "status": "verified",
        }
    ],
    "offers": [
        {
            "id": "O17",
            "employer": "E11",
            "kind": "minijob",
            "skills": ["food.housekeeping"],
            "title_de": "Zimmer herrichten",
            "plz": "72525",
            "places": 3,
            "start": "d+14",
            "hours_week": 9,
            "slots": ["tu.am", "we.am", "fr.am"],
            "german_min": "B1",
            "licence": None,
            "paid": True,
            "experience": "none",
        }
    ],
}
"""Another house that needs the same as the inn, for more German: together they are a bundle."""
WAITING = {"N5": ("alb", "letter"), "N1": ("reutlingen", "german")}
SINCE = timedelta(hours=1)


def seed(work: Work) -> None:
    """Load the fictional set, give its people their phones, and set the scene for the tour.

    Somebody with a phone waits at either centre; the inn's offer rests until there are places.
    Phones come before appointments, and only who has one is there: nobody need be called.
    """
    seed_district(work)
    district = json.loads((DATA / "demo.json").read_text("utf-8"))
    met = {member.ref for member in CAST}
    talks = [TALK, *(each for each in district.pop("appointments") if each["who"] in met)]
    load(work, json.dumps(district))
    load(work, json.dumps(NEIGHBOUR))
    _rest(work)
    _wait(replace(work, now=work.now - SINCE))
    for member in CAST:
        if member.role is not None:
            _give_phone(work, member)
    load(work, json.dumps({"appointments": talks}))
    remember(work, HOME)


def _rest(work: Work) -> None:
    offer = offers.by_ref(work, RESTING)
    if offer is None:
        raise LookupError(RESTING)
    offer.state, offer.places = OfferState.PAUSED, 0
    save_offer(work, offer)


def _wait(work: Work) -> None:
    """Let them wait for a team that gets its phones next: nobody works there yet."""
    for ref, (centre, topic) in WAITING.items():
        person = by_ref(work, ref)
        if person is None:
            raise LookupError(ref)
        ask_for_person(work, person.id, centre, topic, None).centre = centre


def _give_phone(work: Work, member: Member) -> None:
    chat_id = upsert_chat(work.session, str(member.chat_id), ChatKind.PRIVATE, work.now)
    context = opened(work, chat_id, f"demo:{member.chat_id}")
    context.chat.language = member.language
    if member.role is RoleName.NEWCOMER:
        bind_chat(work, context.chat, member.ref)
        go(context, [Run("week")])
    elif member.role is not None:
        scope = _employer(work, member) if member.role is RoleName.EMPLOYER else member.ref
        if member.role in TEAM:
            _know_colleague(work, context.chat, member)
        else:
            _know_contact(work, context.chat, member, scope)
        token = invite(work, member.role, scope)
        go(context, [Run("start", f"{INVITATION}{token}")])


def _know_contact(work: Work, chat: Chat, member: Member, firm: str) -> None:
    """Somebody of a firm has said who they are already."""
    person = introduce(work, chat)
    firm_contacts.add(work, int(firm), person.id, Said(member.name))


def _know_colleague(work: Work, chat: Chat, member: Member) -> None:
    """Somebody who works here has a name and a PIN already."""
    person = introduce(work, chat)
    colleague(work, person.id).first_name = member.name
    choose(work, person.id, sealed(PIN))


def _employer(work: Work, member: Member) -> str:
    firm = employers.by_ref(work, member.ref)
    if firm is None:
        raise LookupError(member.ref)
    return str(firm.id)
