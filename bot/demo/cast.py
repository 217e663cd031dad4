"""Who holds the phones of the demo: people of the fictional set, mid-life, and a new phone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from conversations.everybody.start import INVITATION
from conversations.kit.context import opened
from conversations.kit.steps import Run
from conversations.turn import go
from storage import employers, offers
from storage.exchange.loading import load
from storage.invitations import invite
from storage.models.chats import ChatKind
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.offers import save_offer
from storage.people import bind_chat, by_ref
from storage.places import seed_district
from storage.queues.chats import upsert_chat
from storage.requests import ask_for_person
from storage.rules.tables import DATA
from storage.work import Work


@dataclass(frozen=True)
class Member:
    """One phone: `ref` is the newcomer's or employer's id in the set, or a centre's key.

    A newcomer looked at `seen` (commands) before we come in. Without a role the phone is new:
    nobody wrote from it yet.
    """

    chat_id: int
    name: str
    caption: str
    language: str | None = None
    role: RoleName | None = None
    ref: str = ""
    seen: Sequence[str] = ("week",)


CAST: Sequence[Member] = (
    Member(
        101, "Selam", "Münsingen · ትግርኛ", "ti", RoleName.NEWCOMER, "N9", ("appointments", "week")
    ),
    Member(102, "Farid", "Zwiefalten · فارسی", "fa", RoleName.NEWCOMER, "N10"),
    Member(103, "Gasthof Beispielalb", "Arbeitgeber · Münsingen", "de", RoleName.EMPLOYER, "E9"),
    Member(104, "Frau Muster", "Zentrum Alb · Team", "de", RoleName.STAFF, "alb"),
    Member(105, "Neues Telefon", "zum Ausprobieren"),
    Member(106, "Salma", "Reutlingen · العربية", "ar", RoleName.NEWCOMER, "N4"),
    Member(107, "Dr. Beispielzahn", "Zahnarztpraxis · Reutlingen", "de", RoleName.EMPLOYER, "E7"),
    Member(108, "Herr Vorlage", "Zentrum Reutlingen · Team", "de", RoleName.STAFF, "reutlingen"),
    Member(109, "Reza", "Bad Urach · فارسی", "fa", RoleName.NEWCOMER, "N3"),
    Member(110, "Tekle", "Münsingen · ትግርኛ", "ti", RoleName.NEWCOMER, "N5", ("appointments",)),
    Member(111, "Amal", "Pfullingen · العربية", "ar", RoleName.NEWCOMER, "N1", ("appointments",)),
    Member(112, "Noch ein neues Telefon", "zum Ausprobieren"),
)
RESTING = "O15"
TALK = {
    "id": "T-Selam",
    "who": "N9",
    "centre": "alb",
    "kind": "first_talk",
    "when": "d+1 10:00",
    "minutes": 45,
    "interpreter": "ti",
}
WAITING, TOPIC, SINCE = "N7", "letter", timedelta(hours=1)


def seed(work: Work) -> None:
    """Load the fictional set, give its people their phones, and set the scene for the tour.

    Somebody waits for the centre; the inn's offer rests until it says that there are places.
    """
    seed_district(work)
    for file in ((DATA / "demo.json").read_text("utf-8"), json.dumps({"appointments": [TALK]})):
        load(work, file)
    _rest(work)
    _wait(replace(work, now=work.now - SINCE))
    for member in CAST:
        if member.role is not None:
            _give_phone(work, member)


def _rest(work: Work) -> None:
    offer = offers.by_ref(work, RESTING)
    if offer is None:
        raise LookupError(RESTING)
    offer.state, offer.places = OfferState.PAUSED, 0
    save_offer(work, offer)


def _wait(work: Work) -> None:
    person = by_ref(work, WAITING)
    if person is None:
        raise LookupError(WAITING)
    ask_for_person(work, person.id, "alb", TOPIC, None)


def _give_phone(work: Work, member: Member) -> None:
    chat_id = upsert_chat(work.session, str(member.chat_id), ChatKind.PRIVATE, work.now)
    context = opened(work, chat_id, f"demo:{member.chat_id}")
    context.chat.language = member.language
    if member.role is RoleName.NEWCOMER:
        bind_chat(work, context.chat, member.ref)
        go(context, [Run(command) for command in member.seen])
    elif member.role is not None:
        scope = _employer(work, member) if member.role is RoleName.EMPLOYER else member.ref
        token = invite(work, member.role, scope)
        go(context, [Run("start", f"{INVITATION}{token}")])


def _employer(work: Work, member: Member) -> str:
    firm = employers.by_ref(work, member.ref)
    if firm is None:
        raise LookupError(member.ref)
    return str(firm.id)
