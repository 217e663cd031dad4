"""One's own appointments, and what somebody says to them: come, cannot, another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.cards.appointment import (
    ANSWER_OF,
    KIND,
    LETTER,
    appointment_message,
    offered,
)
from conversations.everybody import notices
from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.standing import CHANGED, CLOSED, Subject
from conversations.kit.steps import Onward
from locales.words import Words, _
from storage.appointments import answer, find, upcoming
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from storage.places import centre_of
from storage.requests import ask_for_person

TOPIC = "appointment"
NONE = _("You have no appointment (Termin) now.")
WANT_ONE = _("Would you like one? /person")
OVER = _("This appointment has begun or is over. Please call the centre.")
TOASTS: Mapping[AppointmentAnswer, Words] = {
    AppointmentAnswer.COMING: _("Thank you. See you there."),
    AppointmentAnswer.CANNOT: _("Thank you for telling us."),
    AppointmentAnswer.ANOTHER_TIME: _("Thank you. The centre writes to you."),
}


def show_appointments(context: Context, argument: str) -> Sequence[Onward]:
    """Show what is still to come, the next one first."""
    person_id = context.chat.person_id
    found = upcoming(context.work, person_id) if person_id else []
    for each in found:
        context.send(_card(context, each))
    if not found:
        context.send(Message((NONE, WANT_ONE)))
    return ()


def _press(context: Context, pressed: Standing) -> Words | None:
    appointment = _own(context, pressed.subject)
    said = ANSWER_OF.get(pressed.action)
    if appointment is None or said is None:
        return CLOSED
    if appointment.cancelled_at is not None or pressed.revision != appointment.revision:
        context.show(_card(context, appointment))
        return CHANGED
    if context.work.now >= appointment.starts_at:
        return OVER
    if appointment.answer != said:
        answer(context.work, appointment, said)
        _tell_centre(context, appointment)
    context.show(_card(context, appointment))
    return TOASTS[said]


def _tell_centre(context: Context, appointment: Appointment) -> None:
    """Who does not come, or wants another time, is called or written to by the centre."""
    if appointment.answer == AppointmentAnswer.COMING:
        return
    ask_for_person(context.work, appointment.person_id, appointment.centre, TOPIC, None)
    if appointment.answer == AppointmentAnswer.CANNOT:
        notices.cannot_come(context, appointment)
    else:
        notices.wants_other_time(context, appointment)


def _card(context: Context, appointment: Appointment) -> Message:
    place = centre_of(context.work, appointment.centre)
    return appointment_message(None, appointment, place, context.work.now)


def _own(context: Context, key: int) -> Appointment | None:
    appointment = find(context.work, key)
    if appointment is None or appointment.person_id != context.chat.person_id:
        return None
    return appointment


def _revision(context: Context, key: int) -> int | None:
    appointment = _own(context, key)
    return appointment.revision if appointment else None


def _offered(context: Context, key: int) -> Sequence[str]:
    appointment = _own(context, key)
    return offered(appointment) if appointment else ()


APPOINTMENT = Subject(KIND, LETTER, _offered, _press, _revision)
