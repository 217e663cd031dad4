"""What takes effect in a minute: until then whoever did it can take it back, and nobody is told."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Due
from storage.models.due import DueState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work


def begin(work: Work, kind: Kind, subject: int, revision: int, actor: int) -> None:
    """Let it take effect after the time to undo; `actor` is the person who must still be allowed.

    A second tap does not begin it again.
    """
    if waits(work, kind, subject, revision) is None:
        at = work.now + work.limits.undo
        offset = f"{work.now:%y%m%d%H%M%S%f}"
        due.schedule(
            work, kind, at, subject=subject, revision=revision, person_id=actor, offset=offset
        )


def take_back(work: Work, kind: Kind, subject: int) -> bool:
    """Undo; False where nothing waits (any more)."""
    return bool(due.cancel(work, [kind], subject))


def waits(work: Work, kind: Kind, subject: int, revision: int | None = None) -> Due | None:
    """Return what still can be undone; with a `revision` only what is about that state of it."""
    rows = select(Due).where(Due.kind == kind, Due.subject == subject, Due.state == DueState.TODO)
    if revision is not None:
        rows = rows.where(Due.revision == revision)
    return work.session.scalars(rows).first()


def waiting(work: Work, kind: Kind) -> set[int | None]:
    """Return what of a kind still can be undone."""
    rows = select(Due.subject).where(Due.kind == kind, Due.state == DueState.TODO)
    return set(work.session.scalars(rows))
