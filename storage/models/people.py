"""People: what they told us, what they may do, what they asked a person for."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped, relationship

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain
from storage.rules.ages import AgeBand

STAYS = "12 months after the last activity"
CLOSED = "30 days after closing"


class RoleName(StrEnum):
    """What somebody may be; one person may hold several."""

    NEWCOMER = "newcomer"
    EMPLOYER = "employer"
    VOLUNTEER = "volunteer"
    MEDIATOR = "mediator"
    PARTNER = "partner"
    COORDINATOR = "coordinator"
    STAFF = "staff"
    LEAD = "lead"
    ADMIN = "admin"


def _person(ondelete: str) -> ForeignKey:
    return ForeignKey("person.id", ondelete=ondelete)


class Person(Record):
    """Somebody who agreed to be known; `stopped_at` ends everything but what they ask for.

    `told_at` is when a message last arrived, to the hour; on `quiet_on` (mo to sa) nothing that
    can wait is sent. `practice_of` is the colleague whose look
    at the other side it is: nobody who is counted, matched or reminded. `still_at` is when they
    were asked whether they still look for work, `works_since` the day they said that they have it.
    """

    __tablename__ = "person"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = ident(primary_key=True, keep=STAYS)
    ref: Mapped[str | None] = ident(String(40), unique=True, keep=STAYS)
    age_band: Mapped[AgeBand | None] = personal(one_of(AgeBand), keep=STAYS)
    consent_version: Mapped[str | None] = personal(String(20), keep=STAYS)
    consent_at: Mapped[datetime | None] = personal(keep=STAYS)
    work_on: Mapped[bool] = personal(Boolean, default=True, keep=STAYS)
    activities_on: Mapped[bool] = personal(Boolean, default=True, keep=STAYS)
    news_on: Mapped[bool] = personal(Boolean, default=True, keep=STAYS)
    stopped_at: Mapped[datetime | None] = personal(keep=STAYS)
    quiet_on: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    centre: Mapped[str | None] = personal(String(40), keep=STAYS)
    practice_of: Mapped[int | None] = ident(_person("CASCADE"), index=True, keep=STAYS)
    created_at: Mapped[datetime] = plain()
    active_at: Mapped[datetime] = personal(keep=STAYS)
    told_at: Mapped[datetime | None] = personal(keep=STAYS)
    still_at: Mapped[datetime | None] = personal(keep=STAYS)
    works_since: Mapped[date | None] = personal(Date, keep=STAYS)

    profile: Mapped[Profile | None] = relationship(back_populates="person", passive_deletes=True)


class Profile(Record):
    """What a newcomer can do and wants, in codes; None means not answered, [] means none."""

    __tablename__ = "profile"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    first_name: Mapped[str | None] = personal(Sealed("profile.first_name"), keep=STAYS)
    plz: Mapped[str | None] = personal(String(5), keep=STAYS)
    ags: Mapped[str | None] = personal(ForeignKey("municipality.ags"), keep=STAYS)
    centre: Mapped[str | None] = personal(ForeignKey("centre.key"), index=True, keep=STAYS)
    background: Mapped[str | None] = personal(String(20), keep=STAYS)
    wants: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    areas: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    slots: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    hours: Mapped[str | None] = personal(String(20), keep=STAYS)
    start: Mapped[str | None] = personal(String(20), keep=STAYS)
    mobility: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    licences: Mapped[list[str] | None] = personal(JSON, keep=STAYS)
    german: Mapped[str | None] = personal(String(2), keep=STAYS)
    childcare: Mapped[str | None] = personal(String(20), keep=STAYS)
    school: Mapped[str | None] = personal(String(20), keep=STAYS)
    papers: Mapped[str | None] = personal(String(20), keep=STAYS)
    permit_check: Mapped[str | None] = personal(String(20), keep=STAYS)
    permit_until: Mapped[date | None] = personal(Date, keep=STAYS)
    offered_at: Mapped[datetime | None] = personal(keep=STAYS)

    person: Mapped[Person] = relationship(back_populates="profile")
    skills: Mapped[list[ProfileSkill]] = relationship(
        primaryjoin="Profile.person_id == foreign(ProfileSkill.person_id)",
        cascade="all, delete-orphan",
        order_by="ProfileSkill.skill",
    )


class ProfileSkill(Record):
    """A skill and how much: 1 helped sometimes, 2 can do it, 3 was the work for years."""

    __tablename__ = "profile_skill"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    skill: Mapped[str] = personal(String(40), primary_key=True, keep=STAYS)
    level: Mapped[int] = personal(SmallInteger, keep=STAYS)


class Role(Record):
    """A role with its scope: a centre's key, or an employer's key written as text."""

    __tablename__ = "role"

    person_id: Mapped[int] = owned_by("person", primary_key=True)
    role: Mapped[RoleName] = ident(one_of(RoleName), primary_key=True, keep="as the person")
    scope: Mapped[str] = ident(String(40), primary_key=True, default="", keep="as the person")


class Invitation(Record):
    """A one-time link to a role; only the token's SHA-256 is kept.

    Where somebody invited (None: the command line), the chat that opened the link shows `number`,
    and the link gives nothing before the inviter typed it. `for_id` is the person whose new phone
    it is, where it gives no role.
    """

    __tablename__ = "invitation"

    token_hash: Mapped[str] = plain(String(64), primary_key=True)
    role: Mapped[RoleName] = plain(one_of(RoleName))
    scope: Mapped[str] = plain(String(40))
    expires_at: Mapped[datetime] = plain()
    used_at: Mapped[datetime | None] = plain()
    inviter_id: Mapped[int | None] = ident(_person("CASCADE"), index=True, keep="90 days")
    for_id: Mapped[int | None] = owned_by("person", index=True)
    chat_id: Mapped[int | None] = ident(
        ForeignKey("chat.id", ondelete="CASCADE"), index=True, keep="90 days"
    )
    number: Mapped[str | None] = plain(String(8))
    used_by: Mapped[int | None] = ident(_person("SET NULL"), index=True, keep="90 days")
    voided_at: Mapped[datetime | None] = plain()


class Request(Record):
    """Somebody asked for a person; one open request each, answered by staff of the centre.

    `owner_id` has it since `taken_at` (nobody: since then it waits again), `mediator_id`
    interprets; `word` is what was said when it was handed over. `wish` is how a problem shall be
    talked about (here, call, centre), `phone` the number for that one call, given at `phone_at`,
    `mediator_wish` any, woman, man or none. `escalated_at`: all leads know.
    """

    __tablename__ = "request"
    __table_args__ = (
        Index(
            "uq_request_open",
            "person_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        KEYS_ONCE,
    )

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person")
    centre: Mapped[str | None] = plain(ForeignKey("centre.key"), index=True)
    topic: Mapped[str] = personal(String(40), keep=STAYS)
    text: Mapped[str | None] = personal(Sealed("request.text"), keep=CLOSED)
    opened_at: Mapped[datetime] = plain()
    answer_by: Mapped[datetime] = plain()
    closed_at: Mapped[datetime | None] = plain()
    owner_id: Mapped[int | None] = ident(_person("SET NULL"), index=True, keep=STAYS)
    taken_at: Mapped[datetime | None] = plain()
    mediator_id: Mapped[int | None] = ident(_person("SET NULL"), index=True, keep=STAYS)
    mediator_wish: Mapped[str | None] = personal(String(10), keep=STAYS)
    word: Mapped[str | None] = personal(Sealed("request.word"), keep=CLOSED)
    wish: Mapped[str | None] = personal(String(10), keep=STAYS)
    phone: Mapped[str | None] = personal(Sealed("request.phone"), keep="7 days")
    phone_at: Mapped[datetime | None] = plain()
    escalated_at: Mapped[datetime | None] = plain()
