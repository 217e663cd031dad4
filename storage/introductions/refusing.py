"""A firm says no, or that somebody is gone: for a minute it can take that back, unheard."""

from __future__ import annotations

from storage import pending
from storage.models import Introduction
from storage.queues.kinds import Kind
from storage.work import Work


def refuse(work: Work, introduction: Introduction, reason: str, by: int) -> None:
    """Let a no take effect in a minute; `by` is who said it. The last reason counts."""
    introduction.reason = reason
    about = (Kind.INTRODUCTION_REFUSED, introduction.id, introduction.revision)
    pending.begin(work, *about, by)
    work.session.flush()


def take_back(work: Work, introduction: Introduction) -> bool:
    """Undo a no that nobody heard yet; False where there is none (any more)."""
    was_there = pending.take_back(work, Kind.INTRODUCTION_REFUSED, introduction.id)
    if was_there:
        introduction.reason = None
        work.session.flush()
    return was_there
