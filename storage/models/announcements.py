"""Announcements: one text, a frozen audience, the outbox as the only state."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped

from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, plain


class AnnouncementState(StrEnum):
    """A draft is never sent; only approved ones are expanded."""

    DRAFT = "draft"
    APPROVED = "approved"
    DONE = "done"
    STOPPED = "stopped"


class Announcement(Record):
    """An activity made known to the people of a centre."""

    __tablename__ = "announcement"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    activity_id: Mapped[int] = plain(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    centre: Mapped[str] = plain(ForeignKey("centre.key"))
    state: Mapped[AnnouncementState] = plain(one_of(AnnouncementState))
    created_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), keep="90 days"
    )
    created_at: Mapped[datetime] = plain()


class Delivery(Record):
    """One chat of the frozen audience."""

    __tablename__ = "delivery"

    announcement_id: Mapped[int] = plain(
        ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True
    )
    chat_id: Mapped[int] = owned_by("chat", primary_key=True)
