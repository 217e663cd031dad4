"""When a centre sees people: consulting hours, days it is closed, and the time that is taken."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import JSON, Date, ForeignKey, Integer, SmallInteger, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.models.appointments import KEPT
from storage.models.base import KEYS_ONCE, Record
from storage.models.team import AS_THE_PERSON
from storage.privacy import ident, owned_by, plain


class Consulting(Record):
    """Hours on a weekday (0 = Monday), local; `kinds` of appointments, None for all of them.

    `minutes` is the length of a slot, `places` how many are seen at once, `with_id` the colleague
    (None: whoever is there); it counts from `since` until `until`, both included. `ref` is its
    id in a file.
    """

    __tablename__ = "consulting"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    ref: Mapped[str | None] = plain(String(40), unique=True)
    revision: Mapped[int] = plain(Integer, default=1)
    centre: Mapped[str] = plain(ForeignKey("centre.key"), index=True)
    kinds: Mapped[list[str] | None] = plain(JSON(none_as_null=True))
    weekday: Mapped[int] = plain(SmallInteger)
    starts: Mapped[time] = plain(Time)
    ends: Mapped[time] = plain(Time)
    minutes: Mapped[int] = plain(Integer)
    places: Mapped[int] = plain(SmallInteger)
    with_id: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=AS_THE_PERSON
    )
    since: Mapped[date | None] = plain(Date)
    until: Mapped[date | None] = plain(Date)


class Closing(Record):
    """A day, or local hours of it, on which a centre or one colleague (`person_id`) sees nobody.

    From its commit on nothing is booked into it; what was booked goes when the time to take it
    back is over, and `settled_at` is when all of that was gone through.
    """

    __tablename__ = "closing"
    __table_args__ = (KEYS_ONCE,)

    id: Mapped[int] = plain(Integer, primary_key=True)
    revision: Mapped[int] = plain(Integer, default=1)
    centre: Mapped[str] = plain(ForeignKey("centre.key"), index=True)
    on_date: Mapped[date] = plain(Date, index=True)
    starts: Mapped[time | None] = plain(Time)
    ends: Mapped[time | None] = plain(Time)
    person_id: Mapped[int | None] = owned_by("person", index=True)
    created_by: Mapped[int | None] = ident(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, keep=KEPT
    )
    created_at: Mapped[datetime] = plain()
    settled_at: Mapped[datetime | None] = plain()


class Cell(Record):
    """Five minutes from `at` on that an appointment takes from its desk and from its person.

    An appointment at a freely chosen time has no desk: many of them can be at once. Without a
    person it is held for who is offered it in place of the cancelled appointment.
    """

    __tablename__ = "cell"
    __table_args__ = (UniqueConstraint("centre", "desk", "at"), UniqueConstraint("person_id", "at"))

    appointment_id: Mapped[int] = plain(
        ForeignKey("appointment.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = ident(primary_key=True, keep=KEPT)
    centre: Mapped[str] = plain(ForeignKey("centre.key"))
    desk: Mapped[str | None] = ident(String(40), keep=KEPT)
    person_id: Mapped[int | None] = owned_by("person")
