"""Answers that colleagues entered for somebody who said them; one's own word takes their place."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from storage.models import Told
from storage.work import Work


def note(work: Work, person_id: int, piece: str, writer_id: int) -> None:
    """Note that a colleague entered a piece today; the last one counts."""
    values = {"writer_id": writer_id, "told_on": work.today}
    work.session.merge(Told(person_id=person_id, piece=piece, **values))
    work.session.flush()


def by_piece(work: Work, person_id: int) -> dict[str, Told]:
    """Return who entered what."""
    rows = work.session.scalars(select(Told).where(Told.person_id == person_id))
    return {row.piece: row for row in rows}


def forget(work: Work, person_id: int, pieces: Sequence[str]) -> None:
    """Forget who entered something: the person answered themselves."""
    own = (Told.person_id == person_id, Told.piece.in_(pieces))
    work.session.execute(delete(Told).where(*own))
