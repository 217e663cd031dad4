"""A person and a firm on their way to each other, and the people who speak for a firm."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.models.calls import CALLED
from storage.models.offers import AS_THE_FIRM
from storage.privacy import ident, owned_by, personal, plain
from storage.rules.stages import Permit, Side, Stage

INTRODUCED = "6 months after its end"
ON_THE_WAY = "until the introduction ends"


class Introduction(Record):
    """A person on their way to a firm; once for each `round` of an offer.

    `code` is all a firm reads before the person's yes. `stage` and `permit` are those of
    rules.stages; `news_by` is the local day by which both hear something, `expires_at` when a
    stage ends by itself, `card_until` when the card does. `facts` (first name, question, answer)
    lie under `key`, which is deleted at the end. `options` are the days a firm named (ISO, local),
    `on_date` and `at_time` the local time that was agreed, `zone` its zone, `starts_on` the first
    day at work. `asked_at` is when the firm asked what is not answered yet. `seat` is which of the
    places they have: unique, so the last one goes once.
    `kind` is that of the offer when it began.
    """

    __tablename__ = "introduction"
    __table_args__ = (
        UniqueConstraint("person_id", "offer_id", "round"),
        UniqueConstraint("offer_id", "seat"),
        KEYS_ONCE,
    )

    id: Mapped[int] = plain(Integer, primary_key=True)
    code: Mapped[str] = plain(String(12), unique=True)
    person_id: Mapped[int] = owned_by("person")
    offer_id: Mapped[int] = plain(ForeignKey("offer.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = plain(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    round: Mapped[int] = plain(SmallInteger, default=1)
    kind: Mapped[str] = plain(String(20))
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"), index=True)
    owner_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=INTRODUCED
    )
    stage: Mapped[Stage] = personal(one_of(Stage), index=True, keep=INTRODUCED)
    revision: Mapped[int] = plain(Integer, default=1)
    last_side: Mapped[Side | None] = plain(one_of(Side))
    reason: Mapped[str | None] = personal(String(20), keep=INTRODUCED)
    permit: Mapped[Permit | None] = personal(one_of(Permit), keep=INTRODUCED)
    permit_on: Mapped[date | None] = personal(Date, keep=INTRODUCED)
    permit_until: Mapped[date | None] = personal(Date, keep=INTRODUCED)
    key: Mapped[str | None] = ident(Sealed("introduction.key"), keep=ON_THE_WAY)
    facts: Mapped[bytes | None] = ident(LargeBinary, keep=ON_THE_WAY)
    options: Mapped[list[str] | None] = personal(JSON(none_as_null=True), keep=INTRODUCED)
    on_date: Mapped[date | None] = personal(Date, keep=INTRODUCED)
    at_time: Mapped[time | None] = personal(Time, keep=INTRODUCED)
    zone: Mapped[str | None] = plain(String(40))
    starts_on: Mapped[date | None] = personal(Date, keep=INTRODUCED)
    seat: Mapped[int | None] = plain(SmallInteger)
    views: Mapped[int] = plain(Integer, default=0)
    viewed_at: Mapped[datetime | None] = plain()
    card_until: Mapped[datetime | None] = plain()
    opened_at: Mapped[datetime] = plain()
    changed_at: Mapped[datetime] = plain()
    told_at: Mapped[datetime | None] = plain()
    asked_at: Mapped[datetime | None] = plain()
    answered_at: Mapped[datetime | None] = plain()
    news_by: Mapped[date | None] = plain(Date, index=True)
    expires_at: Mapped[datetime | None] = plain()
    shown_at: Mapped[datetime | None] = plain()
    introduced_at: Mapped[datetime | None] = plain()
    tried_at: Mapped[datetime | None] = plain()
    started_at: Mapped[datetime | None] = plain()
    ended_at: Mapped[datetime | None] = plain(index=True)


class CheckIn(Record):
    """How it goes after a start, as one side said: `after` is weeks2, months3 or unasked."""

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("introduction_id", "side", "after"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    introduction_id: Mapped[int] = plain(ForeignKey("introduction.id", ondelete="CASCADE"))
    person_id: Mapped[int] = owned_by("person", index=True)
    side: Mapped[Side] = plain(one_of(Side))
    after: Mapped[str] = plain(String(10))
    answer: Mapped[str | None] = personal(String(10), keep=INTRODUCED)
    asked_at: Mapped[datetime] = plain()
    answered_at: Mapped[datetime | None] = plain()


class Reach(StrEnum):
    """How somebody of a firm wants to be asked."""

    HERE = "here"
    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


class FirmContact(Record):
    """Somebody who speaks for a firm; `person_id` where they have a chat or a page here.

    `hour` is the local hour of their one message a day, `away_until` the last local day they are
    not asked, `left_at` when they left the firm.
    """

    __tablename__ = "firm_contact"
    __table_args__ = (UniqueConstraint("employer_id", "person_id"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    employer_id: Mapped[int] = plain(ForeignKey("employer.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = owned_by("person", index=True)
    name: Mapped[str | None] = personal(Sealed("firm_contact.name"), keep=AS_THE_FIRM)
    phone: Mapped[str | None] = personal(Sealed("firm_contact.phone"), keep=AS_THE_FIRM)
    reach: Mapped[Reach] = personal(one_of(Reach), keep=AS_THE_FIRM)
    hour: Mapped[int] = personal(SmallInteger, keep=AS_THE_FIRM, default=9)
    away_until: Mapped[date | None] = personal(Date, keep=AS_THE_FIRM)
    left_at: Mapped[datetime | None] = plain()
    created_at: Mapped[datetime] = plain()


class FirmCall(Record):
    """A firm to call about a thing as it was at a revision: once, by one of the centre's staff.

    `about` names the question (prompt, free, need, card, day, after, check, verify), that nobody
    comes (off) or that it is to be told something (news); `subject` is the key of the offer,
    introduction or firm it is about.
    """

    __tablename__ = "firm_call"
    __table_args__ = (UniqueConstraint("about", "subject", "revision"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    employer_id: Mapped[int] = plain(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    about: Mapped[str] = plain(String(10))
    subject: Mapped[int] = plain(BigInteger)
    revision: Mapped[int] = plain(Integer)
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"), index=True)
    opened_at: Mapped[datetime] = plain()
    tries: Mapped[int] = plain(SmallInteger, default=0)
    tried_at: Mapped[datetime | None] = plain()
    done_at: Mapped[datetime | None] = plain(index=True)
    done_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=CALLED
    )
