"""One's own appointments, and what somebody says to them: come, cannot, another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from conversations.cards.appointment import (
    ANSWER_OF,
    KIND,
    LETTER,
    OTHER,
    appointment_message,
)
from conversations.cards.book import book_row
from conversations.cards.dropped import NUMBERS, TAKE, dropped_message, is_dropped
from conversations.cards.way import way_message
from conversations.cards.way_words import KIND as WAY
from conversations.cards.way_words import way_of
from conversations.everybody import notices
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Message
from conversations.kit.pages import page
from conversations.kit.steps import Onward
from conversations.kit.subject import Action, Result, Subject
from conversations.newcomer.own import choosing, own_actions
from locales.words import Words, _
from storage.appointments import answer, find, has_news, upcoming
from storage.booking import has_enough
from storage.cells import TakenError
from storage.introductions import days
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from storage.places import centre_of
from storage.queues.kinds import Kind
from storage.replacing import let_go, offer_anew, take
from storage.requests import APPOINTMENT as APPOINTMENT_TOPIC
from storage.requests import ask_for_person
from storage.work import Work

NONE = _("You have no appointment (Termin) now.")
WANT_ONE = _("Would you like one? /person")
# NOTE: Below one's appointments, with a button that books one more.
ANOTHER = _("You can book another appointment (Termin).")
OVER = _("This appointment has begun or is over. Please call the centre.")
# NOTE: In passing: somebody else has the time that was tapped; other times are below.
TAKEN = _("This time is gone. Please choose another one.")
TOASTS: Mapping[AppointmentAnswer, Words] = {
    AppointmentAnswer.COMING: _("Thank you. See you there."),
    AppointmentAnswer.CANNOT: _("Thank you for telling us."),
    AppointmentAnswer.ANOTHER_TIME: _("Thank you. We told the centre."),
}

MOST_SHOWN = 3
Shown: TypeAlias = tuple[Message, tuple[str, int]]
"""A card and whose it is."""


def show_appointments(context: Context, argument: str) -> Sequence[Onward]:
    """Show what is still to come, at the centre and at firms, the next one first."""
    person_id = context.chat.person_id
    found = page(_coming(context, person_id) if person_id else [], argument, MOST_SHOWN)
    found.show(context, "appointments", found.items)
    rows = book_row(context)
    if not found.items:
        context.send(Message((NONE,), rows) if rows else Message((NONE, WANT_ONE)))
    elif rows and not has_enough(context.work, person_id or 0):
        context.send(Message((ANOTHER,), rows))
    return ()


def _coming(context: Context, person_id: int) -> list[Shown]:
    """Return the cards of what is still to come, each with what it is about."""
    work, actor = context.work, context.actor
    ways = ((at, way_of(work, each)) for at, each in days.coming(work, person_id))
    found: list[tuple[datetime, Shown]] = [
        *((each.starts_at, (_card(work, actor, each), (KIND, each.id))) for each in _own(context)),
        *((at, (way_message(way), (WAY, way.introduction.id))) for at, way in ways if way),
    ]
    return [shown for _at, shown in sorted(found, key=lambda each: (each[0], each[1][1]))]


def _own(context: Context) -> Sequence[Appointment]:
    return upcoming(context.work, context.chat.person_id or 0)


def _find(work: Work, actor: Actor, key: int) -> Appointment | None:
    return find(work, key)


def _whose(appointment: Appointment) -> str:
    return str(appointment.person_id)


def _revision(appointment: Appointment) -> int:
    return appointment.revision


def _card(work: Work, actor: Actor, appointment: Appointment) -> Message:
    if is_dropped(appointment):
        return dropped_message(work, appointment, actor.person)
    centre = centre_of(work, appointment.centre)
    is_news = appointment.answer is None and has_news(work, appointment, centre)
    kind = Kind.APPOINTMENT_MOVED if is_news else None
    return appointment_message(kind, appointment, centre, work.now, actor.person)


def _closed(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result | None:
    if appointment.cancelled_at is not None:
        return Result(CHANGED)
    return Result(OVER, shows=False) if work.now >= appointment.starts_at else None


def _is_settled(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result | None:
    """Another time is asked for in place of one the centre called off as well."""
    is_open = is_dropped(appointment) and work.now < appointment.starts_at
    return None if is_open else _closed(work, actor, appointment, argument)


def _saying(said: AppointmentAnswer) -> Action[Appointment]:
    def do(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
        if appointment.answer != said:
            answer(work, appointment, said)
            let_go(work, appointment)
            _tell_centre(work, appointment)
        return Result(TOASTS[said])

    asks = said is AppointmentAnswer.ANOTHER_TIME
    return Action(do, _is_settled if asks else _closed)


def _other(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    """Let them choose where there is something to choose from; else the centre is asked."""
    asks = ACTIONS_SAID[OTHER]
    return choosing(work, appointment) or asks.do(work, actor, appointment, argument)


def wants_other_time(work: Work, appointment: Appointment) -> None:
    """Ask the centre for another time: none of the free ones fits."""
    if appointment.answer != AppointmentAnswer.ANOTHER_TIME:
        answer(work, appointment, AppointmentAnswer.ANOTHER_TIME)
        _tell_centre(work, appointment)


def _tell_centre(work: Work, appointment: Appointment) -> None:
    """Who does not come, or wants another time, is called or written to by the centre."""
    if appointment.answer == AppointmentAnswer.COMING:
        return
    ask_for_person(work, appointment.person_id, appointment.centre, APPOINTMENT_TOPIC, None)
    if appointment.answer == AppointmentAnswer.CANNOT:
        notices.cannot_come(work, appointment)
    else:
        notices.wants_other_time(work, appointment)


def _take(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    """Book a time that is held in place of the one called off; where it is gone, show others."""
    try:
        take(work, appointment, int(argument) - 1)
    except (TakenError, LookupError):
        offer_anew(work, appointment)
        return Result(TAKEN)
    return Result(TOASTS[AppointmentAnswer.COMING])


def _is_booked(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result | None:
    """Only in place of one that is called off; while there is time to come."""
    return None if is_dropped(appointment) else Result(CHANGED)


ACTIONS_SAID = {action: _saying(said) for action, said in ANSWER_OF.items()}
ACTIONS = {
    **ACTIONS_SAID,
    OTHER: Action(_other, _is_settled),
    **own_actions(_closed),
    TAKE: Action(_take, _is_booked, accepts=NUMBERS.__contains__),
}
APPOINTMENT = Subject(KIND, LETTER, _find, _whose, _revision, _card, ACTIONS)
