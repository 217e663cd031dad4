"""Somebody gives an appointment back: two taps, no blame, and the time is free at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.kit.elsewhere import renew
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Next, Onward, Resume, Step
from conversations.newcomer.appointments import APPOINTMENT
from conversations.newcomer.slots import Cancelling
from locales.words import Moment, Words, _, p_, say
from storage import appointments
from storage.booking import give_back
from storage.models import Appointment

YES, KEEP = "yes", "keep"


def _own(here: Here[Cancelling]) -> Appointment | None:
    found = appointments.find(here.work, here.notes.appointment)
    if found is None or here.person is None or found.person_id != here.person.id:
        return None
    return found


def _ask(here: Here[Cancelling]) -> Sequence[Words]:
    found = _own(here)
    lines = [_("Do you want to cancel this appointment (Termin)?")]
    if found is not None:
        at = datetime.combine(found.on_date, found.at_time, here.work.zone)
        lines.append(say(_("🕒 {when}"), when=Moment(at)))
    return lines


# NOTE: Answers to: Do you want to cancel this appointment?
def _options(here: Here[Cancelling]) -> Sequence[Option]:
    return [
        Option(YES, p_("button", "❌ Yes, cancel"), Style.DANGER),
        Option(KEEP, p_("button", "Keep it")),
    ]


def _keep(here: Here[Cancelling], said: str) -> Step[Cancelling]:
    found = _own(here)
    if said == YES and found is not None and found.starts_at > here.work.now:
        give_back(here.work, found)
    return Next()


def _finish(here: Here[Cancelling]) -> Sequence[Onward]:
    context, found = here.context, _own(here)
    is_gone = found is not None and found.cancelled_at is not None
    thanks = _("Thank you for telling us. Somebody else can come at this time.")
    context.show(Message((thanks if is_gone else _("It stays as it is."),)))
    if found is not None:
        renew(here.work, APPOINTMENT, found.id, once=context.origin)
    return [Resume()] if context.position.aside is not None else ()


CANCEL: Flow[Cancelling] = Flow(
    "cancelling",
    (OneOf(name="sure", text=_ask, options=_options, keep=_keep),),
    notes=Cancelling,
    finish=_finish,
    counted=False,
)
