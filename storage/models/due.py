"""What is due: the only memory of things to come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import owned_by, plain

WORD_WAITS = text("state = 'todo' AND kind IN ('introduction_moves', 'introduction_refused')")
"""What is said of somebody on the way to a firm and can be taken back: one of each kind a time."""


class DueState(StrEnum):
    """`parked` failed three times; `cancelled` belongs to an older revision or a closed subject."""

    TODO = "todo"
    DONE = "done"
    LATE = "late"
    CANCELLED = "cancelled"
    PARKED = "parked"


class Due(Record):
    """One thing to do at `due_at`; after `too_late_at` it is not done and staff hear of it.

    `subject` is the key of what `kind` speaks about (0 where it speaks about the person alone);
    `person_id` is the person concerned, `offset` tells several rows of one subject apart.
    """

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "revision", "person_key", "offset"),
        Index(
            "uq_due_word",
            "kind",
            "subject",
            unique=True,
            sqlite_where=WORD_WAITS,
            postgresql_where=WORD_WAITS,
        ),
        Index(None, "state", "due_at"),
        Index(None, "state", "kind", "due_at", "too_late_at"),
        KEYS_ONCE,
    )

    id: Mapped[int] = plain(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = plain(String(40))
    subject: Mapped[int] = plain(BigInteger, default=0)
    revision: Mapped[int] = plain(Integer, default=0)
    person_id: Mapped[int | None] = owned_by("person", index=True)
    chat_id: Mapped[int | None] = owned_by("chat", index=True)
    person_key: Mapped[int] = plain(BigInteger, default=0)
    offset: Mapped[str] = plain(String(40), default="")
    due_at: Mapped[datetime] = plain()
    too_late_at: Mapped[datetime | None] = plain()
    state: Mapped[DueState] = plain(one_of(DueState), default=DueState.TODO)
    attempts: Mapped[int] = plain(Integer, default=0)
