"""Mediators: who speaks a language and keeps secrets, and which of them interprets in a thread."""

from __future__ import annotations

from sqlalchemy import update

from storage import team
from storage.models import Request
from storage.models.people import RoleName
from storage.work import Work

ANYBODY, WOMAN, MAN, NOBODY = "any", "woman", "man", "none"
"""Whom somebody wishes for as an interpreter, as `Request.mediator_wish` keeps it."""
MEDIATORS = frozenset({RoleName.MEDIATOR})


def mediators(work: Work, centre: str | None, language: str, wish: str | None = None) -> list[int]:
    """Return who may be asked: signed to keep secrets, speaks the language, fits the wish, there.

    `wish` is a gender; any other word is nobody's in particular, NOBODY lets none be asked.
    """
    named = [] if wish == NOBODY else team.members(work, centre, MEDIATORS)
    return [each for each in named if _fits(work, each, language, wish)]


def _fits(work: Work, person_id: int, language: str, wish: str | None) -> bool:
    known = team.known(work, person_id)
    if known is None:
        return False
    speaks = language in (known.languages or ()) and known.secrecy_at is not None
    is_wished = wish not in (WOMAN, MAN) or known.gender == wish
    return speaks and is_wished and team.is_there(work, person_id)


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
