"""Somebody new at the desk with a phone: a link for some minutes, and the number it shows.

It gives no role: who they are they say themselves, once the number was typed.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update

from storage.links import bind, hashed, new_token, unused
from storage.models import Chat, Invitation
from storage.models.people import RoleName
from storage.work import Work

_NEW = (Invitation.role == RoleName.NEWCOMER, Invitation.for_id.is_(None))


def offer_link(work: Work, centre: str, by: int) -> str:
    """Return a token that lets one phone in; an older one of the same colleague is void."""
    work.session.execute(update(Invitation).where(*_own(work, by)).values(voided_at=work.now))
    token = new_token()
    about = {"role": RoleName.NEWCOMER, "scope": centre, "inviter_id": by}
    ends = work.now + work.limits.new_person
    work.session.add(Invitation(token_hash=hashed(token), expires_at=ends, **about))
    work.session.flush()
    return token


def claim(work: Work, chat: Chat, token: str) -> str | None:
    """Bind a link to the phone that opens it first and return its number; None for any other."""
    mine = (Invitation.token_hash == hashed(token), *_NEW, *unused(work))
    bind(work, chat, *mine)
    own = select(Invitation.number).where(*mine, Invitation.chat_id == chat.id)
    return work.session.scalar(own)


def opened(work: Work, by: int) -> Chat | None:
    """Return the phone that shows a number for a colleague."""
    found = _opened(work, by)
    return work.session.get(Chat, found.chat_id) if found else None


def confirm(work: Work, by: int, number: str) -> bool:
    """Let in the phone that shows this number; any other voids the link.

    LookupError where no phone shows one.
    """
    found = _opened(work, by)
    if found is None:
        raise LookupError("no phone shows a number")
    if found.number != number:
        found.voided_at = work.now
        return False
    found.used_at = work.now
    work.session.flush()
    return True


def let_in(work: Work, chat_id: int) -> Invitation | None:
    """Return by whom a phone was let in at a desk, as long as nobody is known there."""
    rows = select(Invitation).where(
        Invitation.chat_id == chat_id, *_NEW, Invitation.used_at.is_not(None)
    )
    return work.session.scalar(rows.order_by(Invitation.used_at.desc()).limit(1))


def _opened(work: Work, by: int) -> Invitation | None:
    return work.session.scalar(
        select(Invitation).where(*_own(work, by), Invitation.chat_id.is_not(None))
    )


def _own(work: Work, by: int) -> tuple[ColumnElement[bool], ...]:
    return (Invitation.inviter_id == by, *_NEW, *unused(work))
