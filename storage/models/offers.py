"""Employers, their offers, and what became of showing them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, relationship

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain

AS_THE_FIRM = "as the employer"


class EmployerStatus(StrEnum):
    """Only offers of verified employers are shown; one that is stopped loses every step."""

    PENDING = "pending"
    VERIFIED = "verified"
    STOPPED = "stopped"


class OfferState(StrEnum):
    """`paused` comes back, `filled` does not; a `draft` waits until staff completed it."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    FILLED = "filled"


class ProposalState(StrEnum):
    """What a newcomer said to an offer; `declined` never returns."""

    SHOWN = "shown"
    INTERESTED = "interested"
    DECLINED = "declined"


class Employer(Record):
    """A firm that says what it needs; it may have its seat outside the district.

    `verified_by` is the colleague who entered it, so it was talked to; None: it came in a file.
    `checks` are the points of the checklist that were ticked (rules.verifying), `verified_until`
    the last local day they hold. `named_id` is the colleague who is the firm's contact at the
    centre, `stopped_at` when a colleague stopped it after a problem.
    """

    __tablename__ = "employer"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    ref: Mapped[str] = plain(String(40), unique=True)
    name: Mapped[str] = plain(String(200))
    sector: Mapped[str] = plain(String(20))
    plz: Mapped[str] = plain(String(5))
    contact: Mapped[str | None] = personal(Sealed("employer.contact"), keep=AS_THE_FIRM)
    phone: Mapped[str | None] = personal(Sealed("employer.phone"), keep=AS_THE_FIRM)
    size: Mapped[str | None] = plain(String(20))
    status: Mapped[EmployerStatus] = plain(one_of(EmployerStatus))
    verified_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_FIRM
    )
    verified_at: Mapped[datetime | None] = plain()
    verified_until: Mapped[date | None] = plain(Date)
    checks: Mapped[list[str] | None] = plain(JSON(none_as_null=True))
    named_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_FIRM
    )
    registered_at: Mapped[datetime | None] = plain()
    stopped_at: Mapped[datetime | None] = plain()


class Offer(Record):
    """A job, internship or apprenticeship in codes; the German title is the name on the paper.

    `hours_week` in hours, `weeks` in weeks (None: without end), `slots` such as `mo.am`; `start_on`
    None: any day. `town`, `lat` and `lon` say where the work is: always outside the district, in it
    where somebody sent the point, `street` is empty where its firm was asked and did not say it.
    `valid_until` is the last local day it is shown, `owner_id` the colleague who is asked before
    that; None: all of the centre. `note` is a sentence of the firm in German, shown once `note_ok`:
    a colleague read it; `contact_id` who of the firm said the need, `starts` how its beginning was
    meant (now, day, month). `hidden_at`: somebody told of a problem there, and no colleague looked
    yet. `asked_at` is when its firm was asked last whether it is still open, `asks` how often since
    it last said something. `unsaid` names what nobody said yet of a need that is not complete
    (rules.codes.ANSWERS); what stands in its columns is nothing.
    """

    __tablename__ = "offer"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    ref: Mapped[str] = plain(String(40), unique=True)
    revision: Mapped[int] = plain(Integer, default=1)
    employer_id: Mapped[int] = plain(ForeignKey("employer.id"), index=True)
    state: Mapped[OfferState] = plain(one_of(OfferState), default=OfferState.OPEN)
    kind: Mapped[str] = plain(String(20))
    title_de: Mapped[str] = plain(String(200))
    plz: Mapped[str] = plain(String(5))
    town: Mapped[str | None] = plain(String(80))
    lat: Mapped[float | None] = plain(Float)
    lon: Mapped[float | None] = plain(Float)
    village: Mapped[str | None] = plain(String(80))
    street: Mapped[str | None] = plain(String(120))
    places: Mapped[int] = plain(Integer)
    start_on: Mapped[date | None] = plain(Date)
    hours_week: Mapped[float] = plain(Float)
    weeks: Mapped[int | None] = plain(Integer)
    slots: Mapped[list[str]] = plain(JSON)
    german_min: Mapped[str] = plain(String(2))
    german_help: Mapped[bool] = plain(Boolean, default=False)
    licence: Mapped[str | None] = plain(String(20))
    paid: Mapped[bool] = plain(Boolean)
    experience: Mapped[str] = plain(String(20))
    police_certificate: Mapped[bool] = plain(Boolean, default=False)
    childcare: Mapped[bool | None] = plain(Boolean)
    confirmed_at: Mapped[datetime | None] = plain()
    valid_until: Mapped[date | None] = plain(Date)
    owner_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_FIRM
    )

    note: Mapped[str | None] = personal(Sealed("offer.note"), keep=AS_THE_FIRM)
    note_ok: Mapped[bool] = plain(Boolean, default=False)
    contact_id: Mapped[int | None] = plain(
        ForeignKey("firm_contact.id", ondelete="SET NULL"), index=True
    )
    starts: Mapped[str | None] = plain(String(8))
    hidden_at: Mapped[datetime | None] = plain()
    asked_at: Mapped[datetime | None] = plain()
    asks: Mapped[int] = plain(SmallInteger, default=0)
    unsaid: Mapped[list[str] | None] = plain(JSON(none_as_null=True))

    employer: Mapped[Employer] = relationship(lazy="joined", innerjoin=True)
    skills: Mapped[list[OfferSkill]] = relationship(cascade="all, delete-orphan")


class OfferSkill(Record):
    """A skill an offer asks for."""

    __tablename__ = "offer_skill"

    offer_id: Mapped[int] = plain(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    skill: Mapped[str] = plain(String(40), primary_key=True)


class Proposal(Record):
    """An offer shown to a person, once, and the answer.

    `answered_at` is when they said something to it, or that they still look for work.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("person_id", "offer_id"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person")
    offer_id: Mapped[int] = plain(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    state: Mapped[ProposalState] = personal(one_of(ProposalState), keep="6 months")
    reason: Mapped[str | None] = personal(String(20), keep="6 months")
    pushed: Mapped[bool] = plain(Boolean, default=False)
    shown_at: Mapped[datetime] = plain()
    answered_at: Mapped[datetime | None] = plain()
