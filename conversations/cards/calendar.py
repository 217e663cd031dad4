"""An appointment as a calendar file: when and where, and nothing about whose or what for."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from conversations.kit.files import File, Look
from conversations.kit.messages import Message
from locales.direction import clean
from locales.render import label
from locales.words import Words, _
from storage.models import Appointment, Centre
from storage.work import Work

NAME = "Termin.ics"
# NOTE: Below a calendar file: what to do with it.
OPEN_IT = _("📆 Please open the file: your calendar takes the appointment (Termin).")
# NOTE: In somebody's calendar: all that is said of an appointment there.
SUMMARY = _("Appointment (Termin)")


def calendar_message(
    work: Work, appointment: Appointment, centre: Centre, language: str
) -> Message:
    """Return the file with what to do with it."""
    content = calendar_file(work, appointment, centre, plain(SUMMARY, language))
    return Message((OPEN_IT,), file=File(Look.DOCUMENT, NAME, content))


def calendar_file(work: Work, appointment: Appointment, centre: Centre, summary: str) -> bytes:
    """Return iCalendar (RFC 5545); a later file of the same appointment takes the place of it."""
    where = ", ".join(filter(None, (centre.name, centre.address)))
    return event_file(
        work,
        f"appointment-{appointment.id}@jip-bot",
        revision=appointment.revision,
        starts=appointment.starts_at,
        minutes=appointment.minutes,
        summary=summary,
        where=where,
    )


def event_file(
    work: Work,
    name: str,
    revision: int,
    starts: datetime,
    minutes: int,
    *,
    summary: str,
    where: str,
) -> bytes:
    """Return an event as iCalendar; one of the same name with a lower revision is replaced by it.

    `starts` is aware.
    """
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//jip-bot//appointments//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", name)
    event.add("sequence", revision)
    event.add("dtstamp", work.now)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=minutes))
    event.add("summary", summary)
    event.add("location", where)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def plain(words: Words, language: str) -> str:
    """Return words as they stand in somebody's calendar."""
    return clean(label(words, language))
