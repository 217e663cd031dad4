"""Threads: who answers a request, what was written in it, and how far each message came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import exists, func, or_, select, update

from storage import team
from storage.models import Line, Outbox, Request
from storage.models.outbox import Carrier, OutboxState
from storage.page import unopened
from storage.rules.clock import to_utc
from storage.work import Work

SHOWN = 6
"""Lines of a thread on its card, the newest: more is a wall of text on a phone."""


@dataclass(frozen=True)
class Held:
    """A request with the keys of who may read its thread: the owner and deputy, with a space."""

    request: Request
    by: str


def held(work: Work, request_id: int | None) -> Held | None:
    """Return a request with its holders; None where it is gone."""
    request = work.session.get(Request, request_id) if request_id else None
    return Held(request, holders(work, request)) if request else None


def find(work: Work, line_id: int | None) -> Line | None:
    """Return a line; None where it is gone."""
    return work.session.get(Line, line_id)


def take(work: Work, request: Request, owner_id: int) -> bool:
    """Make somebody the owner; False where another one was faster, or it is closed."""
    free = (Request.id == request.id, Request.owner_id.is_(None), Request.closed_at.is_(None))
    taken = update(Request).where(*free).values(owner_id=owner_id, taken_at=work.now)
    found = work.session.scalar(taken.returning(Request.id))
    work.session.refresh(request)
    return found is not None


def give(work: Work, request: Request, owner_id: int | None, word: str | None = None) -> None:
    """Give a request to a colleague, with a word for them, or back to the centre (None)."""
    request.owner_id, request.word, request.taken_at = owner_id, word, work.now
    work.session.flush()


def move(work: Work, request: Request, centre: str, word: str | None = None) -> None:
    """Give a request to another centre, with a word for whoever takes it there."""
    request.centre = centre
    give(work, request, None, word)


def holders(work: Work, request: Request) -> str:
    """Return who may read a thread, as the permission table weighs it: the owner and deputy."""
    if request.owner_id is None:
        return ""
    owner = team.known(work, request.owner_id)
    keys = (request.owner_id, owner.deputy_id if owner else None)
    return " ".join(str(each) for each in keys if each)


def held_by(work: Work, person_id: int) -> Sequence[Request]:
    """Return the open requests somebody owns or stands in for, the oldest first."""
    owners = [person_id, *team.deputies_of(work, person_id)]
    open_ = (Request.closed_at.is_(None), Request.owner_id.in_(owners))
    return work.session.scalars(select(Request).where(*open_).order_by(Request.id)).all()


def owned_by(work: Work, person_id: int) -> Sequence[Request]:
    """Return the open requests somebody owns, the oldest first."""
    open_ = (Request.closed_at.is_(None), Request.owner_id == person_id)
    return work.session.scalars(select(Request).where(*open_).order_by(Request.id)).all()


def interpreted_by(work: Work, person_id: int) -> Sequence[Request]:
    """Return the open requests somebody interprets in, the oldest first."""
    open_ = (Request.closed_at.is_(None), Request.mediator_id == person_id)
    return work.session.scalars(select(Request).where(*open_).order_by(Request.id)).all()


def open_with(work: Work, person_id: int) -> Request | None:
    """Return the request of a person somebody at the centre took and did not close."""
    taken = (Request.closed_at.is_(None), Request.owner_id.is_not(None))
    return work.session.scalar(select(Request).where(Request.person_id == person_id, *taken))


def write(
    work: Work,
    request: Request,
    language: str,
    *,
    writer_id: int | None = None,
    text: str | None = None,
    canned: str | None = None,
    voice: str | None = None,
) -> Line:
    """Add a line; without a writer it is the person's own."""
    line = Line(
        request_id=request.id,
        person_id=request.person_id,
        from_person=writer_id is None,
        writer_id=writer_id,
        language=language,
        text=text,
        canned=canned,
        voice=voice,
        written_at=work.now,
    )
    work.session.add(line)
    work.session.flush()
    return line


def lines_of(work: Work, request_id: int, before: int | None = None) -> Sequence[Line]:
    """Return the newest lines of a thread (`before` a line, if given), the oldest of them first."""
    rows = select(Line).where(Line.request_id == request_id).order_by(Line.id.desc())
    if before is not None:
        rows = rows.where(Line.id < before)
    return work.session.scalars(rows.limit(SHOWN)).all()[::-1]


def state_of(work: Work, line: Line) -> OutboxState | None:
    """Return how far a line came, on a page only when it was seen; None where the queue forgot."""
    row = work.session.get(Outbox, line.outbox_id) if line.outbox_id else None
    if row is None:
        return None
    stands = row.carrier is Carrier.PAGE and row.state is OutboxState.SENT
    return OutboxState.TODO if stands and not unopened.is_told(work, row) else row.state


def overdue(work: Work, centre: str | None) -> list[Request]:
    """Return what a centre (None: any) promised to answer by now and did not, oldest first."""
    return _unanswered(work, work.now, centre)


def unanswered_today(work: Work) -> list[Request]:
    """Return what is to be answered by this evening and is not, oldest first."""
    return _unanswered(work, to_utc(work.today, time.max, work.zone.key), None)


def _unanswered(work: Work, by: datetime, centre: str | None) -> list[Request]:
    since = func.coalesce(Request.taken_at, Request.opened_at)
    ours = (Line.from_person.is_(False), Line.written_at >= since)
    answered = exists().where(Line.request_id == Request.id, *ours)
    late = select(Request).where(Request.closed_at.is_(None), Request.answer_by <= by, ~answered)
    if centre is not None:
        late = late.where(or_(Request.centre == centre, Request.centre.is_(None)))
    return list(work.session.scalars(late.order_by(Request.answer_by, Request.id)))


def is_recent(work: Work, at: datetime | None) -> bool:
    """Tell whether something that closed can still be opened again by who asked."""
    days = work.limits.thread_days
    return at is not None and (work.now - at).days < days
