"""What is written between a person and their centre, and what staff note about a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record
from storage.models.people import CLOSED, STAYS
from storage.privacy import ident, owned_by, personal, plain


class Line(Record):
    """One message of a request's thread; `text`, a `canned` sentence's code or a `voice` file id.

    `from_person` tells who wrote: the person, or the colleague `writer_id` (None once they left).
    `outbox_id` is the row that carries it, for as long as the queue remembers.
    """

    __tablename__ = "line"
    __table_args__ = (Index(None, "request_id", "id"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    request_id: Mapped[int] = plain(ForeignKey("request.id", ondelete="CASCADE"))
    person_id: Mapped[int] = owned_by("person", index=True)
    from_person: Mapped[bool] = plain(Boolean)
    writer_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=CLOSED
    )
    language: Mapped[str] = plain(String(8))
    text: Mapped[str | None] = personal(Sealed("line.text"), keep=CLOSED)
    canned: Mapped[str | None] = plain(String(40))
    voice: Mapped[str | None] = personal(Sealed("line.voice"), keep=CLOSED)
    written_at: Mapped[datetime] = plain()
    outbox_id: Mapped[int | None] = plain(BigInteger)


class Refusal(Record):
    """A mediator who said no when they were asked to interpret for a request."""

    __tablename__ = "refusal"

    request_id: Mapped[int] = plain(ForeignKey("request.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = owned_by("person", primary_key=True, index=True)


class Note(Record):
    """What a colleague notes about a person, for themself and their deputy; never sent to them."""

    __tablename__ = "note"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person", index=True)
    writer_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=STAYS
    )
    text: Mapped[str] = personal(Sealed("note.text"), keep=STAYS)
    written_at: Mapped[datetime] = plain()


class Told(Record):
    """An answer a colleague entered for a person who said it to them ("she told me")."""

    __tablename__ = "told"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    piece: Mapped[str] = plain(String(40), primary_key=True)
    writer_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=STAYS
    )
    told_on: Mapped[date] = personal(Date, keep=STAYS)


class Consent(Record):
    """What somebody agreed to, and when they took it back."""

    __tablename__ = "consent"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person", index=True)
    version: Mapped[str] = personal(String(20), keep=STAYS)
    agreed: Mapped[bool] = personal(Boolean, keep=STAYS)
    said_at: Mapped[datetime] = personal(keep=STAYS)


class Hold(Record):
    """A firm and a person kept apart since a problem was told, until a colleague looked."""

    __tablename__ = "hold"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    employer_id: Mapped[int] = plain(
        ForeignKey("employer.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = plain()
    looked_at: Mapped[datetime | None] = plain()


class Seat(Record):
    """One of several people who use a chat; `chat.person_id` is who does so now.

    `digits` is the scrypt hash of their own four digits, `nickname` what notices say before they
    are typed. A practice person's seat has neither.
    """

    __tablename__ = "seat"

    chat_id: Mapped[int] = owned_by("chat", primary_key=True)
    person_id: Mapped[int] = owned_by("person", primary_key=True, index=True)
    nickname: Mapped[str | None] = personal(Sealed("seat.nickname"), keep="as the chat")
    digits: Mapped[str | None] = ident(String(200), keep="as the chat")
    misses: Mapped[int] = plain(Integer, default=0)
    locked_until: Mapped[datetime | None] = plain()
