"""A time of a desk is free again: who waits for one hears of it, a row says so until then."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Cell
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

SECONDS = 1_700_000_000
"""Seconds since 1970 are counted from here: the column has 32 bits."""


def note(work: Work, centre: str, subject: int = 0) -> None:
    """Have those who wait at a centre asked; `subject` tells two of one second apart."""
    second = int(work.now.timestamp()) - SECONDS
    due.schedule(work, Kind.SLOT_FREE, work.now, subject=subject, revision=second, offset=centre)


def note_of(work: Work, person_id: int) -> None:
    """Have those who wait asked about what somebody had who is erased now."""
    own = (Cell.person_id == person_id, Cell.desk.is_not(None), Cell.at > work.now)
    for centre in work.session.scalars(select(Cell.centre).where(*own).distinct()).all():
        note(work, centre)
