"""One-time links that give a role; from the chat only with the number the new phone shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from storage import audit
from storage.firm_contacts import MOST, of_firm
from storage.links import bind, hashed, new_token, unused
from storage.models import Chat, Invitation, Person
from storage.models.people import RoleName
from storage.people import COLLEAGUES, grant, introduce
from storage.team import colleague
from storage.work import Work

INVITE = "member.invite"
JOINED = "member.number"


def invite(work: Work, role: RoleName, scope: str, inviter_id: int | None = None) -> str:
    """Return a new token of 22 characters; only its SHA-256 is kept."""
    token = new_token()
    values = {"role": role, "scope": scope, "inviter_id": inviter_id}
    made = Invitation(token_hash=hashed(token), expires_at=good_until(work), **values)
    work.session.add(made)
    work.session.flush()
    if role in COLLEAGUES:
        audit.note(work, INVITE, inviter_id, None, scope)
    return token


def good_until(work: Work) -> datetime:
    """Return until when a link made now can be used."""
    return work.now + timedelta(hours=work.limits.invitation_hours)


def offered(work: Work, token: str) -> RoleName | None:
    """Return what a link gives, whether it is still good or not; None for an unknown one."""
    role = select(Invitation.role).where(Invitation.token_hash == hashed(token))
    return work.session.scalar(role)


def is_full(work: Work, token: str) -> bool:
    """Tell whether a link is for a firm for which as many speak as may."""
    held = (Invitation.token_hash == hashed(token), Invitation.role == RoleName.EMPLOYER)
    scope = work.session.scalar(select(Invitation.scope).where(*held))
    return scope is not None and len(of_firm(work, int(scope))) >= MOST


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
    """Give the role to who came with a link of the command line.

    None if it is unknown, used, too old, or takes a number.
    """
    mine = (Invitation.token_hash == hashed(token), Invitation.inviter_id.is_(None))
    found = work.session.scalar(
        update(Invitation)
        .where(*mine, *_unused(work))
        .values(used_at=work.now, used_by=person.id)
        .returning(Invitation)
    )
    if found:
        _join(work, found, person)
    return found


def claim(work: Work, chat: Chat, token: str) -> Invitation | None:
    """Bind a colleague's link to the chat that opened it first, with a number to tell them.

    The same number again in the same chat, None in any other, and for who invited: nobody gives
    themselves a role.
    """
    mine = (Invitation.token_hash == hashed(token), Invitation.inviter_id.is_not(None))
    not_own = Invitation.inviter_id != (chat.person_id or 0)
    bind(work, chat, *mine, *_unused(work), not_own)
    own = select(Invitation).where(*mine, *_unused(work), Invitation.chat_id == chat.id)
    return work.session.scalar(own)


def is_own_used(work: Work, chat: Chat, token: str) -> bool:
    """Tell whether somebody taps the link again that they came with."""
    used = select(Invitation.used_by).where(Invitation.token_hash == hashed(token))
    key = work.session.scalar(used)
    return key is not None and key == chat.person_id


def waiting(work: Work, inviter_id: int) -> Sequence[Invitation]:
    """Return the links of somebody that were opened, and whose number they did not type yet."""
    own = (Invitation.inviter_id == inviter_id, Invitation.chat_id.is_not(None))
    return work.session.scalars(select(Invitation).where(*own, *_unused(work))).all()


def confirm(work: Work, inviter_id: int, number: str, first_name: str | None) -> Invitation | None:
    """Give the role to the phone that shows a number; None voids every link that waits for one.

    `first_name` is what the inviter calls them. LookupError where no link was opened.
    """
    opened = waiting(work, inviter_id)
    if not opened:
        raise LookupError("no link waits for a number")
    found = next((each for each in opened if each.number == number), None)
    if found is None:
        for each in opened:
            each.voided_at = work.now
        return None
    chat = work.session.get_one(Chat, found.chat_id)
    person = introduce(work, chat)
    found.used_at, found.used_by, chat.menu_language = work.now, person.id, None
    _join(work, found, person)
    known = colleague(work, person.id)
    known.first_name = known.first_name or first_name
    known.invited_by, known.invited_at = inviter_id, work.now
    return found


def _join(work: Work, found: Invitation, person: Person) -> None:
    grant(work, person.id, found.role, found.scope)
    if found.role in COLLEAGUES:
        colleague(work, person.id)
        audit.note(work, JOINED, found.inviter_id, person.id, found.scope)


def _unused(work: Work) -> tuple[ColumnElement[bool], ...]:
    """For roles only: a link for a new phone or a new person at the desk is not one of these."""
    is_role = Invitation.role != RoleName.NEWCOMER
    return (*unused(work), Invitation.for_id.is_(None), is_role)
