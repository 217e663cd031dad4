"""Brings what concerns an interpreter to the person, to the mediators, to who answers."""

from __future__ import annotations

from conversations.cards.request import language_of
from conversations.everybody import delivery
from storage import mediation, people, threads
from storage.models import Line, Request
from storage.queues.kinds import Kind
from storage.work import Work


def may_somebody(work: Work, request: Request) -> None:
    """Ask the person first whether somebody may interpret."""
    _to(work, request.person_id, Kind.MAY_INTERPRET, request.id)


def call(work: Work, request: Request) -> bool:
    """Ask all mediators who fit; where there is none who answers hears of it."""
    mediation.ask_anew(work, request)
    language = language_of(work, request.person_id)
    named = mediation.mediators(work, request.centre, language, request.mediator_wish)
    for each in named:
        _to(work, each, Kind.INTERPRET, request.id)
    if not named:
        settled(work, request)
    return bool(named)


def refused(work: Work, request: Request, person_id: int) -> None:
    """Note a no; after the last one who answers hears that nobody interprets."""
    language = language_of(work, request.person_id)
    is_new = mediation.refuse(work, request, person_id)
    if is_new and not mediation.may_answer(work, request, language):
        settled(work, request)


def goes(work: Work, person_id: int) -> None:
    """A mediator goes, or is away: who waits for their answer alone hears it."""
    for request in mediation.waiting(work):
        language = language_of(work, request.person_id)
        others = {*mediation.may_answer(work, request, language)} - {person_id}
        if not others and mediation.could(work, request, person_id, language):
            refused(work, request, person_id)


def leaves(work: Work, person_id: int) -> None:
    """A mediator leaves: whom they interpret for has nobody, and both sides hear it."""
    goes(work, person_id)
    for request in threads.interpreted_by(work, person_id):
        request.mediator_id = None
        mediation.refuse(work, request, person_id)
        _to(work, request.person_id, Kind.INTERPRETER, request.id)
        settled(work, request)


def settled(work: Work, request: Request) -> None:
    """Tell who answers what became of it: somebody interprets, nobody can, or nobody shall."""
    delivery.tell(work, Kind.MEDIATION, request, request.id)


def found(work: Work, request: Request) -> None:
    """Tell the person and who answers that somebody interprets now."""
    _to(work, request.person_id, Kind.INTERPRETER, request.id)
    settled(work, request)


def interpreted(work: Work, line: Line, request: Request) -> None:
    """Bring a line of the interpreter to both sides."""
    delivery.answered(work, line)
    delivery.tell(work, Kind.LINE, request, line.id)


def _to(work: Work, who: int, kind: Kind, subject: int) -> None:
    people.tell(work, who, kind, subject, once=delivery.occasion(work))
