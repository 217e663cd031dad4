"""A colleague's own screen and the desk of a centre: a link for some minutes, and a number."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from storage import audit
from storage.engine.sealed import KEYRING, derive
from storage.links import hashed, new_token
from storage.models import Chat, PageLink, PageSession, Person
from storage.models.chats import ChatKind, FaceName
from storage.models.page import Device, Purpose
from storage.page import links
from storage.people import chats_of
from storage.queues.chats import upsert_chat
from storage.work import Work

MOST_BROWSERS = 5
"""So many may show a number for one link: a mail scanner that presses buttons shuts nobody out."""
NUMBERS = "page.screen"
OWN, DESK = "member.computer", "desks.new"
ADDRESS_BYTES = 16


class Given(NamedTuple):
    """A session that was just made; the token goes into the cookie and is kept nowhere."""

    token: str
    session: PageSession


@dataclass(frozen=True)
class Opened:
    """What a number opened: a colleague's chat on their screen, or else the desk of a centre."""

    chat: Chat | None
    centre: str | None


def offer(work: Work, made_by: int, centre: str | None = None) -> str:
    """Return the token of a link to a screen of one's own, or to a desk; older ones are void."""
    void(work, made_by)
    about: dict[str, Any] = {
        "person_id": None if centre else made_by,
        "centre": centre,
        "made_by": made_by,
    }
    return links.make(work, Purpose.SCREEN, expires_at=good_until(work), **about).token


def good_until(work: Work) -> datetime:
    """Return until when a link made now can be used."""
    return work.now + timedelta(minutes=work.limits.new_phone_minutes)


def find(work: Work, secret: str) -> PageLink | None:
    """Return the link of a screen that is still good."""
    mine = (PageLink.token_key == hashed(secret), PageLink.purpose == Purpose.SCREEN)
    return links.good(work, *mine)


def wait_there(work: Work, link: PageLink, device: Device) -> Given | None:
    """Let a browser show a number for a link; None for one too many."""
    there = select(func.count()).where(PageSession.link_id == link.id)
    if (work.session.scalar(there) or 0) >= MOST_BROWSERS:
        return None
    token = new_token()
    session = PageSession(
        token_key=hashed(token),
        link_id=link.id,
        device=Device.DESK if link.centre else device,
        created_at=work.now,
        used_at=work.now,
        ends_at=link.expires_at,
    )
    work.session.add(session)
    work.session.flush()
    return Given(token, session)


def is_waiting(session: PageSession) -> bool:
    """Tell whether a browser shows a number and nothing else."""
    return session.chat_id is None and session.centre is None


def number(session: PageSession) -> str:
    """Return the four digits a browser shows; kept nowhere, no other browser has the same key."""
    key = derive(KEYRING.secrets[0], NUMBERS)
    told = hmac.new(key, f"{session.link_id}:{session.id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(told[:8]) % 9000 + 1000}"


def waiting(work: Work, made_by: int) -> Sequence[PageSession]:
    """Return the browsers that show a number to somebody who made a link."""
    rows = select(PageSession).join(PageLink, PageLink.id == PageSession.link_id)
    good = (PageLink.used_at.is_(None), PageLink.voided_at.is_(None))
    mine = (PageLink.purpose == Purpose.SCREEN, PageLink.made_by == made_by, *good)
    bare = (PageSession.chat_id.is_(None), PageSession.centre.is_(None))
    return work.session.scalars(rows.where(*mine, *bare, PageSession.ends_at > work.now)).all()


def confirm(work: Work, made_by: int, typed: str) -> Opened | None:
    """Open the screen that shows a number; None for any other, which voids the link.

    LookupError where no browser shows one.
    """
    shown = waiting(work, made_by)
    if not shown:
        raise LookupError("no browser shows a number")
    right = [each for each in shown if number(each) == typed]
    link = work.session.get_one(PageLink, shown[0].link_id)
    if len(right) != 1 or not links.use(work, link):
        void(work, made_by)
        return None
    session = right[0]
    others = (PageSession.link_id == link.id, PageSession.id != session.id)
    work.session.execute(delete(PageSession).where(*others))
    session.used_at = work.now
    return _as_desk(work, link, session) if link.centre else _as_own(work, made_by, session)


def _as_desk(work: Work, link: PageLink, session: PageSession) -> Opened:
    """Let a browser be the desk of a centre; its link lives as long, it names the desk."""
    ends_at = work.now + timedelta(days=work.limits.desk_days)
    session.centre, session.ends_at, link.expires_at = link.centre, ends_at, ends_at
    audit.note(work, DESK, link.made_by, None, link.centre)
    work.session.flush()
    return Opened(None, link.centre)


def _as_own(work: Work, person_id: int, session: PageSession) -> Opened:
    chat = own_chat(work, person_id)
    session.chat_id = chat.id
    is_own = session.device is Device.OWN
    life = timedelta(days=work.limits.own_days) if is_own else work.limits.shared_life
    session.ends_at = work.now + life
    audit.note(work, OWN, person_id, person_id)
    work.session.flush()
    return Opened(chat, None)


def own_chat(work: Work, person_id: int) -> Chat:
    """Return the chat of a colleague on the page, also while they practise there; made once."""
    practises = select(Person.id).where(Person.practice_of == person_id)
    theirs = or_(Chat.person_id == person_id, Chat.person_id.in_(practises))
    rows = select(Chat).where(Chat.face == FaceName.PAGE, theirs).order_by(Chat.id)
    found = work.session.scalar(rows.limit(1))
    if found is not None:
        return found
    address = f"page:{secrets.token_urlsafe(ADDRESS_BYTES)}"
    key = upsert_chat(work.session, address, ChatKind.PRIVATE, work.now, FaceName.PAGE)
    chat = work.session.get_one(Chat, key)
    known = chats_of(work, person_id)
    chat.person_id, chat.language = person_id, known[0].language if known else None
    work.session.flush()
    return chat


def void(work: Work, person_id: int) -> None:
    """Let links somebody made open nothing, and no browser show a number for them."""
    mine = (PageLink.purpose == Purpose.SCREEN, PageLink.made_by == person_id)
    open_ = select(PageLink.id).where(*mine, PageLink.used_at.is_(None))
    work.session.execute(delete(PageSession).where(PageSession.link_id.in_(open_)))
    links.void(work, *mine)


def release(work: Work, *chats: ColumnElement[bool]) -> None:
    """Let desks show names alone where they showed one of these chats."""
    shown = PageSession.chat_id.in_(select(Chat.id).where(*chats))
    there = (PageSession.device == Device.DESK, shown)
    work.session.execute(update(PageSession).where(*there).values(chat_id=None))


def end_of(work: Work, person_id: int) -> None:
    """Show a colleague's chat on no page any more, at once."""
    practises = select(Person.id).where(Person.practice_of == person_id)
    theirs = or_(Chat.person_id == person_id, Chat.person_id.in_(practises))
    release(work, theirs)
    seen = PageSession.chat_id.in_(select(Chat.id).where(theirs))
    work.session.execute(delete(PageSession).where(seen))
    void(work, person_id)
