"""Somebody books alone: what for, a free time, done; or gives an appointment another time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.everybody import home
from conversations.everybody import person as persons
from conversations.everybody.first_name import name_first
from conversations.everybody.mailing import hints
from conversations.kit.context import Context
from conversations.kit.elsewhere import renew
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED, PRACTISED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Leave, Next, Onward, Resume, Start, Step
from conversations.newcomer.appointments import APPOINTMENT, TOASTS, wants_other_time
from conversations.newcomer.earlier import BOOKED, waiting_message
from conversations.newcomer.slots import (
    CENTRE,
    ENOUGH,
    FIRST,
    MORE,
    NONE_FITS,
    WAIT,
    Booking,
    SlotOf,
    centre_lines,
    centre_options,
    code,
    free,
    moving,
    next_page,
    slot_lines,
    topics,
)
from locales.words import Moment, _, say
from storage import appointments, earlier
from storage.booking import Refusal, book_slot, first_anywhere, has_enough, move_to
from storage.consulting import Slot
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from storage.requests import APPOINTMENT as TOPIC


def begin(context: Context, argument: str) -> Sequence[Onward]:
    """Begin to book, unless somebody has as many open as they may."""
    person, mine = context.person, home.own_centre(context)
    if person is None:
        return ()
    if has_enough(context.work, person.id):
        context.send(Message((ENOUGH, _("All your appointments: /appointments"))))
        return ()
    return [Start("booking", Booking(centre=mine.key if mine else ""))]


def _keep_topic(here: Here[Booking], kind: str) -> Step[Booking]:
    if kind == "other":
        return Start("topic")
    return Next(replace(here.notes, kind=kind))


def _keep_centre(here: Here[Booking], key: str) -> Step[Booking]:
    return Goto("slot", replace(here.notes, centre=key, page=0, refused=""))


def _keep_slot(here: Here[Booking], value: str) -> Step[Booking]:
    notes, person = replace(here.notes, refused=""), here.person
    if value == MORE:
        return Goto("slot", replace(notes, page=next_page(here)))
    if value == CENTRE:
        return Goto("centre", notes)
    if value == FIRST:
        found = first_anywhere(here.work, notes.kind, person.id if person else None)
        return Goto("slot", replace(notes, centre=found.centre if found else notes.centre, page=0))
    if here.context.actor.practises:
        here.send(Message((PRACTISED,)))
        return Leave()
    if value in (WAIT, NONE_FITS):
        return Next(replace(notes, booked=value))
    return _book(here, next(slot for slot in free(here) if code(slot) == value))


def _book(here: Here[Booking], slot: Slot) -> Step[Booking]:
    """Take the time; where somebody was quicker, what is free now is shown."""
    current, person, notes = moving(here), here.person, here.notes
    if person is None or (notes.moves and current is None):
        here.send(Message((CHANGED,)))
        return Leave()
    if current is None:
        came = book_slot(here.work, person.id, slot)
    else:
        came = move_to(here.work, current, slot) or current
    if came is Refusal.ENOUGH:
        here.send(Message((ENOUGH,)))
        return Leave()
    if isinstance(came, Refusal):
        return Goto("slot", replace(notes, refused=came.value, page=0))
    return Next(replace(notes, booked=str(came.id)))


def _finish(here: Here[Booking]) -> Sequence[Onward]:
    """Say that it is booked: the card comes right behind; then ask for a name, once."""
    context, current = here.context, moving(here)
    if here.notes.booked == NONE_FITS:
        return _ask_centre(here, current)
    if here.notes.booked == WAIT:
        _wait(here, current)
        return _back(context)
    found = appointments.find(context.work, int(here.notes.booked or 0))
    if found is not None:
        when = Moment(found.starts_at.astimezone(context.work.zone))
        context.show(Message((say(BOOKED, when=when), *hints(context))))
    return name_first(context) or _back(context)


def _wait(here: Here[Booking], current: Appointment | None) -> None:
    if here.person is None:
        return
    about = (here.person.id, here.notes.centre, here.notes.kind)
    row = earlier.wait(here.work, *about, current.id if current else None)
    here.context.show(waiting_message(here.work, row), ("earlier", row.id))


def _ask_centre(here: Here[Booking], current: Appointment | None) -> Sequence[Onward]:
    """No free time fits: the centre is asked, by whoever wants a new one or another time."""
    context = here.context
    if current is None:
        return [*persons.request(context, TOPIC), *(name_first(context) or _back(context))]
    wants_other_time(here.work, current)
    context.show(Message((TOASTS[AppointmentAnswer.ANOTHER_TIME],)))
    renew(here.work, APPOINTMENT, current.id, once=context.origin)
    return _back(context)


def _back(context: Context) -> Sequence[Onward]:
    """Go on with what was put aside for it."""
    return [Resume()] if context.position.aside is not None else ()


def _has_no_kind(here: Here[Booking]) -> bool:
    return not here.notes.kind


def _has_no_centre(here: Here[Booking]) -> bool:
    return not here.notes.centre


# NOTE: Somebody books an appointment (Termin) at a centre alone.
BOOKING: Flow[Booking] = Flow(
    "booking",
    (
        OneOf(
            name="topic",
            text=one(_("What is the appointment (Termin) for?")),
            options=topics,
            keep=_keep_topic,
            when=_has_no_kind,
        ),
        OneOf(
            name="centre",
            text=centre_lines,
            options=centre_options,
            keep=_keep_centre,
            when=_has_no_centre,
        ),
        SlotOf(name="slot", text=slot_lines, keep=_keep_slot),
    ),
    notes=Booking,
    finish=_finish,
    counted=False,
)
