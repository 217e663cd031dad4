"""What came in, in the order it came."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.engine.sealed import SealedJson
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.models.chats import FaceName
from storage.privacy import ident, owned_by, personal, plain


class InboxState(StrEnum):
    """`parked` failed three times and waits for a person."""

    NEW = "new"
    DONE = "done"
    PARKED = "parked"


class Inbox(Record):
    """What came in once; `seq` is our order, `source_key` only keeps it from being taken twice.

    It is the face's own number of it: an update's, or a hash of a form and what was chosen there.
    `fingerprint` tells the same update from another one under the same number: numbering may begin
    again. The older of two such rows has no number any more, but its own `seq` below zero.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("face", "source_key"),
        Index(None, "state", "seq"),
        Index(None, "chat_id", "state", "seq"),
        KEYS_ONCE,
    )

    seq: Mapped[int] = plain(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    face: Mapped[FaceName] = plain(
        one_of(FaceName), default=FaceName.TELEGRAM, server_default=FaceName.TELEGRAM
    )
    source_key: Mapped[int] = ident(BigInteger, keep="8 days")
    fingerprint: Mapped[int | None] = ident(BigInteger, keep="8 days")
    chat_id: Mapped[int | None] = owned_by("chat")
    payload: Mapped[dict[str, Any] | None] = personal(
        SealedJson("inbox.payload"), keep="until it is done"
    )
    message_id: Mapped[int | None] = ident(BigInteger, keep="48 hours")
    state: Mapped[InboxState] = plain(one_of(InboxState))
    attempts: Mapped[int] = plain(Integer, default=0)
    received_at: Mapped[datetime] = plain()
    finished_at: Mapped[datetime | None] = plain()
