"""What goes out: the only way to speak."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped

from storage.engine.sealed import SealedJson
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain


class Lane(IntEnum):
    """Who goes first; lanes 2 and 3 are delivered silently."""

    ANSWER = 0
    REMINDER = 1
    OFFER = 2
    ANNOUNCEMENT = 3


class OutboxState(StrEnum):
    """`sending` means bytes may be on the wire; `unclear` may have arrived."""

    TODO = "todo"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCLEAR = "unclear"
    EXPIRED = "expired"


OPEN = (OutboxState.TODO, OutboxState.SENDING)
NOT_SENT = [state for state in OutboxState if state is not OutboxState.SENT]
"""Named so, since beside one state a database may look through all that was ever sent."""


class Carrier(StrEnum):
    """Who brings a row to where it goes; each looks at its own rows alone."""

    TELEGRAM = "telegram"
    PAGE = "page"
    MAIL = "mail"


class Outbox(Record):
    """One call to make: a finished `body`, or a `kind` and subject rendered when it is claimed.

    `edits` names the row whose message this one changes; `doubts` counts the attempts that may
    have arrived. `person_id` is whom it is for, where several people use the chat; what
    `shows_person` is deleted in the chats of colleagues and firms.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "state", "lane", "id"),
        Index(None, "chat_id", "state", "lane", "id"),
        Index(None, "state", "expires_at"),
        Index(
            "ix_outbox_shows_person",
            "finished_at",
            sqlite_where=text("shows_person IS 1"),
            postgresql_where=text("shows_person IS true"),
        ),
        Index(
            "ix_outbox_about",
            "kind",
            "subject",
            sqlite_where=text("kind IS NOT NULL"),
            postgresql_where=text("kind IS NOT NULL"),
        ),
        KEYS_ONCE,
    )

    id: Mapped[int] = plain(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    carrier: Mapped[Carrier] = plain(
        one_of(Carrier), default=Carrier.TELEGRAM, server_default=Carrier.TELEGRAM
    )
    chat_id: Mapped[int] = owned_by("chat")
    person_id: Mapped[int | None] = ident(Integer, keep="90 days")
    shows_person: Mapped[bool | None] = plain(Boolean)
    lane: Mapped[int] = plain(SmallInteger)
    body: Mapped[dict[str, Any] | None] = personal(
        SealedJson("outbox.body"), keep="until it is sent"
    )
    kind: Mapped[str | None] = plain(String(40))
    subject: Mapped[int | None] = plain(BigInteger)
    revision: Mapped[int | None] = plain(Integer)
    edits: Mapped[int | None] = plain(BigInteger, index=True)
    not_before: Mapped[datetime] = plain()
    expires_at: Mapped[datetime] = plain()
    dedupe_key: Mapped[str] = plain(String(120), unique=True)
    attempts: Mapped[int] = plain(Integer, default=0)
    doubts: Mapped[int] = plain(Integer, default=0)
    state: Mapped[OutboxState] = plain(one_of(OutboxState), default=OutboxState.TODO)
    message_id: Mapped[int | None] = ident(BigInteger, keep="30 days")
    created_at: Mapped[datetime] = plain()
    claimed_at: Mapped[datetime | None] = plain(index=True)
    finished_at: Mapped[datetime | None] = plain()
