"""What staff are told of the threads they hold, made when it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations import terms
from conversations.cards import line as card
from conversations.cards.notice import called
from conversations.cards.request import headline, language_of
from conversations.kit.actor import actor_of
from conversations.kit.messages import Button, Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.staff.thread_card import CANNED, KIND, OPEN, WRITE, buttons
from locales.words import Name, Words, _, say
from storage import mediation, requests, threads
from storage.mediation import NOBODY
from storage.models import Line, Request
from storage.queues.kinds import Kind
from storage.work import Work


def _line(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    if line is None:
        return []
    return card.for_staff(work, line, request, reader, called(work, request.person_id))


def _handed(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    who = called(work, request.person_id)
    # NOTE: To staff: a colleague handed a request to you; {who} is whose it is.
    said = [say(_("🤝 You answer now: {who}"), who=who), headline(work, request)]
    if request.word:
        said.append(say(_("🤝 {word}"), word=Name(request.word)))
    return said


def _finished(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    # NOTE: To staff: the person closed the request themselves.
    return [say(_("✔️ Finished: {who}"), who=called(work, request.person_id))]


def _added(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    # NOTE: To staff who answer somebody: they ask for more; the topics follow in the next line.
    more = say(_("➕ More from {who}:"), who=called(work, request.person_id))
    return [more, headline(work, request)]


def _reopened(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    # NOTE: To staff: the person tapped "not finished" after the request was closed.
    return [say(_("↩️ {who}: not finished yet."), who=called(work, request.person_id))]


def _lost(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    # NOTE: To staff: what they wrote to a person did not arrive; it follows.
    lost = say(_("⚠️ This did not reach {who}. Please call."), who=called(work, request.person_id))
    return [lost, *_line(work, request, line, reader)]


def _mediation(work: Work, request: Request, line: Line | None, reader: str) -> list[Words]:
    """Say what became of asking for an interpreter."""
    who = called(work, request.person_id)
    if request.mediator_id is not None:
        name = card.colleague_name(work, request.mediator_id)
        # NOTE: To staff: {name} interprets between them and {who}.
        return [say(_("🗣️ {name} interprets: {who}"), name=name, who=who)]
    if request.mediator_wish == NOBODY:
        # NOTE: To staff: the person said that nobody shall interpret.
        return [say(_("🗣️ {who} wants no interpreter."), who=who)]
    return _none(work, request)


def _none(work: Work, request: Request) -> list[Words]:
    """Say that nobody interprets, and what else is possible."""
    code = language_of(work, request.person_id)
    spoken = terms.language(code)
    named = mediation.mediators(work, request.centre, code, request.mediator_wish)
    # NOTE: To staff: no mediator of this language (as the person wishes) is there now.
    nobody = say(_("🗣️ Nobody is there who interprets: {language}"), language=spoken)
    # NOTE: To staff: all mediators who were asked said no, or the one who interpreted left.
    refused = say(_("🗣️ Nobody interprets now: {who}"), who=called(work, request.person_id))
    else_ = _("Possible: a ready sentence, a call, an appointment (Termin) with an interpreter.")
    return [refused if named else nobody, else_]


def nobody_speaks(work: Work, request: Request) -> Message:
    """Say that nobody can interpret, and what else to do."""
    return Message((*_none(work, request),), (_row(request), *_ready(request)), private=True)


Lines = Callable[[Work, Request, Line | None, str], list[Words]]
ABOUT_LINES: Mapping[Kind, Lines] = {Kind.LINE: _line, Kind.LOST_REPLY: _lost}
ABOUT_REQUESTS: Mapping[Kind, Lines] = {
    Kind.HANDED: _handed,
    Kind.FINISHED: _finished,
    Kind.ADDED: _added,
    Kind.REOPENED: _reopened,
    Kind.MEDIATION: _mediation,
}
KINDS = (*ABOUT_LINES, *ABOUT_REQUESTS)


def thread_notice(outgoing: Outgoing) -> Message | None:
    """Return what happened in a thread, for who holds it now; None for everybody else."""
    work, kind = outgoing.work, outgoing.kind
    line = threads.find(work, outgoing.row.subject) if kind in ABOUT_LINES else None
    key = line.request_id if line else outgoing.row.subject
    request = requests.find(work, key) if kind in ABOUT_REQUESTS or line else None
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    if request is None or not may(actor, f"{KIND}.{OPEN}", threads.holders(work, request)):
        return None
    say_it = ABOUT_LINES.get(kind) or ABOUT_REQUESTS[kind]
    said = say_it(work, request, line, actor.language)
    rows = (_row(request), *(_ready(request) if kind == Kind.MEDIATION else ()))
    return Message((*said,), rows, private=True) if said else None


def _ready(request: Request) -> tuple[tuple[Button, ...], ...]:
    """Offer ready sentences to who shares no language, while nobody interprets."""
    if request.closed_at is not None or request.mediator_id is not None:
        return ()
    return (buttons(request, CANNED),)


def _row(request: Request) -> tuple[Button, ...]:
    return buttons(request, *(() if request.closed_at else (WRITE,)), OPEN)
