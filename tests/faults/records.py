"""What the bot's database says after a run, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Chat, Due, Inbox, Outbox
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind


@dataclass(frozen=True)
class Turn:
    """One update: `at` is the time its turn was taken for."""

    seq: int
    update_id: int
    chat: int | None
    state: InboxState
    at: datetime | None

    @property
    def origin(self) -> str:
        """How the keys of what was said in it begin."""
        return f"in:{self.seq}"


@dataclass(frozen=True)
class Row:
    """One row of the outbox."""

    id: int
    chat: int
    lane: int
    key: str
    edits: int | None
    state: OutboxState
    attempts: int
    doubts: int
    message: int | None
    made: datetime
    ended: datetime | None

    @property
    def origin(self) -> str:
        """The turn or the due row it was said in."""
        return self.key.rpartition(":")[0]


@dataclass(frozen=True)
class Address:
    """A chat by our key and by Telegram's."""

    chat: int
    address: str
    kind: ChatKind
    since: datetime


@dataclass(frozen=True)
class Records:
    """Everything the checks look at; `reasks` is due row -> outbox row that did not arrive."""

    turns: list[Turn]
    rows: list[Row]
    chats: list[Address]
    reasks: dict[int, int]

    def rows_of(self, chat: int) -> list[Row]:
        """Return the rows of a chat in order."""
        return [row for row in self.rows if row.chat == chat]


def read_records(session: Session) -> Records:
    """Read it all."""
    turns = [
        Turn(row.seq, row.source_key, row.chat_id, row.state, row.finished_at)
        for row in session.scalars(select(Inbox).order_by(Inbox.seq))
    ]
    chats = [
        Address(row.id, row.address, row.kind, row.created_at)
        for row in session.scalars(select(Chat).order_by(Chat.id))
    ]
    asked_afresh = session.scalars(select(Due).where(Due.kind == Kind.REASK))
    rows = [_row(row) for row in session.scalars(select(Outbox).order_by(Outbox.id))]
    return Records(turns, rows, chats, {row.id: row.subject for row in asked_afresh})


def _row(row: Outbox) -> Row:
    return Row(
        id=row.id,
        chat=row.chat_id,
        lane=row.lane,
        key=row.dedupe_key,
        edits=row.edits,
        state=row.state,
        attempts=row.attempts,
        doubts=row.doubts,
        message=row.message_id,
        made=row.created_at,
        ended=row.finished_at,
    )
