"""The second face: what stands on a page, who may see it, what leads there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed, SealedJson
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain

PAGE_DAYS = "30 days after it was said"
SESSION = "until the session ends"
LINK = "until the link ends"


class Side(StrEnum):
    """Whose words they are; a notice says for some minutes what a tap came to."""

    OURS = "ours"
    THEIRS = "theirs"
    NOTICE = "notice"


class PageEntry(Record):
    """One thing that stands in a conversation on a page; a change of it changes this row.

    With a `kind` it shows somebody else: it has no `body`, it is rendered whenever it is read.
    `language` is the one it was said in; `seen_at` is when it was first on a screen, which is what
    "told" means here. With neither `kind` nor `body` it was opened, and taken away since.
    """

    __tablename__ = "page_entry"
    __table_args__ = (Index(None, "chat_id", "id"), KEYS_ONCE)

    id: Mapped[int] = plain(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    chat_id: Mapped[int] = owned_by("chat")
    person_id: Mapped[int | None] = ident(Integer, keep=PAGE_DAYS)
    side: Mapped[Side] = plain(one_of(Side))
    outbox_id: Mapped[int | None] = plain(BigInteger, index=True)
    body: Mapped[dict[str, Any] | None] = personal(SealedJson("page_entry.body"), keep=PAGE_DAYS)
    kind: Mapped[str | None] = plain(String(40))
    subject: Mapped[int | None] = plain(BigInteger)
    revision: Mapped[int | None] = plain(Integer)
    created_at: Mapped[datetime] = plain(index=True)
    changed_at: Mapped[datetime] = plain()
    language: Mapped[str | None] = plain(String(8))
    seen_at: Mapped[datetime | None] = personal(keep=PAGE_DAYS)


class Device(StrEnum):
    """Whose screen it is: how long somebody stays known there hangs on that."""

    SHARED = "shared"
    OWN = "own"
    DESK = "desk"


class PageSession(Record):
    """A browser that may see a chat; only the hash of its cookie is kept.

    A desk's belongs to a `centre`, and to a chat only while a colleague's PIN is fresh.
    """

    __tablename__ = "page_session"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    token_key: Mapped[str] = ident(String(64), unique=True, keep=SESSION)
    chat_id: Mapped[int | None] = owned_by("chat", index=True)
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"))
    link_id: Mapped[int | None] = plain(ForeignKey("page_link.id", ondelete="SET NULL"), index=True)
    device: Mapped[Device] = plain(one_of(Device))
    misses: Mapped[int] = plain(SmallInteger, default=0)
    created_at: Mapped[datetime] = plain()
    used_at: Mapped[datetime] = plain()
    ends_at: Mapped[datetime] = plain(index=True)


class Purpose(StrEnum):
    """What a link is for, and so what it opens."""

    FIRM = "firm"
    NEWCOMER = "newcomer"
    RECOVERY = "recovery"
    NEWS = "news"
    DESK = "desk"
    SCREEN = "screen"


class PageLink(Record):
    """A link of a letter, a mail or a screen: only hashes of its token and typable code are kept.

    Opening it uses nothing up; `used_at` is when what may happen once happened. `phone` is where
    a firm wishes to be called, `asked_at` when it said so.
    """

    __tablename__ = "page_link"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    token_key: Mapped[str] = ident(String(64), unique=True, keep=LINK)
    code_key: Mapped[str | None] = ident(String(64), unique=True, keep=LINK)
    purpose: Mapped[Purpose] = plain(one_of(Purpose))
    person_id: Mapped[int | None] = owned_by("person", index=True)
    employer_id: Mapped[int | None] = plain(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[str | None] = plain(String(40))
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"))
    language: Mapped[str | None] = plain(String(8))
    made_by: Mapped[int | None] = ident(Integer, keep=LINK)
    created_at: Mapped[datetime] = plain()
    expires_at: Mapped[datetime] = plain(index=True)
    used_at: Mapped[datetime | None] = plain()
    voided_at: Mapped[datetime | None] = plain()
    phone: Mapped[str | None] = personal(Sealed("page_link.phone"), keep="7 days")
    asked_at: Mapped[datetime | None] = plain(index=True)


class Contact(Record):
    """A mail address of somebody; it gets one mail before a six-digit code confirmed it.

    `stop_key` is the hash of what ends mails with one click; `failed_at` is when a server refused
    the address for good.
    """

    __tablename__ = "contact"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person", index=True)
    address: Mapped[str] = personal(Sealed("contact.address"), keep="as the person")
    address_key: Mapped[str] = ident(String(64), unique=True, keep="as the person")
    stop_key: Mapped[str | None] = ident(String(64), unique=True, keep="as the person")
    code: Mapped[str | None] = ident(String(200), keep="as the person")
    code_misses: Mapped[int] = plain(SmallInteger, default=0)
    code_until: Mapped[datetime | None] = plain()
    confirmed_at: Mapped[datetime | None] = personal(keep="as the person")
    stopped_at: Mapped[datetime | None] = personal(keep="as the person")
    failed_at: Mapped[datetime | None] = plain()
    created_at: Mapped[datetime] = plain()
