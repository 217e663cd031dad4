"""Who is to be reminded of appointments, asked for very many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from storage.models import Appointment, Centre, Chat
from storage.models.appointments import AppointmentAnswer
from storage.people import HEARS, used_by
from storage.work import Work


@dataclass(frozen=True)
class Told:
    """A chat that hears of an appointment; `map`: its centre has an address to show."""

    chat: int
    person: int
    starts_at: datetime
    map: bool


def by_appointment(work: Work, keys: Collection[int]) -> Mapping[tuple[int, int], Sequence[Told]]:
    """Return by (key, revision) who is to be reminded of appointments that take place.

    Those who said they cannot come are left out.
    """
    comes = or_(Appointment.answer.is_(None), Appointment.answer != AppointmentAnswer.CANNOT)
    rows = (
        select(Appointment.id, Appointment.revision, Chat.id, Appointment.person_id)
        .add_columns(Appointment.starts_at, Centre.address)
        .join(Centre, Centre.key == Appointment.centre)
        .join(Chat, used_by(Appointment.person_id))
        .where(Appointment.id.in_(keys), Appointment.cancelled_at.is_(None), comes)
        .where(*HEARS)
        .order_by(Chat.id)
    )
    told = defaultdict[tuple[int, int], list[Told]](list)
    for key, revision, chat, person, starts_at, address in work.session.execute(rows):
        told[key, revision].append(Told(chat, person, starts_at, bool(address)))
    return told
