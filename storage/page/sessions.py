"""Which browser may see which chat, and for how long: only the hash of a cookie is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.links import hashed, new_token
from storage.models import Chat, PageLink, PageSession
from storage.models.chats import ChatKind, FaceName
from storage.models.page import Device, Purpose
from storage.page.locks import is_shut
from storage.queues.chats import is_known, upsert_chat
from storage.work import Work

ADDRESS_BYTES = 16
TWICE_WITHIN = timedelta(minutes=2)
NOTED_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Begun:
    """A session that was just made; the token goes into the cookie and is kept nowhere."""

    token: str
    session: PageSession
    chat: Chat


def begin(
    work: Work, device: Device, language: str | None = None, link_id: int | None = None
) -> Begun:
    """Make a chat on the page and the session that sees it."""
    address = f"page:{secrets.token_urlsafe(ADDRESS_BYTES)}"
    chat = work.session.get_one(Chat, _chat(work, address))
    chat.language = language
    return enter(work, chat, device, link_id)


def begin_once(work: Work, token: str, device: Device, language: str | None = None) -> Begun:
    """Begin with a token that a form stands for; sent again at once, it is the same conversation.

    Later, or where that is over, whoever sends it again begins anew and sees nothing of it.
    """
    address = f"page:{hashed(token)[:22]}"
    was_there = is_known(work.session, address, FaceName.PAGE)
    key = None if was_there else _chat(work, address)  # waits for whoever makes it just now
    found = find(work, token)
    if found is not None and found[0].created_at > work.now - TWICE_WITHIN:
        return Begun(token, *found)
    if key is None:
        return begin(work, device, language)
    chat = work.session.get_one(Chat, key)
    chat.language = language
    return enter(work, chat, device, token=token)


def _chat(work: Work, address: str) -> int:
    return upsert_chat(work.session, address, ChatKind.PRIVATE, work.now, FaceName.PAGE)


def enter(
    work: Work,
    chat: Chat,
    device: Device,
    link_id: int | None = None,
    token: str | None = None,
) -> Begun:
    """Make another session that sees a chat."""
    token = token or new_token()
    session = PageSession(
        token_key=hashed(token),
        chat_id=chat.id,
        link_id=link_id,
        device=device,
        created_at=work.now,
        used_at=work.now,
        ends_at=work.now,
    )
    session.ends_at = _ends(work, session)
    work.session.add(session)
    work.session.flush()
    return Begun(token, session, chat)


def find(work: Work, token: str | None) -> tuple[PageSession, Chat] | None:
    """Return the session of a cookie that is still good and open, and its chat."""
    found = behind(work, token)
    if found is None or found[1] is None or is_shut(work, found[0], found[1]):
        return None
    return found[0], found[1]


def behind(work: Work, token: str | None) -> tuple[PageSession, Chat | None] | None:
    """Return the session of a cookie, also where the PIN comes first, and the chat it would see."""
    if not token:
        return None
    mine = (PageSession.token_key == hashed(token), PageSession.ends_at > work.now)
    rows = select(PageSession, Chat).outerjoin(Chat, Chat.id == PageSession.chat_id).where(*mine)
    found = work.session.execute(rows).first()
    return (found[0], found[1]) if found else None


def since(work: Work, session: PageSession) -> datetime | None:
    """Return from when on a session shows what was not seen before; None: it shows everything.

    Who came with a mail sees what came after it was written, with a letter what comes from now on.
    """
    link = work.session.get(PageLink, session.link_id) if session.link_id else None
    if link is None:
        return None
    return {Purpose.NEWS: link.created_at, Purpose.FIRM: session.created_at}.get(link.purpose)


def rested(work: Work, session: PageSession) -> bool:
    """Tell whether its last use is worth noting again: not for each look within a minute."""
    return work.now - session.used_at >= NOTED_AGAIN


def centre_of(work: Work, session: PageSession) -> str | None:
    """Return the centre whose letter or desk somebody came with."""
    link = work.session.get(PageLink, session.link_id) if session.link_id else None
    return link.centre if link else None


def shows_people(work: Work, session: PageSession) -> bool:
    """Tell whether a session may show somebody else: whoever has a firm's letter came with it."""
    link = work.session.get(PageLink, session.link_id) if session.link_id else None
    return link is None or link.purpose is not Purpose.FIRM


def use(work: Work, session: PageSession) -> None:
    """Note that a session is in use: somebody else's device forgets it soon after the last time."""
    session.used_at = work.now
    session.ends_at = _ends(work, session)
    work.session.flush()


def end(work: Work, token: str | None) -> None:
    """End the session of a cookie; one that is unknown is ended already."""
    if token:
        work.session.execute(delete(PageSession).where(PageSession.token_key == hashed(token)))


def _ends(work: Work, session: PageSession) -> datetime:
    limits = work.limits
    if session.device is Device.OWN:
        return work.now + timedelta(days=limits.own_days)
    if session.device is Device.DESK:
        return session.ends_at
    most = session.created_at + timedelta(hours=limits.shared_hours)
    return min(most, work.now + timedelta(minutes=limits.idle_minutes))
