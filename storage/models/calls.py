"""Whom staff shall call, since no message reached them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain

CALLED = "7 days after the call"


class CallKind(StrEnum):
    """What the call is about."""

    APPOINTMENT = "appointment"
    MISSED = "missed"
    MAIL = "mail"
    INTRODUCTION = "introduction"


class CallReason(StrEnum):
    """Why a message is not enough."""

    NO_CHAT = "no_chat"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    LATE = "late"
    MISSED = "missed"
    UNSEEN = "unseen"
    STOPPED = "stopped"


class Call(Record):
    """Somebody to call about a thing as it was at a revision: once, by one of the centre's staff.

    `subject` is the key of the appointment, of the introduction, or of an address whose mails
    nobody reads; `phone` a number given for this, `tried_at` when nobody answered last, `done_by`
    who called.
    """

    __tablename__ = "call"
    __table_args__ = (UniqueConstraint("kind", "subject", "revision"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    kind: Mapped[CallKind] = plain(one_of(CallKind))
    subject: Mapped[int] = plain(BigInteger)
    revision: Mapped[int] = plain(Integer)
    person_id: Mapped[int] = owned_by("person", index=True)
    centre: Mapped[str | None] = plain(String(40), ForeignKey("centre.key"), index=True)
    reason: Mapped[CallReason] = personal(one_of(CallReason), keep=CALLED)
    phone: Mapped[str | None] = personal(Sealed("call.phone"), keep=CALLED)
    opened_at: Mapped[datetime] = plain()
    tries: Mapped[int] = plain(SmallInteger, default=0)
    tried_at: Mapped[datetime | None] = plain()
    done_at: Mapped[datetime | None] = plain(index=True)
    done_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=CALLED
    )
