"""Chats and their dialogues: a chat is a door, not a person."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed, SealedJson
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain


class ChatKind(StrEnum):
    """Where somebody writes from."""

    PRIVATE = "private"
    TEAM = "team"


class FaceName(StrEnum):
    """By what somebody speaks with us: each face has its own addresses and its own way to tell."""

    TELEGRAM = "telegram"
    PAGE = "page"


class Chat(Record):
    """One conversation on one face; inbox order, locks, state and outbox hang on it.

    `moved_at` is when a person known before came here with a new phone.
    """

    __tablename__ = "chat"
    __table_args__ = (UniqueConstraint("face", "address_key"), KEYS_ONCE)

    id: Mapped[int] = ident(primary_key=True, keep="as the chat")
    face: Mapped[FaceName] = plain(
        one_of(FaceName), default=FaceName.TELEGRAM, server_default=FaceName.TELEGRAM
    )
    address: Mapped[str] = ident(Sealed("chat.address"), keep="as the chat")
    address_key: Mapped[str] = ident(String(64), keep="as the chat")
    kind: Mapped[ChatKind] = plain(one_of(ChatKind))
    language: Mapped[str | None] = personal(String(8), keep="as the chat")
    menu_language: Mapped[str | None] = plain(String(8))
    person_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep="as the chat"
    )
    blocked_at: Mapped[datetime | None] = personal(keep="30 days after the block")
    parked_until: Mapped[datetime | None] = plain()
    moved_at: Mapped[datetime | None] = personal(keep="as the chat")
    created_at: Mapped[datetime] = plain()
    heard_at: Mapped[datetime] = personal(keep="as the chat")


class Dialogue(Record):
    """Where a chat stands: flow, question and what is noted; `serial` counts the prompts asked.

    `holds_since` says since when `notes` hold anything retention has promised to forget.
    """

    __tablename__ = "dialogue"

    chat_id: Mapped[int] = owned_by("chat", primary_key=True)
    flow: Mapped[str | None] = plain(String(40))
    question: Mapped[str | None] = plain(String(40))
    serial: Mapped[int] = plain(Integer, default=0)
    notes: Mapped[dict[str, Any]] = personal(SealedJson("dialogue.draft"), keep="14 days")
    holds_since: Mapped[datetime | None] = plain()
    prompt_id: Mapped[int | None] = plain(BigInteger)
    asked_at: Mapped[datetime | None] = plain()
