"""Whom staff shall call: one list for whatever no message could say."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from storage import audit
from storage.models import Appointment, Call, Chat, Introduction, Outbox, PageEntry, Person
from storage.models.appointments import AppointmentAnswer, Attendance
from storage.models.calls import CallKind, CallReason
from storage.models.outbox import NOT_SENT
from storage.page import unopened
from storage.queues.kinds import Kind
from storage.queues.once import insert_once
from storage.work import Work

CALLED, TRIED = "call.called", "call.tried"
SAID = (
    Kind.APPOINTMENT_MADE,
    Kind.APPOINTMENT_MOVED,
    Kind.APPOINTMENT_CANCELLED,
    Kind.APPOINTMENT_DROPPED,
    Kind.APPOINTMENT_REMINDER,
)
OF_WAY = (Kind.INTRODUCED, Kind.TRIAL_REMINDER)
OF_APPOINTMENT = (CallKind.APPOINTMENT, CallKind.MISSED)


def ask(
    work: Work,
    kind: CallKind,
    subject: int,
    revision: int,
    *,
    person_id: int,
    centre: str | None,
    reason: CallReason,
    phone: str | None = None,
) -> None:
    """Put somebody on the list of a centre, once for a thing as it was at a revision."""
    insert_once(
        work.session,
        Call,
        kind=kind,
        subject=subject,
        revision=revision,
        person_id=person_id,
        centre=centre,
        reason=reason,
        phone=phone,
        opened_at=work.now,
    )


def find(work: Work, key: int) -> Call | None:
    """Return a call, done or not; None where it is gone."""
    return work.session.get(Call, key)


def about(work: Work, call: Call) -> Appointment | None:
    """Return the appointment a call is about: that is to come, or was missed; None: gone.

    None as well for a call about anything else.
    """
    is_about = call.kind in OF_APPOINTMENT
    return work.session.get(Appointment, call.subject) if is_about else None


def way(work: Work, call: Call) -> Introduction | None:
    """Return the introduction a call is about; None where it is about anything else."""
    is_about = call.kind is CallKind.INTRODUCTION
    return work.session.get(Introduction, call.subject) if is_about else None


def waiting(work: Work, centre: str | None) -> list[Sequence[Call]]:
    """Return whom to call at a centre (None: at all), the most pressing first, a person at once.

    Whoever was reached meanwhile, or said that they do not come, needs no call. Who stopped all
    messages is called about their way to a firm alone.
    """
    of_way = Call.kind == CallKind.INTRODUCTION
    rows = (
        select(Call)
        .join(Person, Person.id == Call.person_id)
        .outerjoin(Appointment, _is_of_appointment())
        .where(Call.done_at.is_(None), or_(of_way, Person.stopped_at.is_(None)))
        .where(or_(_was_missed(), _is_news(work), _reads_no_mail(), _is_on_a_way()))
        .order_by(Appointment.starts_at.is_(None), Appointment.starts_at, Call.id)
    )
    if centre is not None:
        rows = rows.where(or_(Call.centre == centre, Call.centre.is_(None)))
    found: dict[int, list[Call]] = {}
    for call in work.session.scalars(rows):
        found.setdefault(call.person_id, []).append(call)
    return list(found.values())


def _is_of_appointment() -> ColumnElement[bool]:
    return and_(Call.kind.in_(OF_APPOINTMENT), Appointment.id == Call.subject)


def _is_on_a_way() -> ColumnElement[bool]:
    """Whether the introduction is as it was then, and the person does not know of it."""
    as_it_was = exists().where(
        Introduction.id == Call.subject, Introduction.revision == Call.revision
    )
    return and_(Call.kind == CallKind.INTRODUCTION, as_it_was, ~_told_later(OF_WAY))


def _was_missed() -> ColumnElement[bool]:
    """Whether it is still said that the person did not come."""
    is_missed = Appointment.attendance == Attendance.MISSED
    return and_(Call.kind == CallKind.MISSED, is_missed)


def _is_news(work: Work) -> ColumnElement[bool]:
    """Whether the appointment is still to come as it was, and the person does not know of it."""
    comes = or_(Appointment.answer.is_(None), Appointment.answer != AppointmentAnswer.CANNOT)
    still = and_(Appointment.revision == Call.revision, Appointment.starts_at > work.now)
    unheard = or_(Call.reason != CallReason.NO_CHAT, Appointment.told.is_(False))
    return and_(still, comes, unheard, ~_told_later(SAID))


def _told_later(kinds: Sequence[Kind]) -> ColumnElement[bool]:
    """Whether one of these was told to the person since the call was asked for."""
    return exists().where(
        Outbox.kind.in_(kinds),
        Outbox.subject == Call.subject,
        Outbox.revision == Call.revision,
        Outbox.state.not_in(NOT_SENT),
        or_(Outbox.person_id.is_(None), Outbox.person_id == Call.person_id),
        unopened.was_told(Call.opened_at),
    )


def _reads_no_mail() -> ColumnElement[bool]:
    """Whether somebody opened nothing on a page of theirs since their mail was given up."""
    opened = (
        select(PageEntry.id)
        .join(Chat, Chat.id == PageEntry.chat_id)
        .where(Chat.person_id == Call.person_id, PageEntry.seen_at > Call.opened_at)
    )
    return and_(Call.kind == CallKind.MAIL, ~exists(opened.correlate(Call)))


def done(work: Work, call: Call, by: int | None) -> bool:
    """Note that a colleague called somebody, about all they wait for; False where one had."""
    mine = (Call.person_id == call.person_id, Call.centre.is_not_distinct_from(call.centre))
    rows = update(Call).where(*mine, Call.done_at.is_(None)).returning(Call.id)
    ended = set(work.session.scalars(rows.values(done_at=work.now, done_by=by)))
    work.session.refresh(call)
    if call.id not in ended:
        return False
    audit.note(work, CALLED, by, call.person_id, call.centre)
    return True


def tried(work: Work, call: Call, by: int | None) -> None:
    """Note that nobody answered: they stay on the list."""
    call.tries, call.tried_at = call.tries + 1, work.now
    work.session.flush()
    audit.note(work, TRIED, by, call.person_id, call.centre)
