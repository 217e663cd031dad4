"""An appointment as staff of the centre read it: who, when, interpreter, note, who came."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from conversations import terms
from conversations.cards.notice import called
from locales.languages import LANGUAGES
from locales.words import Ltr, Moment, Words, _, say
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer, Attendance
from storage.rules.interpreting import Interpreting
from storage.work import Work

# NOTE: To staff, after a colon: what somebody answered to an appointment.
ANSWERS = {
    None: _("no answer yet"),
    AppointmentAnswer.COMING: _("is coming"),
    AppointmentAnswer.CANNOT: _("cannot come"),
    AppointmentAnswer.ANOTHER_TIME: _("asks for another time"),
}
# NOTE: To staff, after a colon: the person chose this appointment, and said nothing since.
BOOKED = _("booked it alone")
# NOTE: To staff, after the time of an appointment: whether the person was there.
CAME: Mapping[str, Words] = {
    Attendance.CAME: _("was there"),
    Attendance.LATE: _("came later"),
    Attendance.MISSED: _("was not there"),
}
# NOTE: To staff, after the name of a language: how far it is with the interpreter.
STATES: Mapping[str, Words] = {
    Interpreting.WANTED: _("wanted"),
    Interpreting.ASKED: _("asked"),
    Interpreting.FOUND: _("found"),
    Interpreting.NONE: _("nobody found"),
}
# NOTE: In a list of appointments, for staff: there is a note to read.
NOTED = _("📝 note")


def visit_lines(work: Work, appointment: Appointment) -> list[Words]:
    """Return everything staff read of an appointment."""
    at = Moment(appointment.starts_at.astimezone(ZoneInfo(appointment.zone)))
    # NOTE: An appointment, for staff: when it is.
    lines = [say(_("📅 <b>{when}</b>"), when=at), terms.appointment(appointment.kind)]
    # NOTE: The same: whose appointment it is, and what they said to it.
    who = _("👤 {who}: {answer}")
    answer = said_of(appointment)
    lines.append(say(who, who=called(work, appointment.person_id), answer=answer))
    return [*lines, *interpreter(appointment), *_note(appointment)]


def said_of(appointment: Appointment) -> Words:
    """Return whether somebody was there, or else what they said before."""
    if appointment.attendance is not None:
        return CAME[appointment.attendance]
    if appointment.answer is None and appointment.self_booked:
        return BOOKED
    return ANSWERS[appointment.answer]


def interpreter(appointment: Appointment) -> list[Words]:
    """Return the language and how far it is, where somebody shall interpret."""
    code = appointment.interpreter
    if code is None or code not in LANGUAGES:
        return []
    state = STATES[appointment.interpreting or Interpreting.FOUND]
    # NOTE: To staff, about an appointment: which language, and how far it is.
    line = _("💬 Interpreter, {language}: {far}")
    return [say(line, language=terms.language(code), far=state)]


def entry(work: Work, number: int, appointment: Appointment) -> Words:
    """Return one line of a day's list."""
    # NOTE: To staff: one appointment of a day; its number is on the buttons below.
    line = say(
        _("📅 {entry} · {time} {kind}, {who}: {answer}"),
        entry=Ltr(str(number)),
        time=Ltr(f"{appointment.at_time:%H:%M}"),
        kind=terms.appointment(appointment.kind),
        who=called(work, appointment.person_id),
        answer=said_of(appointment),
    )
    noted = [NOTED] if appointment.note else []
    return terms.joined([line, *interpreter(appointment), *noted])


# NOTE: Below an appointment, for staff; what the person reads with it follows.
def _note(appointment: Appointment) -> list[Words]:
    if not appointment.note:
        return []
    return [_("📝 The person reads:"), *terms.quoted(appointment.note)]
