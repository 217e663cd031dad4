"""What somebody shows at the desk or to a driver: big in German, the same below in their words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from conversations import terms
from conversations.kit.messages import Message
from locales.languages import FALLBACK
from locales.words import Ltr, Moment, Name, Words, _, say
from storage import people
from storage.models import Appointment, Centre
from storage.work import Work


def desk_message(work: Work, appointment: Appointment, centre: Centre, language: str) -> Message:
    """Return the card; it shows a person, and who sees it cannot pass it on."""
    lines = _lines(work, appointment, centre)
    also = () if language == FALLBACK else ((language, lines),)
    return Message(lines, in_german=True, also=also, private=True)


# NOTE: Shown at the desk or to a driver: who comes, when, where, what for.
def _lines(work: Work, appointment: Appointment, centre: Centre) -> tuple[Words, ...]:
    zone = ZoneInfo(appointment.zone)
    at = datetime.combine(appointment.on_date, appointment.at_time, zone)
    who = Name(people.name_of(work, appointment.person_id))
    lines = [
        _("🪧 I have an appointment (Termin) here:"),
        say(_("👤 <b>{name}</b>"), name=who),
        say(_("🕒 <b>{when}</b>"), when=Moment(at)),
        say(_("🏠 <b>{centre}</b>"), centre=Name(centre.name)),
        say(_("💬 <b>{what}</b>"), what=terms.appointment(appointment.kind)),
    ]
    if centre.address:
        lines.append(say(_("📍 Address: {address}"), address=Ltr(centre.address)))
    return tuple(lines)
