"""Appointments at a centre."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TypedDict

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Time
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import KEYS_ONCE, Record, one_of
from storage.privacy import ident, owned_by, personal, plain

KEPT = "90 days after the day"


class AppointmentAnswer(StrEnum):
    """What the person said last."""

    COMING = "coming"
    CANNOT = "cannot"
    ANOTHER_TIME = "another_time"


class Attendance(StrEnum):
    """Whether the person was there, as staff saw it."""

    CAME = "came"
    LATE = "late"
    MISSED = "missed"


class Dropped(StrEnum):
    """Why a centre called an appointment off by itself."""

    CLOSED = "closed"
    HOURS = "hours"


class Offered(TypedDict):
    """A time offered in place of another; ISO, local."""

    desk: str
    on_date: str
    at_time: str
    minutes: int


class Appointment(Record):
    """A time at a centre; `revision` rises with every change, `starts_at` follows the zone rules.

    `minutes` is the planned length, `desk` the place of a consulting hour that it takes (None: a
    freely chosen time); `heard` are the facts the person last heard, where they differ.
    `interpreting` is how far it is with the interpreter (rules.interpreting; None: settled),
    `note` what staff wrote for the person, `called_at` when staff talked about missed ones.
    `dropped_for` is why the centre called it off, or is about to; `offered` is held in its place.
    """

    __tablename__ = "appointment"
    __table_args__ = (Index(None, "starts_at"), KEYS_ONCE)

    id: Mapped[int] = plain(Integer, primary_key=True)
    ref: Mapped[str | None] = plain(String(40), unique=True)
    revision: Mapped[int] = plain(Integer, default=1)
    person_id: Mapped[int] = owned_by("person", index=True)
    centre: Mapped[str] = plain(ForeignKey("centre.key"), index=True)
    kind: Mapped[str] = personal(String(40), keep=KEPT)
    on_date: Mapped[date] = personal(Date, keep=KEPT)
    at_time: Mapped[time] = personal(Time, keep=KEPT)
    zone: Mapped[str] = plain(String(40))
    starts_at: Mapped[datetime] = personal(keep=KEPT)
    minutes: Mapped[int] = personal(Integer, keep=KEPT)
    desk: Mapped[str | None] = ident(String(40), keep=KEPT)
    heard: Mapped[dict[str, str | int | None] | None] = personal(JSON, keep=KEPT)
    interpreter: Mapped[str | None] = personal(String(8), keep=KEPT)
    interpreting: Mapped[str | None] = personal(String(8), keep=KEPT)
    note: Mapped[str | None] = personal(Sealed("appointment.note"), keep=KEPT)
    attendance: Mapped[str | None] = personal(String(8), keep=KEPT)
    called_at: Mapped[datetime | None] = personal(keep=KEPT)
    dropped_for: Mapped[str | None] = personal(String(10), keep=KEPT)
    offered: Mapped[list[Offered] | None] = personal(JSON(none_as_null=True), keep=KEPT)
    answer: Mapped[AppointmentAnswer | None] = personal(one_of(AppointmentAnswer), keep=KEPT)
    told: Mapped[bool] = plain(Boolean, default=False)
    cancelled_at: Mapped[datetime | None] = plain()
