"""People of the district for the storage tests, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.limits import Limits
from storage.models import Chat, Due, Outbox
from storage.models.due import DueState
from storage.models.outbox import OutboxState
from storage.people import join
from storage.places import gazetteer, seed_district
from storage.profiles import profile_of
from storage.queues import outbox
from storage.rules.ages import AgeBand
from tests.storage.desk import chat_of, claim, do, look
from tests.works import work_at

BERLIN = ZoneInfo("Europe/Berlin")
LIMITS = Limits()


@dataclass(frozen=True)
class Somebody:
    """The keys of a person and of their chat."""

    person: int
    chat: int


def newcomer(
    database: Database, name: str, now: datetime, plz: str = "72525", **profile: Any
) -> Somebody:
    """Let an adult join in Arabic, living at a postcode, with what `profile` says."""
    chat_id = chat_of(database, name, now)
    return Somebody(do(database, _settle, chat_id, now, plz, profile), chat_id)


def _settle(session: Session, chat_id: int, now: datetime, plz: str, values: dict[str, Any]) -> int:
    work = work_at(session, now)
    seed_district(work)
    chat = session.get_one(Chat, chat_id)
    chat.language = "ar"
    person = join(work, chat)
    person.age_band = AgeBand.ADULT
    town = gazetteer(work).by_ags[gazetteer(work).by_plz[plz].ags]
    profile = profile_of(work, person)
    for name, value in {"plz": plz, "ags": town.ags, "centre": town.centre, **values}.items():
        setattr(profile, name, value)
    return person.id


def due_rows(database: Database, kind: str) -> list[str]:
    """Return what is to be done, such as `eve 12.11. 18:00`, in order."""
    open_rows = select(Due).where(Due.kind == kind, Due.state == DueState.TODO)
    rows = look(database, lambda s: s.scalars(open_rows.order_by(Due.due_at, Due.id)).all())
    return [f"{row.offset} {row.due_at.astimezone(BERLIN):%d.%m. %H:%M}".strip() for row in rows]


def told(database: Database, chat_id: int) -> list[str]:
    """Return what waits for a chat, such as `appointment_made 1` with the revision."""
    waiting = (Outbox.chat_id == chat_id, Outbox.state == OutboxState.TODO)
    rows = look(
        database, lambda s: s.scalars(select(Outbox).where(*waiting).order_by(Outbox.id)).all()
    )
    return [f"{row.kind} {row.revision}" for row in rows]


def send_all(database: Database, now: datetime) -> None:
    """Let everything that waits arrive."""
    while (row := claim(database, now)) is not None:
        do(database, outbox.sent, row, row, now)
