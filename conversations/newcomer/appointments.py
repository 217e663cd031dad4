"""One's own appointments, and what somebody says to them: come, cannot, another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.cards.appointment import (
    ANSWER_OF,
    CALENDAR,
    CANCEL,
    EARLIER,
    KIND,
    LETTER,
    OTHER,
    SHOW,
    appointment_message,
)
from conversations.cards.calendar import calendar_message
from conversations.cards.centre import book_row
from conversations.cards.desk import desk_message
from conversations.everybody import notices
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Message
from conversations.kit.pages import page
from conversations.kit.steps import Interrupt, Onward
from conversations.kit.subject import Action, Result, Subject
from conversations.newcomer.earlier import waiting_message
from conversations.newcomer.slots import Booking, Cancelling
from locales.words import Words, _
from storage.appointments import answer, find, has_news, upcoming
from storage.booking import has_enough, times
from storage.earlier import wait
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from storage.places import centre_of
from storage.queues.kinds import Kind
from storage.requests import APPOINTMENT as APPOINTMENT_TOPIC
from storage.requests import ask_for_person
from storage.work import Work

NONE = _("You have no appointment (Termin) now.")
WANT_ONE = _("Would you like one? /person")
# NOTE: Below one's appointments, with a button that books one more.
ANOTHER = _("You can book another appointment (Termin).")
OVER = _("This appointment has begun or is over. Please call the centre.")
TOASTS: Mapping[AppointmentAnswer, Words] = {
    AppointmentAnswer.COMING: _("Thank you. See you there."),
    AppointmentAnswer.CANNOT: _("Thank you for telling us."),
    AppointmentAnswer.ANOTHER_TIME: _("Thank you. We told the centre."),
}

MOST_SHOWN = 3


def show_appointments(context: Context, argument: str) -> Sequence[Onward]:
    """Show what is still to come, the next one first."""
    person_id = context.chat.person_id
    found = page(upcoming(context.work, person_id) if person_id else [], argument, MOST_SHOWN)
    work, actor = context.work, context.actor
    found.show(
        context,
        "appointments",
        ((_card(work, actor, each), (KIND, each.id)) for each in found.items),
    )
    rows = book_row(context)
    if not found.items:
        context.send(Message((NONE,), rows) if rows else Message((NONE, WANT_ONE)))
    elif rows and not has_enough(context.work, person_id or 0):
        context.send(Message((ANOTHER,), rows))
    return ()


def _find(work: Work, actor: Actor, key: int) -> Appointment | None:
    return find(work, key)


def _whose(appointment: Appointment) -> str:
    return str(appointment.person_id)


def _revision(appointment: Appointment) -> int:
    return appointment.revision


def _card(work: Work, actor: Actor, appointment: Appointment) -> Message:
    centre = centre_of(work, appointment.centre)
    is_news = appointment.answer is None and has_news(work, appointment, centre)
    kind = Kind.APPOINTMENT_MOVED if is_news else None
    return appointment_message(kind, appointment, centre, work.now, actor.person)


def _closed(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result | None:
    if appointment.cancelled_at is not None:
        return Result(CHANGED)
    return Result(OVER, shows=False) if work.now >= appointment.starts_at else None


def _saying(said: AppointmentAnswer) -> Action[Appointment]:
    def do(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
        if appointment.answer != said:
            answer(work, appointment, said)
            _tell_centre(work, appointment)
        return Result(TOASTS[said])

    return Action(do, _closed)


def _other(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    """Let them choose where there is something to choose from; else the centre is asked."""
    about = (appointment.kind, appointment.centre)
    if not times(work, appointment.centre, appointment.kind, appointment.person_id):
        return ACTIONS_SAID[OTHER].do(work, actor, appointment, argument)
    return Result(steps=[Interrupt("booking", Booking(*about, moves=appointment.id))])


def wants_other_time(work: Work, appointment: Appointment) -> None:
    """Ask the centre for another time: none of the free ones fits."""
    if appointment.answer != AppointmentAnswer.ANOTHER_TIME:
        answer(work, appointment, AppointmentAnswer.ANOTHER_TIME)
        _tell_centre(work, appointment)


def _cancel(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    return Result(steps=[Interrupt("cancelling", Cancelling(appointment.id))])


def _calendar(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    centre = centre_of(work, appointment.centre)
    file = calendar_message(work, appointment, centre, actor.language)
    return Result(shows=False, looks=True, below=file)


def _show(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    shown = desk_message(work, appointment, centre_of(work, appointment.centre), actor.language)
    return Result(shows=False, looks=True, below=shown)


def _earlier(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    about = (appointment.person_id, appointment.centre, appointment.kind, appointment.id)
    row = wait(work, *about)
    return Result(shows=False, looks=True, below=waiting_message(work, row))


def _tell_centre(work: Work, appointment: Appointment) -> None:
    """Who does not come, or wants another time, is called or written to by the centre."""
    if appointment.answer == AppointmentAnswer.COMING:
        return
    ask_for_person(work, appointment.person_id, appointment.centre, APPOINTMENT_TOPIC, None)
    if appointment.answer == AppointmentAnswer.CANNOT:
        notices.cannot_come(work, appointment)
    else:
        notices.wants_other_time(work, appointment)


ACTIONS_SAID = {action: _saying(said) for action, said in ANSWER_OF.items()}
ACTIONS = {
    **ACTIONS_SAID,
    OTHER: Action(_other, _closed),
    CANCEL: Action(_cancel, _closed),
    CALENDAR: Action(_calendar, _closed),
    SHOW: Action(_show, _closed),
    EARLIER: Action(_earlier, _closed),
}
APPOINTMENT = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)
