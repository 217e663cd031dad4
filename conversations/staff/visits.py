"""An appointment in the hands of staff: move, cancel with a minute to undo, the interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.cards.visit import visit_lines
from conversations.kit.actor import Actor, actor_of
from conversations.kit.guard import CHANGED, UNDO, sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.steps import Start
from conversations.kit.subject import Action, Result, Subject, never
from conversations.staff.appointment_draft import Appointing
from locales.words import Words, _, p_
from storage import appointments, attendance, audit, interpreters, pending, people
from storage.models import Appointment
from storage.models.appointments import Attendance
from storage.queues.kinds import Kind
from storage.rules.interpreting import Interpreting
from storage.work import Work

KIND, LETTER = "visit", "V"
MOVE, CANCEL = "move", "cancel"
# NOTE: Below an appointment, for staff: what can be done.
LABELS: Mapping[str, Words] = {
    MOVE: p_("button", "🕒 Move it"),
    CANCEL: p_("button", "❌ Cancel it"),
    UNDO: p_("button", "↩️ Do not cancel"),
}
# NOTE: Below an appointment, for staff: how far it is with the interpreter.
TICKS: Mapping[Interpreting, Words] = {
    Interpreting.ASKED: p_("button", "💬 Interpreter asked"),
    Interpreting.FOUND: p_("button", "💬 Interpreter found"),
    Interpreting.NONE: p_("button", "💬 No interpreter"),
}
# NOTE: Below an appointment that has begun, for staff: whether the person is there.
CAME: Mapping[Attendance, Words] = {
    Attendance.CAME: p_("button", "✅ Is here"),
    Attendance.LATE: p_("button", "⏰ Came later"),
    Attendance.MISSED: p_("button", "➖ Not here"),
}
# NOTE: On the card of an appointment, for staff.
DROPPED = _("❌ It is cancelled in a minute. Then the person is told.")
GONE = _("❌ This appointment (Termin) is cancelled.")
UNTOLD = _("☎️ The person has no phone here. Please tell them.")


def visit_message(work: Work, actor: Actor, appointment: Appointment) -> Message:
    """Build the card with what can be done now."""
    lines = visit_lines(work, appointment)
    if appointment.cancelled_at is not None:
        return Message((*lines, GONE), private=True)
    if drops(work, appointment):
        return Message((*lines, DROPPED), stacked([_button(appointment, UNDO)]), private=True)
    if not appointment.told and appointment.starts_at > work.now:
        lines.append(UNTOLD)
    buttons = [_button(appointment, name) for name in _ways(work, appointment)]
    return Message((*lines, VISIT.code(appointment.id)), stacked(buttons), private=True)


def missing_message(outgoing: Outgoing) -> Message | None:
    """Tell in the morning that nobody is found yet; None where it changed meanwhile."""
    work, row = outgoing.work, outgoing.row
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    found = sight(work, actor, VISIT, row.subject or 0)
    if found is None or found.revision != row.revision or found.starts_at <= work.now:
        return None
    card = visit_message(work, actor, found)
    # NOTE: To staff, in the morning before an appointment; the appointment follows.
    head = _("💬 Nobody has been found yet to interpret:")
    return Message((head, *card.lines), card.rows, private=True)


def _ways(work: Work, appointment: Appointment) -> list[str]:
    if appointment.starts_at <= work.now:
        noted = attendance.may_be_noted(work, appointment)
        return [each for each in CAME if noted and each != appointment.attendance]
    ticks = [each for each in TICKS if appointment.interpreter]
    return [MOVE, CANCEL, *(each for each in ticks if each != appointment.interpreting)]


def _button(appointment: Appointment, name: str) -> Button:
    return VISIT.button(_label(name), appointment.id, appointment.revision, name)


def _label(name: str) -> Words:
    ticks: dict[str, Words] = {each.value: words for each, words in TICKS.items()}
    came: dict[str, Words] = {each.value: words for each, words in CAME.items()}
    return {**LABELS, **ticks, **came}[name]


def attend(work: Work, actor: Actor, appointment: Appointment, said: Attendance) -> None:
    """Note whether the person is there, and who noted it."""
    attendance.note(work, appointment, said)
    log(work, actor, appointment, said)


def log(work: Work, actor: Actor, appointment: Appointment, action: str) -> None:
    """Note who did it to whose appointment."""
    if actor.person is not None:
        row, who = VISIT.row(action), actor.person.id
        audit.note(work, row, who, appointment.person_id, appointment.centre)


def drops(work: Work, appointment: Appointment) -> bool:
    """Tell whether it is cancelled in a minute."""
    about = (appointment.id, appointment.revision)
    return pending.waits(work, Kind.APPOINTMENT_CANCELS, *about) is not None


def _move(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    moved = Appointing(appointment.person_id, appointment.id, given=True, kind=appointment.kind)
    return Result(steps=[Start("appoint", replace(moved, length=appointment.minutes))])


def _cancel(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    """Cancel it in a minute; until then nobody is told and the time stays taken."""
    if actor.person is not None:
        about = (appointment.id, appointment.revision, actor.person.id)
        pending.begin(work, Kind.APPOINTMENT_CANCELS, *about)
        log(work, actor, appointment, CANCEL)
    return Result()


def _undo(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
    if not pending.take_back(work, Kind.APPOINTMENT_CANCELS, appointment.id):
        return Result(CHANGED)
    log(work, actor, appointment, UNDO)
    # NOTE: To staff, in passing: they took back that an appointment is cancelled.
    return Result(_("It takes place. Nobody was told."))


def _ticks(state: Interpreting) -> Action[Appointment]:
    """Note how far it is; the person hears where it is settled, not whom we asked."""

    def do(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
        if appointment.interpreter is not None:
            interpreters.interpret(work, appointment, state)
            log(work, actor, appointment, state)
        return Result()

    return Action(do, _closed, stale=never)


def _attends(said: Attendance) -> Action[Appointment]:
    def do(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result:
        attend(work, actor, appointment, said)
        return Result()

    return Action(do, is_not_noted, stale=never)


def is_not_noted(
    work: Work, actor: Actor, appointment: Appointment, argument: str
) -> Result | None:
    """What is cancelled, has not begun, or was noted on another day, is left as it is."""
    return None if attendance.may_be_noted(work, appointment) else Result(CHANGED)


def _closed(work: Work, actor: Actor, appointment: Appointment, argument: str) -> Result | None:
    over = appointment.starts_at <= work.now or appointment.cancelled_at is not None
    return Result(CHANGED) if over or drops(work, appointment) else None


def _find(work: Work, actor: Actor, key: int) -> Appointment | None:
    """Find one of somebody: who only practises has none."""
    found = appointments.find(work, key)
    person = people.find(work, found.person_id) if found else None
    return found if person and person.practice_of is None else None


def _whose(appointment: Appointment) -> str:
    return appointment.centre


def _revision(appointment: Appointment) -> int:
    return appointment.revision


ACTIONS = {
    MOVE: Action(_move, _closed),
    CANCEL: Action(_cancel, _closed),
    UNDO: Action(_undo, stale=never),
    **{state.value: _ticks(state) for state in TICKS},
    **{said.value: _attends(said) for said in CAME},
}
VISIT = Subject(KIND, LETTER, _find, _whose, _revision, visit_message, ACTIONS)
