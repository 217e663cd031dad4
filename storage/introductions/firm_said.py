"""What a firm said and cannot be undone later takes effect in a minute: it can take it back.

However it went on meanwhile: a word of a firm is about somebody, not about how far they were.
"""

from __future__ import annotations

from storage import pending
from storage.introductions import planned
from storage.introductions.planned import Planned
from storage.models import Introduction
from storage.queues.kinds import Kind
from storage.work import Work


def begin(work: Work, introduction: Introduction, said: Planned) -> None:
    """Let a no, a start or that nobody came take effect in a minute: it is the firm's word."""
    if waits(work, introduction) is None:
        planned.schedule(work, Kind.FIRM_SAID, introduction, said)


def waits(work: Work, introduction: Introduction) -> Planned | None:
    """Return what a firm said and still can take back: nobody heard it yet."""
    found = pending.waits(work, Kind.FIRM_SAID, introduction.id)
    return planned.of(found) if found else None


def take_back(work: Work, introduction: Introduction) -> bool:
    """Undo; False where nothing waits (any more)."""
    return pending.take_back(work, Kind.FIRM_SAID, introduction.id)
