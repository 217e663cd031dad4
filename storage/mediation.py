"""Mediators: who speaks a language and keeps secrets, and which of them interprets in a thread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from storage import team
from storage.models import Refusal, Request
from storage.models.people import RoleName
from storage.queues.once import insert_once
from storage.work import Work

ANYBODY, WOMAN, MAN, NOBODY = "any", "woman", "man", "none"
"""Whom somebody wishes for as an interpreter, as `Request.mediator_wish` keeps it."""
MEDIATORS = frozenset({RoleName.MEDIATOR})


def mediators(work: Work, centre: str | None, language: str, wish: str | None = None) -> list[int]:
    """Return who may be asked: signed to keep secrets, speaks the language, fits the wish, there.

    `wish` is a gender; any other word is nobody's in particular, NOBODY lets none be asked.
    """
    named = [] if wish == NOBODY else team.members(work, centre, MEDIATORS)
    there = (each for each in named if team.is_there(work, each))
    return [each for each in there if suits(work, each, language, wish)]


def could(work: Work, request: Request, person_id: int, language: str) -> bool:
    """Tell whether somebody is one of those who are asked for a request, be they there or not."""
    named = team.members(work, request.centre, MEDIATORS)
    return person_id in named and suits(work, person_id, language, request.mediator_wish)


def suits(work: Work, person_id: int, language: str, wish: str | None) -> bool:
    """Tell whether somebody might interpret, be they there or not."""
    known = team.known(work, person_id)
    if known is None:
        return False
    speaks = language in (known.languages or ()) and known.secrecy_at is not None
    is_wished = wish not in (WOMAN, MAN) or known.gender == wish
    return speaks and is_wished


def refuse(work: Work, request: Request, person_id: int) -> bool:
    """Note that somebody does not interpret, until all are asked again; False: known already."""
    row = {"request_id": request.id, "person_id": person_id}
    return insert_once(work.session, Refusal, **row) is not None


def ask_anew(work: Work, request: Request) -> None:
    """Let those be asked again who said no."""
    work.session.execute(delete(Refusal).where(Refusal.request_id == request.id))


def may_answer(work: Work, request: Request, language: str) -> list[int]:
    """Return which of those who were asked may still say yes."""
    said_no = select(Refusal.person_id).where(Refusal.request_id == request.id)
    gone = set(work.session.scalars(said_no))
    named = mediators(work, request.centre, language, request.mediator_wish)
    return [each for each in named if each not in gone]


def waiting(work: Work) -> Sequence[Request]:
    """Return the open requests for which mediators were asked and none said yes."""
    asked = (Request.closed_at.is_(None), Request.mediator_id.is_(None))
    wished = Request.mediator_wish.in_((ANYBODY, WOMAN, MAN))
    return work.session.scalars(select(Request).where(*asked, wished).order_by(Request.id)).all()


def accept(work: Work, request: Request, person_id: int) -> bool:
    """Let somebody interpret; False where another one was faster, or it is closed."""
    free = (Request.id == request.id, Request.mediator_id.is_(None), Request.closed_at.is_(None))
    taken = update(Request).where(*free).values(mediator_id=person_id)
    found = work.session.scalar(taken.returning(Request.id))
    work.session.refresh(request)
    return found is not None


def keep_wish(work: Work, request: Request, wish: str) -> None:
    """Keep whom somebody wishes for; who interprets and is not that leaves at once."""
    request.mediator_wish = wish
    named = request.mediator_id
    is_other = wish in (WOMAN, MAN) and named and team.colleague(work, named).gender != wish
    if wish == NOBODY or is_other:
        request.mediator_id = None
    work.session.flush()


def interprets(work: Work, request: Request) -> str:
    """Return whose the thread is as an interpreter, as the permission table weighs it.

    Nobody's once the request is closed.
    """
    is_open = request.closed_at is None and request.mediator_id is not None
    return str(request.mediator_id) if is_open else ""
