"""Appointments: new ones are booked, others moved or cancelled."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import field_validator
from sqlalchemy import select

from storage.appointments import book, cancel, change
from storage.exchange.entry import Entry
from storage.exchange.fields import (
    REF_LETTERS,
    Centre,
    Moment,
    NotKept,
    Ref,
    letters,
    one_of,
    whole,
)
from storage.exchange.known import Info, Known
from storage.models import Appointment
from storage.people import by_ref
from storage.rules import codes
from storage.rules.clock import to_utc
from storage.work import Work

CARD_CODE = re.compile(r"R-[0-9]{4,5}")


class AppointmentEntry(Entry):
    """One appointment; `who` is an id of the file or the code on a person's card.

    `when` is local unless it names an offset, `minutes` the planned length, `interpreter` the code
    of a language.
    """

    id: Ref
    cancelled: bool = False
    who: Annotated[str, letters(REF_LETTERS)]
    centre: Centre
    kind: Annotated[str, one_of(codes.APPOINTMENT_KINDS)]
    when: Moment
    minutes: Annotated[int, whole(5, 600)]
    interpreter: Annotated[str, letters(8)] | None = None
    offer: NotKept = None
    employer: NotKept = None

    @field_validator("who")
    @classmethod
    def _is_there(cls, who: str, info: Info) -> str:
        who, known = who.strip(), info.context
        if not known.has_person(who) and not _is_gone(info.data.get("id", ""), who, known):
            raise ValueError(f"nobody has the code {who}")
        if known.booked(info.data.get("id", "")) not in (None, who):
            raise ValueError("is another person than before; cancel it and give a new one a new id")
        return who

    @field_validator("when")
    @classmethod
    def _exists(cls, when: tuple[date, time], info: Info) -> tuple[date, time]:
        to_utc(*when, info.context.zone.key)
        return when

    def left_out(self, known: Known) -> str | None:
        """Leave out what is over, and whose person deleted their data, or mistyped their code."""
        if not known.has_person(self.who):
            return f"nobody has the code {self.who} any more, or ever had"
        if known.gone("appointments", self.id):
            return "is not there any more"
        on_date, at_time = self.when
        over = to_utc(on_date, at_time, known.zone.key) <= known.now
        return f"{on_date} {at_time:%H:%M} is over" if over and not self.cancelled else None

    def save(self, work: Work) -> None:
        """Book, move or cancel it, which tells the person; what overlaps is said when loaded."""
        session = work.session
        kept: dict[str, Any] = self.model_dump(include={"kind", "minutes", "interpreter"})
        known = session.scalar(select(Appointment).where(Appointment.ref == self.id))
        if known is None:
            if not self.cancelled:
                book(work, self._new(work, kept), overlaps=True)
            return
        if self.cancelled:
            cancel(work, known)
        else:
            on_date, at_time = self.when
            kept |= {"on_date": on_date, "at_time": at_time, "centre": self.centre}
            change(work, known, overlaps=True, **kept)

    def _new(self, work: Work, kept: dict[str, Any]) -> Appointment:
        person = by_ref(work, self.who)
        if person is None:
            raise LookupError(self.who)
        on_date, at_time = self.when
        return Appointment(
            ref=self.id,
            person_id=person.id,
            centre=self.centre,
            on_date=on_date,
            at_time=at_time,
            zone=work.zone.key,
            **kept,
        )


def _is_gone(ref: str, who: str, known: Known) -> bool:
    """Whether the person was there once: codes of cards come from us, the others from files."""
    left = any(known.gone(section, who) for section in ("newcomers", "volunteers"))
    return left or known.gone("appointments", ref) or bool(CARD_CODE.fullmatch(who))
