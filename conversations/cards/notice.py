"""Notices as staff read them, made when they go out; None when they are no longer true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.cards.firm_notice import FIRM_NOTICES
from conversations.cards.line import colleague_name
from conversations.cards.offer import offer_title
from conversations.cards.request import KIND, RESCUE, TAKE, request_lines, take_button
from conversations.cards.unpaid import warning
from conversations.kit.actor import Actor
from conversations.kit.messages import Message
from conversations.kit.permissions import may
from locales.words import Count, Day, Ltr, Moment, Name, Words, _, say, verbatim
from storage import appointments, offers, people, requests
from storage.desk import parked
from storage.introductions.days import expecting
from storage.models import Appointment, Outbox, Request
from storage.models.appointments import AppointmentAnswer
from storage.models.offers import ProposalState
from storage.people import name_of
from storage.places import centre as centre_of
from storage.queues.kinds import Kind
from storage.team import name_of as first_name_of
from storage.work import Work

TODAY = _("What is still open: /today")


def notice_message(work: Work, actor: Actor, kind: Kind, row: Outbox) -> Message | None:
    """Return the notice of an outbox row, as this colleague reads it."""
    lines = NOTICES[kind](work, row)
    if not lines:
        return None
    request = requests.find(work, row.subject) if kind in (Kind.ASKED, Kind.TROUBLE) else None
    if request is not None:
        return of_request(work, actor, request, lines, is_late=bool(row.revision))
    return Message((*lines, TODAY), private=True)


def of_request(
    work: Work, actor: Actor, request: Request, lines: Sequence[Words], *, is_late: bool
) -> Message:
    """Who works elsewhere reads where somebody waits; only who may take it has the button."""
    is_theirs = may(actor, f"{KIND}.{TAKE}", request.centre)
    action = RESCUE if is_late and not is_theirs else TAKE
    centre = centre_of(work, request.centre) if request.centre and not is_theirs else None
    if centre is not None:
        # NOTE: To staff of another centre, below a request nobody there can read now.
        lines = (*lines, say(_("🏠 Centre: {centre}"), centre=verbatim(centre.name)))
    is_free = request.owner_id is None and may(actor, f"{KIND}.{action}", request.centre)
    return Message((*lines,), ((take_button(request, action),),) if is_free else (), private=True)


def _fault(work: Work, row: Outbox) -> list[Words]:
    count = parked(work)
    return [say(_("⚠️ Messages that failed: {count}"), count=Count(count))] if count else []


def _clock(work: Work, row: Outbox) -> list[Words]:
    # NOTE: To staff, once. The computer is the one this program runs on; "it" is that computer.
    wrong = _(
        "⚠️ The clock of our computer was wrong. Nothing was deleted because of it. "
        "Please tell the person who looks after it."
    )
    return [wrong]


# NOTE: To staff: somebody wants an offer.
def _interested(work: Work, row: Outbox) -> list[Words]:
    proposal = offers.find_proposal(work, row.subject)
    offer = offers.find(work, proposal.offer_id) if proposal else None
    if proposal is None or offer is None or proposal.state != ProposalState.INTERESTED:
        return []
    who = _who(work, proposal.person_id)
    return [
        say(_("🙋 {who} is interested in an offer."), who=who),
        offer_title(offer),
        say(_("Firm: {employer}"), employer=Name(offer.employer.name)),
        *warning(work, proposal.person_id, offer),
    ]


def _cannot(work: Work, row: Outbox) -> list[Words]:
    words = _("❌ {who} cannot come to the appointment.")
    return _of_appointment(work, row, AppointmentAnswer.CANNOT, words)


def _other_time(work: Work, row: Outbox) -> list[Words]:
    words = _("🕒 {who} asks for another time.")
    return _of_appointment(work, row, AppointmentAnswer.ANOTHER_TIME, words)


def _late(work: Work, row: Outbox) -> list[Words]:
    found = appointments.find(work, row.subject)
    if found is None or found.starts_at <= work.now or found.revision != row.revision:
        return []
    # NOTE: To staff: a message about an appointment did not arrive. {who} is a name and a code.
    words = _("☎️ Please call {who}: our message about the appointment did not arrive.")
    # NOTE: To staff: the person may come in vain. {who} is a name and a code.
    gone = _("☎️ Please call {who}: the appointment is cancelled, and our message did not arrive.")
    cancelled = found.cancelled_at is not None
    return [say(gone if cancelled else words, who=called(work, found.person_id)), _when(found)]


def _of_appointment(
    work: Work, row: Outbox, answer: AppointmentAnswer | None, words: Words
) -> list[Words]:
    """Say it while the appointment is the one that was meant, and the answer still stands."""
    found = appointments.find(work, row.subject)
    if found is None or found.answer != answer or found.revision != row.revision:
        return []
    if found.cancelled_at is not None and found.dropped_for is None:
        return []
    return [say(words, who=_who(work, found.person_id)), _when(found)]


# NOTE: To staff: when the appointment is.
def _when(found: Appointment) -> Words:
    return _at(found.starts_at.astimezone(ZoneInfo(found.zone)))


# NOTE: To staff: when the appointment is, or was to be.
def _at(moment: datetime) -> Words:
    return say(_("📅 {when}"), when=Moment(moment))


def _deleted(work: Work, row: Outbox) -> list[Words]:
    at = datetime.fromtimestamp((row.subject or 0) * 60, work.zone)
    # NOTE: To staff: the name is not said, it is deleted as well. The time follows in a line.
    gone = _("❌ Somebody deleted their data. Their appointment is cancelled:")
    return [gone, _at(at)] if at > work.now else []


def _erased(work: Work, row: Outbox) -> list[Words]:
    # NOTE: To staff who answered somebody; no name is said, it is deleted as well.
    return [_("🗑️ Somebody you answered deleted their data. Nothing is left to do.")]


def _asked(work: Work, row: Outbox) -> list[Words]:
    """Before it is taken colleagues see what it is about, and not who asks."""
    request = requests.find(work, row.subject)
    if request is None or request.closed_at is not None or request.owner_id is not None:
        return []
    # NOTE: To staff, before topic and language: somebody wants to talk with a person.
    return [_("👋 Somebody asks for a person:"), *request_lines(work, request)]


# NOTE: To staff: somebody tapped that there is a problem; topic, language and time follow.
def _trouble(work: Work, row: Outbox) -> list[Words]:
    """All staff read it; who comes too late reads who has it."""
    request = requests.find(work, row.subject)
    if request is None or request.closed_at is not None:
        return []
    head = _("⚠️ Nobody took this problem yet:") if row.revision else _("⚠️ There is a problem:")
    lines = [*request_lines(work, request), *_expected(work, request.person_id)]
    if request.owner_id is None:
        return [head, *lines]
    owner = say(_("🤝 Now answers: {name}"), name=colleague_name(work, request.owner_id))
    return [head, *lines, owner]


def _expected(work: Work, person_id: int) -> list[Words]:
    """Name the firms that wait for somebody who is kept apart from them, and hear nothing."""
    # NOTE: To staff: a person told of a problem at a firm that expects them on this day.
    waits = _("☎️ {employer} expects this person: {day}. We told the firm nothing. Please call it.")
    return [
        say(waits, employer=Name(firm.name), day=Day(on)) for firm, on in expecting(work, person_id)
    ]


def _wrong_pin(work: Work, row: Outbox) -> list[Words]:
    # NOTE: To the leads of a centre; {name} is a colleague whose phone others may have.
    missed = _("🔐 On the phone of {name} somebody typed a wrong PIN five times.")
    return _of_colleague(work, row, missed)


def _paused(work: Work, row: Outbox) -> list[Words]:
    # NOTE: To the leads of a centre; {name} is a colleague; /team shows who works here.
    return _of_colleague(work, row, _("⏸️ The access of {name} is paused: /team"))


def _of_colleague(work: Work, row: Outbox, words: Words) -> list[Words]:
    name = first_name_of(work, row.subject)
    # NOTE: Stands for the name of a colleague that is not known.
    return [say(words, name=Name(name) if name else _("a colleague"))]


def called(work: Work, person_id: int) -> Words:
    """Name somebody staff look up to call: the first name, where we know it, and the code."""
    person = people.find(work, person_id)
    name = name_of(work, person_id)
    code = Ltr(person.ref if person and person.ref else "")
    if not code.text or name.startswith("R-"):
        return verbatim(name)
    # NOTE: A person as staff know them: first name and code.
    return say(_("{name} ({code})"), name=Name(name), code=code)


def _who(work: Work, person_id: int) -> Name | Ltr:
    name = name_of(work, person_id)
    return Ltr(name) if name.startswith("R-") else Name(name)


Lines = Callable[[Work, Outbox], list[Words]]
NOTICES: Mapping[Kind, Lines] = {
    Kind.FAULT: _fault,
    Kind.CLOCK: _clock,
    Kind.INTERESTED: _interested,
    Kind.CANNOT: _cannot,
    Kind.OTHER_TIME: _other_time,
    Kind.DELETED: _deleted,
    Kind.LATE: _late,
    Kind.ASKED: _asked,
    Kind.TROUBLE: _trouble,
    Kind.ERASED: _erased,
    **FIRM_NOTICES,
    Kind.WRONG_PIN: _wrong_pin,
    Kind.PAUSED: _paused,
}
