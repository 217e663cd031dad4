"""What colleagues note about somebody: for themselves and their deputy, never sent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from storage.models import Note
from storage.team import deputies_of
from storage.work import Work


def write(work: Work, person_id: int, writer_id: int, text: str) -> None:
    """Keep a note."""
    values = {"writer_id": writer_id, "text": text, "written_at": work.now}
    work.session.add(Note(person_id=person_id, **values))
    work.session.flush()


def readable(work: Work, person_id: int, reader_id: int) -> Sequence[Note]:
    """Return the notes of a colleague, and of those whose deputy they are, the newest first."""
    writers = [reader_id, *deputies_of(work, reader_id)]
    return _of(work, person_id, Note.writer_id.in_(writers))


def every(work: Work, person_id: int) -> Sequence[Note]:
    """Return all notes about somebody, the newest first."""
    return _of(work, person_id)


def count(work: Work, person_id: int) -> int:
    """Count the notes about somebody, whoever wrote them."""
    rows = select(func.count()).where(Note.person_id == person_id)
    return work.session.scalar(rows) or 0


def _of(work: Work, person_id: int, *writers: ColumnElement[bool]) -> Sequence[Note]:
    rows = select(Note).where(Note.person_id == person_id, *writers).order_by(Note.id.desc())
    return work.session.scalars(rows).all()
