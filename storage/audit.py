"""What we did to whom: written once, changed by nobody, not even by us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.models import Audit
from storage.work import Work


def note(
    work: Work,
    action: str,
    actor_id: int | None,
    about_id: int | None = None,
    centre: str | None = None,
) -> None:
    """Note that somebody (None: the command line) did something to somebody, and not what it said.

    `action` is a row of the permission table, a word of the command line, or one of these with
    what tells more behind a dot: the reason of a lead, the number of a sentence.
    """
    values = {"at": work.now, "actor_id": actor_id, "action": action, "about_id": about_id}
    work.session.add(Audit(centre=centre, **values))
    work.session.flush()


def counted(work: Work, action: str, actor_id: int, since: datetime) -> int:
    """Count the people to whom somebody did something since then: a day has a limit."""
    own = (Audit.action == action, Audit.actor_id == actor_id, Audit.at >= since)
    return work.session.scalar(select(func.count(Audit.about_id.distinct())).where(*own)) or 0


def is_noted(work: Work, action: str, actor_id: int, about_id: int, since: datetime) -> bool:
    """Tell whether somebody did something to somebody since then."""
    own = (Audit.action == action, Audit.actor_id == actor_id, Audit.at >= since)
    found = select(Audit.id).where(*own, Audit.about_id == about_id).limit(1)
    return work.session.scalar(found) is not None


def has_done(work: Work, action: str, actor_id: int) -> bool:
    """Tell whether somebody ever did something, for as long as the log goes back."""
    own = select(Audit.id).where(Audit.action == action, Audit.actor_id == actor_id)
    return work.session.scalar(own.limit(1)) is not None


def entries(work: Work, since: datetime, most: int) -> Sequence[Audit]:
    """Return what was done since then, the newest first, at most so many."""
    rows = select(Audit).where(Audit.at >= since).order_by(Audit.id.desc()).limit(most)
    return work.session.scalars(rows).all()
