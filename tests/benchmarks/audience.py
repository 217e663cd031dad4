"""Many newcomers of one centre, and announcements to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import announcements
from storage.engine.sealed import KEYRING
from storage.limits import MOST, Limits
from storage.models import Activity, Announcement, Chat, Outbox, Person, Profile, Role
from storage.models.announcements import AnnouncementState
from storage.models.chats import ChatKind
from storage.models.outbox import Lane, OutboxState
from storage.models.people import RoleName
from storage.models.settings import Setting
from storage.rules.ages import AgeBand
from tests.works import work_at

CENTRE, NOBODY, PLZ, AGS = "alb", "ermstal", "72525", "08415053"
FIRST_CHAT = 500_001
LANGUAGES = ("ar", "fa", "ti", "de", "en")
AHEAD = timedelta(days=10)
NEVER_QUIET = {"quiet_from_hour": 24, "quiet_until_hour": 0}
"""Whenever this is measured, and be it a Sunday."""
AT_ONCE = Limits(quiet_from_hour=24, quiet_until_hour=0)


def chats(people: int) -> Sequence[int]:
    """Return their chats at Telegram."""
    return range(FIRST_CHAT, FIRST_CHAT + people)


def settle_in(session: Session, people: int, now: datetime) -> None:
    """Let people be newcomers of a centre who want news, and are told at any hour."""
    session.add_all(Setting(name=name, value=f"{value}") for name, value in NEVER_QUIET.items())
    for number, address in enumerate(chats(people)):
        person = Person(ref=f"R-{number}", age_band=AgeBand.ADULT, created_at=now, active_at=now)
        session.add(person)
        session.flush()
        session.add(Profile(person_id=person.id, plz=PLZ, ags=AGS, centre=CENTRE))
        session.add(Role(person_id=person.id, role=RoleName.NEWCOMER, scope=""))
        session.add(_chat(str(address), LANGUAGES[number % len(LANGUAGES)], person.id, now))
    session.flush()


def _chat(address: str, language: str, person_id: int, now: datetime) -> Chat:
    (key, *_) = KEYRING.lookup_keys("chat.address", address)
    return Chat(
        address=address,
        address_key=key,
        kind=ChatKind.PRIVATE,
        language=language,
        person_id=person_id,
        created_at=now,
        heard_at=now,
    )


def announce(session: Session, now: datetime, centre: str = CENTRE) -> int:
    """Announce an activity to the newcomers of a centre; returns the announcement."""
    activity = Activity(
        kind="sewing_cafe",
        centre=centre,
        plz=PLZ,
        on_date=(now + AHEAD).date(),
        starts=time(15),
        ends=time(17),
    )
    session.add(activity)
    session.flush()
    colleague = session.scalars(select(Person.id).limit(1)).one()
    often = replace(AT_ONCE, pushes_per_week=MOST)
    announcement = announcements.draft(work_at(session, now, often), activity, centre, None)
    a_minute_ago = work_at(session, now - Limits().undo, often)
    announcements.approve(a_minute_ago, announcement, by=colleague)
    return announcement.id


def is_over(session: Session) -> bool:
    """Tell whether everything announced so far is settled."""
    going = select(Announcement.id).where(Announcement.state == AnnouncementState.APPROVED)
    waiting = select(Outbox.id).where(
        Outbox.lane == int(Lane.ANNOUNCEMENT),
        Outbox.state.in_((OutboxState.TODO, OutboxState.SENDING)),
    )
    return session.scalars(going.union_all(waiting)).first() is None


def unclear_chats(session: Session) -> set[int]:
    """Return the chats where an announcement may have arrived or not."""
    doubtful = (Outbox.lane == int(Lane.ANNOUNCEMENT), Outbox.state == OutboxState.UNCLEAR)
    chats = session.scalars(select(Chat).join(Outbox, Outbox.chat_id == Chat.id).where(*doubtful))
    return {int(chat.address) for chat in chats}
