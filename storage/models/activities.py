"""Things to do: weekly activities and courses, and who wants to come."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from storage.models.base import KEYS_ONCE, Record
from storage.models.people import STAYS
from storage.privacy import ident, owned_by, personal, plain


class Activity(Record):
    """A weekly activity (`weekdays` such as `tu,th`) or one on a single day (`on_date`).

    `village` is a part of the municipality, `place_hint` the street, or a house by its name.
    Local times in the programme's zone. `season` is first and last month, such as `04-10`.
    Weekly ones run from `since` to `until`, `every` so many weeks (None: each), not on the days
    `off` (ISO dates), on public holidays only where `on_holidays`, and not in school holidays where
    `school_off`. `capacity` None means open to all. `lat` and `lon` are the point on the map staff
    sent. `until` is also until when it is valid: `owner_id` (nobody: the centre) is asked before.
    What is `cancelled_at` and `rests` is only paused. Nobody sees it before `out_at`.
    """

    __tablename__ = "activity"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    ref: Mapped[str | None] = plain(String(40), unique=True)
    revision: Mapped[int] = plain(Integer, default=1)
    kind: Mapped[str] = plain(String(40))
    title_de: Mapped[str | None] = plain(String(200))
    centre: Mapped[str] = plain(ForeignKey("centre.key"), index=True)
    plz: Mapped[str] = plain(ForeignKey("postcode.plz"))
    village: Mapped[str | None] = plain(String(80))
    place_hint: Mapped[str | None] = plain(String(200))
    weekdays: Mapped[str | None] = plain(String(30))
    on_date: Mapped[date | None] = plain(Date)
    starts: Mapped[time] = plain(Time)
    ends: Mapped[time] = plain(Time)
    season: Mapped[str | None] = plain(String(5))
    since: Mapped[date | None] = plain(Date)
    until: Mapped[date | None] = plain(Date)
    every: Mapped[int | None] = plain(Integer)
    off: Mapped[list[str] | None] = plain(JSON)
    on_holidays: Mapped[bool | None] = plain(Boolean)
    school_off: Mapped[bool | None] = plain(Boolean)
    capacity: Mapped[int | None] = plain(Integer)
    german_min: Mapped[str] = plain(String(2), default="A0")
    childcare: Mapped[bool] = plain(Boolean, default=False)
    free: Mapped[bool] = plain(Boolean, default=True)
    partner: Mapped[str | None] = plain(String(200))
    bring: Mapped[str | None] = plain(String(200))
    label: Mapped[str | None] = plain(String(40))
    role: Mapped[str | None] = plain(String(20))
    cancelled_at: Mapped[datetime | None] = plain()
    lat: Mapped[float | None] = plain(Float)
    lon: Mapped[float | None] = plain(Float)
    rests: Mapped[bool | None] = plain(Boolean)
    out_at: Mapped[datetime | None] = plain()
    owner_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=STAYS
    )


class Nearby(Record):
    """What somebody was told of unasked in the week that begins on `week`; None: of nothing.

    `shown` holds the key, revision and day (ISO) of each activity.
    """

    __tablename__ = "nearby"
    __table_args__ = (UniqueConstraint("person_id", "week"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    person_id: Mapped[int] = owned_by("person")
    week: Mapped[date] = personal(Date, index=True, keep="3 weeks")
    shown: Mapped[list[tuple[int, int, str]] | None] = personal(
        JSON(none_as_null=True), keep="3 weeks"
    )


class Unwanted(Record):
    """Somebody said that an activity is not for them; gone the day after one on a single day."""

    __tablename__ = "unwanted"

    activity_id: Mapped[int] = plain(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = owned_by("person", primary_key=True, index=True)
    said_on: Mapped[date] = personal(Date, keep="until the day after")


class FirmInvited(Record):
    """A firm is asked to come to an activity, once; `comes` is what it said, None: nothing yet.

    Told at `told_at`, with the activity as it was at `revision`; nobody before.
    """

    __tablename__ = "firm_invited"
    __table_args__ = (UniqueConstraint("activity_id", "employer_id"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    activity_id: Mapped[int] = plain(ForeignKey("activity.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = plain(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    told_at: Mapped[datetime | None] = plain()
    revision: Mapped[int | None] = plain(Integer)
    comes: Mapped[bool | None] = plain(Boolean)
    said_at: Mapped[datetime | None] = plain()


class Signup(Record):
    """Somebody said "I come" to one day of an activity; gone the day after."""

    __tablename__ = "signup"
    __table_args__ = (UniqueConstraint("activity_id", "on_date", "person_id"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    activity_id: Mapped[int] = plain(ForeignKey("activity.id", ondelete="CASCADE"))
    on_date: Mapped[date] = personal(Date, keep="until the day after")
    person_id: Mapped[int] = owned_by("person", index=True)
    waiting: Mapped[bool] = personal(Boolean, default=False, keep="until the day after")
    said_at: Mapped[datetime] = plain()
