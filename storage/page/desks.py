"""The desk of a centre: a browser where colleagues tap their name, and each sees their own chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage import audit
from storage.links import hashed, new_token
from storage.models import Chat, PageLink, PageSession
from storage.models.page import Device
from storage.page.locks import has_pin, is_colleague, is_over
from storage.page.screens import Given, own_chat
from storage.page.sessions import Begun
from storage.people import TEAM
from storage.team import members, name_of
from storage.work import Work

ENDED = "screen.end"


@dataclass(frozen=True)
class Desk:
    """A browser that belongs to a centre; its link names it, whoever's chat it shows now."""

    key: int
    centre: str | None
    used_at: datetime
    ends_at: datetime


def desks(work: Work, centre: str | None) -> Sequence[Desk]:
    """Return the desks of a centre (None: of all), the one used last first."""
    rows = select(PageLink, PageSession).join(PageSession, PageSession.link_id == PageLink.id)
    where = (PageSession.centre.is_not(None), PageSession.ends_at > work.now)
    here = () if centre is None else (PageSession.centre == centre,)
    found = work.session.execute(rows.where(*where, *here).order_by(PageSession.used_at.desc()))
    return [Desk(link.id, each.centre, each.used_at, each.ends_at) for link, each in found]


def desk(work: Work, link_id: int) -> Desk | None:
    """Return a desk by the key of its link."""
    return next((each for each in desks(work, None) if each.key == link_id), None)


def end_desk(work: Work, by: int | None, found: Desk) -> None:
    """Let a browser be a desk no more, at once."""
    work.session.execute(delete(PageSession).where(PageSession.link_id == found.key))
    work.session.get_one(PageLink, found.key).voided_at = work.now
    audit.note(work, ENDED, by, None, found.centre)


def names(work: Work, centre: str) -> Sequence[tuple[int, str]]:
    """Return who can come in at the desk of a centre: colleagues of it with a name and a PIN."""
    keys = [key for key in members(work, centre, TEAM) if is_colleague(work, key)]
    named = [(key, name_of(work, key) or "") for key in keys if has_pin(work, key)]
    return sorted((each for each in named if each[1]), key=lambda each: (each[1].lower(), each[0]))


def come_in(work: Work, session: PageSession, person_id: int) -> tuple[Given, Chat]:
    """Let a colleague's chat be seen at a desk, by a new session."""
    chat = own_chat(work, person_id)
    session.misses = 0
    return _anew(work, session, chat.id), chat


def lend(work: Work, session: PageSession, begun: Begun) -> Begun:
    """Let somebody who is no colleague answer at a desk; locked, it shows names again."""
    work.session.delete(begun.session)
    return Begun(*_anew(work, session, begun.chat.id), begun.chat)


def lock(work: Work, session: PageSession) -> Given:
    """Let a desk show names alone; forms drawn before are nobody's, wrong PINs stay counted."""
    return _anew(work, session, None)


def _anew(work: Work, old: PageSession, chat_id: int | None) -> Given:
    token = new_token()
    values: dict[str, Any] = {"device": Device.DESK, "centre": old.centre, "link_id": old.link_id}
    used_at = old.used_at if is_over(work, old) else work.now  # a wait goes on
    values |= {"created_at": old.created_at, "used_at": used_at, "ends_at": old.ends_at}
    new = PageSession(token_key=hashed(token), chat_id=chat_id, misses=old.misses, **values)
    work.session.delete(old)
    work.session.add(new)
    work.session.flush()
    return Given(token, new)
