"""Which addresses this bot had messages brought to: one of somebody else is never taken away."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from storage.models import Mark

BROUGHT_TO = "webhook:"


def remember(session: Session, url: str, now: datetime) -> None:
    """Note an address before it is named to the messenger."""
    session.merge(Mark(name=_name(url), at=now))


def is_ours(session: Session, url: str) -> bool:
    """Tell whether an address was ever ours."""
    return session.get(Mark, _name(url)) is not None


def _name(url: str) -> str:
    """Return the name of a mark: short, whatever the address is."""
    return BROUGHT_TO + sha256(url.encode()).hexdigest()[:40]
