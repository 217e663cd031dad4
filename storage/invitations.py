"""One-time links that give a role."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import update

from storage.models import Chat, Invitation, Person
from storage.models.people import RoleName
from storage.people import grant, introduce
from storage.work import Work

TOKEN_BYTES = 16


def invite(work: Work, role: RoleName, scope: str) -> str:
    """Return a new token of 22 characters; only its SHA-256 is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = work.now + timedelta(hours=work.limits.invitation_hours)
    work.session.add(Invitation(token_hash=_hash(token), role=role, scope=scope, expires_at=until))
    work.session.flush()
    return token


def accept(work: Work, chat: Chat, token: str) -> Invitation | None:
    """Give the role to the person behind a chat; nobody is made known by a bad link."""
    savepoint = work.session.begin_nested()
    found = redeem(work, token, introduce(work, chat))
    if found is None:
        savepoint.rollback()
    else:
        savepoint.commit()
    return found


def redeem(work: Work, token: str, person: Person) -> Invitation | None:
    """Give the role to who came with the link; None if it is unknown, used or too old."""
    unused = (Invitation.used_at.is_(None), Invitation.expires_at > work.now)
    found = work.session.scalar(
        update(Invitation)
        .where(Invitation.token_hash == _hash(token), *unused)
        .values(used_at=work.now)
        .returning(Invitation)
    )
    if found:
        grant(work, person.id, found.role, found.scope)
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
