"""An appointment the centre called off, with times held in its place: one tap books one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations import terms
from conversations.cards.appointment import (
    KIND,
    LABELS,
    LETTER,
    OTHER,
    SAID,
    YOUR_APPOINTMENT,
)
from conversations.cards.centre import copy_row
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.subject import CODE
from locales.words import Day, Ltr, Moment, Name, Words, _, p_, say
from storage.models import Appointment, Centre, Person
from storage.models.appointments import AppointmentAnswer, Dropped
from storage.places import centre_of
from storage.replacing import held_until, slot_of
from storage.work import Work

TAKE, NUMBERS = "take", ("1", "2", "3")
# NOTE: Why an appointment does not take place.
WHY: Mapping[str, Words] = {
    Dropped.CLOSED: _("The centre is closed then. We are sorry."),
    Dropped.HOURS: _("The centre has no time then any more. We are sorry."),
}
# NOTE: Button: a free time in place of an appointment that is cancelled.
SLOT = p_("button", "📅 {day}, {time}")


def is_dropped(appointment: Appointment) -> bool:
    """Tell whether the centre called it off by itself."""
    return appointment.cancelled_at is not None and appointment.dropped_for is not None


def dropped_message(work: Work, appointment: Appointment, person: Person | None) -> Message:
    """Say what is called off and why, and offer what is held instead; buttons until it was."""
    centre = centre_of(work, appointment.centre)
    asked = appointment.answer is AppointmentAnswer.ANOTHER_TIME
    is_open = work.now < appointment.starts_at and not asked
    buttons = [*_times(appointment), _other(appointment)] if is_open else []
    said = [SAID[AppointmentAnswer.ANOTHER_TIME]] if asked else []
    lines = [*_gone(appointment), *said, *_call(centre)]
    code = [say(CODE, code=Ltr(f"{LETTER}{appointment.id}"))] if buttons else []
    above = [] if asked else _instead(work, appointment)
    rows = (*stacked(buttons), *copy_row(centre, person))
    return Message((*lines, *code, *above), rows, german_below=True, german=tuple(lines))


# NOTE: An appointment the centre cancelled.
def _gone(appointment: Appointment) -> Sequence[Words]:
    zone = ZoneInfo(appointment.zone)
    moment = Moment(datetime.combine(appointment.on_date, appointment.at_time, zone))
    why = WHY.get(appointment.dropped_for) if appointment.dropped_for else None
    return [
        _("❌ CANCELLED. This appointment (Termin) does not take place."),
        *([why] if why else []),
        say(YOUR_APPOINTMENT, what=terms.appointment(appointment.kind)),
        say(_("It was: {when}"), when=moment),
    ]


def _instead(work: Work, appointment: Appointment) -> Sequence[Words]:
    if not appointment.offered:
        # NOTE: No time is free in place of an appointment that is cancelled; the phone follows.
        return [_("Please ask the centre for another time.")]
    until = held_until(work, appointment)
    if until is None or until <= work.now:
        # NOTE: Above buttons with times, some of which somebody else may have taken meanwhile.
        return [_("Please choose another time. Some may be gone:")]
    at = Moment(until.astimezone(ZoneInfo(appointment.zone)))
    # NOTE: Above three buttons with times that nobody else can take until {when}.
    return [say(_("These times are free for you until {when}:"), when=at)]


def _call(centre: Centre) -> list[Words]:
    name = say(_("🏠 {centre}"), centre=Name(centre.name))
    phone = centre.phone
    return [name, *([say(_("☎️ Phone: {phone}"), phone=Ltr(phone))] if phone else [])]


def _times(appointment: Appointment) -> list[Button]:
    slots = [slot_of(appointment, each) for each in appointment.offered or ()]
    return [
        Button(
            say(SLOT, day=Day(slot.on_date), time=Ltr(f"{slot.at_time:%H:%M}")),
            str(Standing(KIND, appointment.id, appointment.revision, f"{TAKE}-{number}")),
        )
        for number, slot in zip(NUMBERS, slots, strict=False)
    ]


def _other(appointment: Appointment) -> Button:
    data = Standing(KIND, appointment.id, appointment.revision, OTHER)
    return Button(LABELS[OTHER], str(data))
