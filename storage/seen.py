"""When this database was last looked at, by a clock nobody doubted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.models import Mark

SEEN = "seen"


def last_seen(session: Session) -> datetime | None:
    """Return the last time it was used; None where it never was."""
    mark = session.get(Mark, SEEN)
    return None if mark is None else mark.at


def see(session: Session, now: datetime) -> None:
    """Note the time."""
    session.merge(Mark(name=SEEN, at=now))
