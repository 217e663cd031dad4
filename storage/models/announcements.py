"""Announcements: one text, a frozen audience, the outbox as the only state."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, Integer
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, plain

KEPT = "90 days"


class AnnouncementState(StrEnum):
    """A draft is never sent; only approved ones are expanded."""

    DRAFT = "draft"
    APPROVED = "approved"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class ApprovalAnswer(StrEnum):
    """What became of the question to a second person; `void`: the text was changed meanwhile."""

    YES = "yes"
    NO = "no"
    VOID = "void"
    OVER = "over"


class Announcement(Record):
    """An activity made known to the people of a centre, `audience`; None: its own.

    `begins_at` is when it goes out at the earliest; `known`: the activity was there before, so it
    takes place whatever becomes of the announcement. `bundle` is the key of the needs of firms
    whose people alone it is for, None: everybody.
    """

    __tablename__ = "announcement"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    activity_id: Mapped[int] = plain(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    centre: Mapped[str] = plain(ForeignKey("centre.key"))
    audience: Mapped[str | None] = plain(ForeignKey("centre.key"))
    state: Mapped[AnnouncementState] = plain(one_of(AnnouncementState))
    begins_at: Mapped[datetime | None] = plain()
    known: Mapped[bool | None] = plain(Boolean)
    bundle: Mapped[int | None] = plain(Integer)
    created_by: Mapped[int | None] = ident(ForeignKey("person.id", ondelete="SET NULL"), keep=KEPT)
    created_at: Mapped[datetime] = plain()


class Approval(Record):
    """A second person is asked whether an announcement may go out; one question for each.

    Unanswered until `answer_by` it ends. `whose` is the centre whose leads are asked, None all;
    `revision` is that of the activity they said yes to; `reason` says why an announcement is not
    sent, and nothing about a person.
    """

    __tablename__ = "approval"

    announcement_id: Mapped[int] = plain(
        ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True
    )
    whose: Mapped[str | None] = plain(ForeignKey("centre.key"))
    asked_at: Mapped[datetime] = plain()
    answer_by: Mapped[datetime] = plain()
    answer: Mapped[ApprovalAnswer | None] = plain(one_of(ApprovalAnswer))
    answered_by: Mapped[int | None] = ident(ForeignKey("person.id", ondelete="SET NULL"), keep=KEPT)
    answered_at: Mapped[datetime | None] = plain()
    revision: Mapped[int | None] = plain(Integer)
    reason: Mapped[str | None] = plain(Sealed("approval.reason"))


class Delivery(Record):
    """One chat of the frozen audience."""

    __tablename__ = "delivery"

    announcement_id: Mapped[int] = plain(
        ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True
    )
    chat_id: Mapped[int] = owned_by("chat", primary_key=True)
