"""Today at the centre: who waits, who comes, what went wrong; a button for each thing done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from conversations import terms
from conversations.cards.notice import called
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.guard import CHANGED, UNDO
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from conversations.kit.steps import Onward
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.scope import scope
from locales.languages import LANGUAGES
from locales.words import Count, German, Ltr, Moment, Words, _, p_, say, verbatim
from storage import employers, people
from storage.appointments import uncalled
from storage.desk import appointments_on, interest, parked
from storage.models import Appointment, Offer, Request
from storage.models.appointments import AppointmentAnswer
from storage.models.people import RoleName
from storage.people import EVERYWHERE, roles_of
from storage.places import centre as centre_of
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.requests import (
    close_request,
    closed_since,
    find,
    open_requests,
    reopen_request,
    topics_of,
)
from storage.work import Work

MOST, MOST_CALLS = 10, 50
DONE = "done"
REVISION = 1
_Thing: TypeAlias = tuple[list[Words], Button | None]
NOTHING = _("Nobody waits, no appointments.")
# NOTE: To staff, after a colon: what somebody answered to an appointment.
ANSWERS = {
    None: _("no answer yet"),
    AppointmentAnswer.COMING: _("is coming"),
    AppointmentAnswer.CANNOT: _("cannot come"),
    AppointmentAnswer.ANOTHER_TIME: _("asks for another time"),
}


def show_today(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the day of the person's centre; those responsible everywhere see all."""
    context.send(today_message(context.work, context.actor, argument))
    return ()


def today_message(work: Work, actor: Actor, argument: str = "") -> Message:
    """Build a page of the day; LookupError for somebody who works at no centre.

    First who waits, the oldest first, then what is still to come today, then what was.
    """
    key = scope(actor)
    centre = None if key == EVERYWHERE else key
    requests = open_requests(work, centre)
    appointments = appointments_on(work, centre, work.today)
    undoable = work.now - work.limits.undo
    later = [each for each in appointments if each.starts_at >= work.now]
    earlier = [each for each in appointments if each.starts_at < work.now]
    things: list[_Thing] = [
        *(([], _undo_button(work, each)) for each in closed_since(work, centre, undoable)),
        *(([_call_line(work, each)], None) for each in uncalled(work, centre, MOST_CALLS)),
        *((_request_lines(work, each), _done_button(work, each)) for each in requests),
        *(([_appointment_line(work, each)], None) for each in later + earlier),
        *(([_interest_line(*each)], None) for each in interest(work, centre)),
    ]
    shown = page(things, argument, MOST)
    lines = [_where(work, centre), *_numbers(work, requests, appointments)]
    lines += [line for own, _button in shown.items for line in own]
    buttons = [button for _lines, button in shown.items if button is not None]
    rows = (*stacked(buttons), *shown.more("today"))
    return Message((*lines, *shown.counted()), rows, private=True)


def _call_line(work: Work, appointment: Appointment) -> Words:
    """Somebody does not know of an appointment: what is needed to call."""
    at = Moment(appointment.starts_at.astimezone(work.zone))
    # NOTE: To staff in /today: {who} (name and code) did not get our message; {when} is the time.
    line = _("☎️ Please call {who}. Appointment: {when}")
    return say(line, who=called(work, appointment.person_id), when=at)


# NOTE: To staff: for which centre.
def _where(work: Work, key: str | None) -> Words:
    centre = centre_of(work, key) if key else None
    name = verbatim(centre.name) if centre else _("all centres")
    return say(_("<b>Today: {centre}</b>"), centre=name)


# NOTE: To staff: how much waits today.
def _numbers(
    work: Work, requests: Sequence[Request], appointments: Sequence[Appointment]
) -> list[Words]:
    lines = []
    if requests:
        waiting = say(_("👋 Waiting: {count}"), count=Count(len(requests)))
        lines += [
            waiting,
            say(_("The oldest since: {at}"), at=_local(work, requests[0].opened_at)),
        ]
    if appointments:
        open_ones = sum(each.answer is None for each in appointments)
        both = {"count": Count(len(appointments)), "open": Count(open_ones)}
        lines.append(say(_("📅 Appointments: {count}. Without an answer: {open}"), **both))
    if failed := parked(work):
        lines.append(say(_("⚠️ Messages that failed: {count}"), count=Count(failed)))
    return lines or [NOTHING]


