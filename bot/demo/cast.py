"""Who holds the phones of the demo: people of the fictional set, mid-life, and a new phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations import menus
from conversations.context import Context
from conversations.newcomer.language import set_command_menu
from conversations.newcomer.start import INVITATION, begin
from storage.chats import dialogue_of, lock_chat, upsert_chat
from storage.invitations import invite
from storage.limits import Limits
from storage.load import load
from storage.models import Employer
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.people import bind_chat
from storage.places import seed_district
from storage.rules.tables import DATA


@dataclass(frozen=True)
class Member:
    """One phone: `ref` is the newcomer's or employer's id in the set, or a centre's key.

    Without a role the phone is new: nobody wrote from it yet.
    """

    chat_id: int
    name: str
    caption: str
    language: str | None = None
    role: RoleName | None = None
    ref: str = ""


CAST: Sequence[Member] = (
    Member(101, "Selam", "Münsingen · ትግርኛ", "ti", RoleName.NEWCOMER, "N9"),
    Member(102, "Farid", "Zwiefalten · فارسی", "fa", RoleName.NEWCOMER, "N10"),
    Member(103, "Gasthof Beispielalb", "Arbeitgeber · Münsingen", "de", RoleName.EMPLOYER, "E9"),
    Member(104, "Frau Muster", "Zentrum Alb · Team", "de", RoleName.STAFF, "alb"),
    Member(105, "Neues Telefon", "noch keine Sprache gewählt"),
    Member(106, "Salma", "Reutlingen · العربية", "ar", RoleName.NEWCOMER, "N4"),
    Member(107, "Dr. Beispielzahn", "Zahnarztpraxis · Reutlingen", "de", RoleName.EMPLOYER, "E7"),
    Member(108, "Herr Vorlage", "Zentrum Reutlingen · Team", "de", RoleName.STAFF, "reutlingen"),
    Member(109, "Reza", "Bad Urach · فارسی", "fa", RoleName.NEWCOMER, "N3"),
    Member(110, "Tekle", "Münsingen · ትግርኛ", "ti", RoleName.NEWCOMER, "N5"),
    Member(111, "Amal", "Pfullingen · العربية", "ar", RoleName.NEWCOMER, "N1"),
    Member(112, "Noch ein neues Telefon", "noch keine Sprache gewählt"),
)


def seed(session: Session, now: datetime, zone: ZoneInfo, limits: Limits) -> None:
    """Load the fictional set and give its people their phones."""
    seed_district(session)
    load(session, (DATA / "demo.json").read_text("utf-8"), now=now, zone=zone, limits=limits)
    for member in CAST:
        if member.role is not None:
            _give_phone(session, member, now, zone, limits)


def _give_phone(
    session: Session, member: Member, now: datetime, zone: ZoneInfo, limits: Limits
) -> None:
    chat_id = upsert_chat(session, str(member.chat_id), ChatKind.PRIVATE, now)
    chat = lock_chat(session, chat_id)
    chat.language = member.language
    dialogue = dialogue_of(session, chat_id)
    context = Context(session, now, limits, zone, chat, dialogue, f"demo:{member.chat_id}")
    if member.role is RoleName.NEWCOMER:
        bind_chat(session, chat, member.ref, now, limits)
        set_command_menu(context)
        menus.show_menu(context, "")
    elif member.role is not None:
        scope = _employer(session, member) if member.role is RoleName.EMPLOYER else member.ref
        begin(context, INVITATION + invite(session, member.role, scope, now, limits))
    context.close()


def _employer(session: Session, member: Member) -> str:
    return str(session.scalar(select(Employer.id).where(Employer.ref == member.ref)))
