"""A time of a desk is free again: who waits for one hears of it, a row says so until then."""

from __future__ import annotations

from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

SECONDS = 1_700_000_000
"""Seconds since 1970 are counted from here: the column has 32 bits."""


def note(work: Work, centre: str, subject: int = 0) -> None:
    """Have those who wait at a centre asked; `subject` tells two of one second apart."""
    second = int(work.now.timestamp()) - SECONDS
    due.schedule(work, Kind.SLOT_FREE, work.now, subject=subject, revision=second, offset=centre)