# NOTE: To staff: one who waits, since when, and what about.
def _request_lines(work: Work, request: Request) -> list[Words]:
    topic = terms.topics(topics_of(request))
    is_late = request.answer_by <= work.now
    # NOTE: To staff: a request nobody answered in time; {at} is when the answer was promised.
    late = _("⏰ Overdue since: {at}")
    by = say(late if is_late else _("Answer by: {at}"), at=_local(work, request.answer_by))
    since = say(_("Since: {at}"), at=_local(work, request.opened_at))
    code = _who(work, request.person_id)
    lines = [say(_("<b>{code}</b>: {topic}"), code=code, topic=topic), since, by]
    if request.text:
        lines += terms.quoted(request.text)
    return [*lines, REQUEST.code(request.id)]


# NOTE: To staff: one appointment of today.
def _appointment_line(work: Work, appointment: Appointment) -> Words:
    line = say(
        _("📅 {time} {kind}, {code}: {answer}"),
        time=Ltr(f"{appointment.at_time:%H:%M}"),
        kind=terms.appointment(appointment.kind),
        code=_who(work, appointment.person_id),
        answer=ANSWERS[appointment.answer],
    )
    language = LANGUAGES.get(appointment.interpreter or "")
    if language is None:
        return line
    own_name = verbatim(language.own_name)
    return say(_("{line} · interpreter: {language}"), line=line, language=own_name)


# NOTE: To staff: how many people want an offer.
def _interest_line(offer: Offer, count: int) -> Words:
    title = German(offer.title_de)
    return say(_("🙋 Interested: {count} · {title}"), count=Count(count), title=title)


# NOTE: Staff say that a request is done.
def _done_button(work: Work, request: Request) -> Button:
    label = say(p_("button", "✔️ {code} done"), code=_who(work, request.person_id))
    return REQUEST.button(label, request.id, REVISION, DONE)


def _undo_button(work: Work, request: Request) -> Button:
    # NOTE: To staff, for a minute after "done": the request of {code} is open again.
    label = say(p_("button", "↩️ {code} not done"), code=_who(work, request.person_id))
    return REQUEST.button(label, request.id, REVISION, UNDO)


# NOTE: Stands for a name that is gone.
def _who(work: Work, person_id: int) -> Ltr | Words:
    """Return the code on the card; who has none is a firm or a colleague."""
    person = people.find(work, person_id)
    if person and person.ref:
        return Ltr(person.ref)
    for role, held in roles_of(work, person_id):
        firm = employers.find(work, held) if role == RoleName.EMPLOYER else None
        if firm:
            return verbatim(firm.name)
    return _("a colleague")


def _local(work: Work, at: datetime) -> Moment:
    return Moment(at.astimezone(work.zone))


def _find(work: Work, actor: Actor, request_id: int) -> Request | None:
    return find(work, request_id)


def _whose(request: Request) -> str | None:
    return request.centre


def _revision(request: Request) -> int:
    return REVISION


def _card(work: Work, actor: Actor, request: Request) -> Message:
    """A request is shown within the day it belongs to."""
    return today_message(work, actor)


# NOTE: To staff, in passing: the request is closed.
def _done(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    closed = close_request(work, request.id)
    if closed is not None:
        told_at = work.now + work.limits.undo
        for chat in people.chats_of(work, closed.person_id):
            about = (Kind.REQUEST_DONE, closed.id)
            once = f"{work.now:%y%m%d%H%M%S}"
            speak(work, chat.id, *about, whom=closed.person_id, once=once, not_before=told_at)
    return Result(_("Done") if closed else _("This is done already."))


# NOTE: To staff, in passing: the request they called done is open.
def _undo(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    return Result(_("Open again.") if reopen_request(work, request) else None)


def _is_told(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    """Who asked has read by now that it is done."""
    closed_at = request.closed_at
    return Result(CHANGED) if closed_at and closed_at + work.limits.undo <= work.now else None


ACTIONS = {DONE: Action(_done), UNDO: Action(_undo, _is_told)}
REQUEST = Subject("request", "Q", _find, _whose, _revision, _card, ACTIONS, is_list=True)
