"""One-time links: a token of which only the hash is kept, and the number a phone shows for it."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import ColumnElement, update

from storage.models import Chat, Invitation
from storage.work import Work

TOKEN_BYTES = 16


def new_token() -> str:
    """Return 128 bits as 22 characters that may stand in a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def unused(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of a link that is still good."""
    return (
        Invitation.used_at.is_(None),
        Invitation.voided_at.is_(None),
        Invitation.expires_at > work.now,
    )


def bind(work: Work, chat: Chat, *mine: ColumnElement[bool]) -> None:
    """Bind a link to the chat that opened it first, with four digits to show there."""
    number = f"{secrets.randbelow(9000) + 1000}"
    free = update(Invitation).where(*mine, Invitation.chat_id.is_(None))
    work.session.execute(free.values(chat_id=chat.id, number=number))
