"""One-time links that give a role."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Invitation, Person
from storage.models.people import RoleName
from storage.people import grant

TOKEN_BYTES = 16


def invite(session: Session, role: RoleName, scope: str, now: datetime, limits: Limits) -> str:
    """Return a new token of 22 characters; only its SHA-256 is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = now + timedelta(hours=limits.invitation_hours)
    session.add(Invitation(token_hash=_hash(token), role=role, scope=scope, expires_at=until))
    session.flush()
    return token


def redeem(session: Session, token: str, person: Person, now: datetime) -> Invitation | None:
    """Give the role to who came with the link; None if it is unknown, used or too old."""
    unused = (Invitation.used_at.is_(None), Invitation.expires_at > now)
    found = session.scalar(
        update(Invitation)
        .where(Invitation.token_hash == _hash(token), *unused)
        .values(used_at=now)
        .returning(Invitation)
    )
    if found:
        grant(session, person.id, found.role, found.scope)
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
