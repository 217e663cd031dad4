"""People of the district for the storage tests, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from storage.engine.database import Database
from storage.limits import Limits
from storage.models import Due, Outbox
from storage.models.due import DueState
from storage.models.outbox import OutboxState
from storage.queues import outbox
from tests.cast import settle
from tests.storage.desk import chat_of, claim, do, look
from tests.works import unit_at

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
    joined = unit_at(now, settle)
    return Somebody(do(database, joined, chat_id, language="ar", plz=plz, **profile), chat_id)


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
