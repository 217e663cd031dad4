"""What somebody takes along from an appointment, and does with it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from conversations.cards.appointment import CALENDAR, CANCEL, EARLIER, SHOW
from conversations.cards.calendar import calendar_message
from conversations.cards.desk import desk_message
from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.steps import Interrupt
from conversations.kit.subject import Action, Result
from conversations.newcomer.earlier import waiting_message
from conversations.newcomer.slots import Booking, Cancelling
from storage.booking import times
from storage.earlier import wait
from storage.models import Appointment
from storage.places import centre_of
from storage.work import Work

Closed: TypeAlias = Callable[[Work, Actor, Appointment, str], Result | None]


def own_actions(closed: Closed) -> Mapping[str, Action[Appointment]]:
    """Return the actions by name; `closed` is what is shown when it is too late for any."""
    done = {CANCEL: _cancel, CALENDAR: _calendar, SHOW: _show, EARLIER: _earlier}
    return {name: Action(do, closed) for name, do in done.items()}


def choosing(work: Work, appointment: Appointment) -> Result | None:
    """Let somebody choose another time; None where there is nothing to choose from."""
    about = (appointment.centre, appointment.kind, appointment.person_id)
    if appointment.cancelled_at is not None or not times(work, *about):
        return None
    moves = Booking(appointment.kind, appointment.centre, moves=appointment.id)
    return Result(steps=[Interrupt("booking", moves)])


def _cancel(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    return Result(steps=[Interrupt("cancelling", Cancelling(appointment.id))])


def _calendar(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    centre = centre_of(work, appointment.centre)
    return _besides(calendar_message(work, appointment, centre, actor.language))


def _show(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    centre = centre_of(work, appointment.centre)
    return _besides(desk_message(work, appointment, centre, actor.language))


def _earlier(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    about = (appointment.person_id, appointment.centre, appointment.kind, appointment.id)
    return _besides(waiting_message(work, wait(work, *about)))


def _besides(said: Message) -> Result:
    return Result(shows=False, looks=True, below=said)
