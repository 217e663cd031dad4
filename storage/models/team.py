"""Who works here: colleagues, what they did, and the sentences they say often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record
from storage.privacy import ident, owned_by, personal, plain

AS_THE_PERSON = "as the person"


class Colleague(Record):
    """What only somebody with a role in the programme has: name, PIN, absence, deputy.

    `languages` are those they like to read and hear; `gender` (woman or man) is told to who wishes
    for one as a mediator, `secrecy_at` is when a mediator signed to keep secrets.
    """

    __tablename__ = "colleague"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    first_name: Mapped[str | None] = personal(Sealed("colleague.first_name"), keep=AS_THE_PERSON)
    languages: Mapped[list[str] | None] = personal(JSON, keep=AS_THE_PERSON)
    gender: Mapped[str | None] = personal(String(10), keep=AS_THE_PERSON)
    secrecy_at: Mapped[datetime | None] = personal(keep=AS_THE_PERSON)
    away_until: Mapped[datetime | None] = personal(keep=AS_THE_PERSON)
    deputy_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_PERSON
    )
    invited_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_PERSON
    )
    invited_at: Mapped[datetime | None] = plain()
    suspended_at: Mapped[datetime | None] = personal(keep=AS_THE_PERSON)
    pin: Mapped[str | None] = ident(String(200), keep=AS_THE_PERSON)
    pin_misses: Mapped[int] = plain(SmallInteger, default=0)
    pin_locked_until: Mapped[datetime | None] = plain()
    pin_used_at: Mapped[datetime | None] = plain()


class Audit(Record):
    """Who of us saw or changed whom, and when; never what was said. Nobody can change a row.

    Numbers are kept without a reference: they lead to nobody once a person is erased. `actor_id`
    is None for the command line.
    """

    __tablename__ = "audit"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = plain(index=True)
    actor_id: Mapped[int | None] = ident(Integer, keep="12 months, in whole months")
    action: Mapped[str] = plain(String(40))
    about_id: Mapped[int | None] = ident(Integer, keep="12 months, in whole months")
    centre: Mapped[str | None] = plain(String(40))


class Sentence(Record):
    """A sentence a centre (None: every centre) says often, in the language it was typed in."""

    __tablename__ = "sentence"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"), index=True)
    language: Mapped[str] = plain(String(8))
    text: Mapped[str] = plain(String(400))
    hidden_at: Mapped[datetime | None] = plain()
