"""Who waits for an earlier time, and the time they are asked about."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Date, ForeignKey, Integer, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.models.base import KEYS_ONCE, Record
from storage.privacy import ident, owned_by, personal, plain

WAITING = "while somebody waits for it"


class Earlier(Record):
    """Somebody waits for a time of one kind at one centre, earlier than their appointment if any.

    `revision` rises with every time they are asked about; that is held until `held_until`. After
    one that was not wanted nothing is asked until `rests_until`.
    """

    __tablename__ = "earlier"
    __table_args__ = (
        UniqueConstraint("appointment_id"),
        UniqueConstraint("person_id", "centre", "kind"),
        KEYS_ONCE,
    )

    id: Mapped[int] = plain(Integer, primary_key=True)
    revision: Mapped[int] = plain(Integer, default=0)
    person_id: Mapped[int] = owned_by("person")
    appointment_id: Mapped[int | None] = plain(ForeignKey("appointment.id", ondelete="CASCADE"))
    centre: Mapped[str] = plain(ForeignKey("centre.key"), index=True)
    kind: Mapped[str] = personal(String(40), keep=WAITING)
    since: Mapped[datetime] = plain()
    on_date: Mapped[date | None] = personal(Date, keep=WAITING)
    at_time: Mapped[time | None] = personal(Time, keep=WAITING)
    minutes: Mapped[int | None] = personal(Integer, keep=WAITING)
    desk: Mapped[str | None] = ident(String(40), keep=WAITING)
    held_until: Mapped[datetime | None] = plain()
    rests_until: Mapped[datetime | None] = plain()
