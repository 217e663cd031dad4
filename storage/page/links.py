"""Links of letters, mails and screens: a token in the address, a code to type, both only hashed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from storage.links import hashed, new_token
from storage.models import PageLink, PageSession
from storage.models.page import Purpose
from storage.work import Work


@dataclass(frozen=True)
class MadeLink:
    """What goes into a letter or a mail, and is kept nowhere: only its hashes are."""

    token: str
    code: str | None
    link: PageLink


def make(
    work: Work,
    purpose: Purpose,
    *,
    expires_at: datetime,
    code: str | None = None,
    token: str | None = None,
    **about: Any,
) -> MadeLink:
    """Make a link; `about` names whom it is for: columns of `PageLink`.

    `code` is its typable twin, already drawn and normalised; `token` was drawn before.
    """
    token = token or new_token()
    link = PageLink(
        token_key=hashed(token),
        code_key=hashed(code) if code else None,
        purpose=purpose,
        created_at=work.now,
        expires_at=expires_at,
        **about,
    )
    work.session.add(link)
    work.session.flush()
    return MadeLink(token, code, link)


def find(work: Work, secret: str) -> PageLink | None:
    """Return the link of a token or code that is still good; opening it uses nothing up.

    Those of screens are opened elsewhere, and lead into no conversation.
    """
    named = hashed(secret)
    mine = or_(PageLink.token_key == named, PageLink.code_key == named)
    return good(work, mine, PageLink.purpose != Purpose.SCREEN)


def good(work: Work, *whose: ColumnElement[bool]) -> PageLink | None:
    """Return a link that is still good."""
    return work.session.scalar(select(PageLink).where(*whose, *_good(work)))


def is_made(work: Work, token: str) -> bool:
    """Tell whether there is a link of a token, good or not."""
    mine = select(PageLink.id).where(PageLink.token_key == hashed(token))
    return work.session.scalar(mine) is not None


def use(work: Work, link: PageLink) -> bool:
    """Use up a link that may be used once; False where somebody was faster."""
    mine = update(PageLink).where(PageLink.id == link.id, *_good(work))
    return work.session.scalar(mine.values(used_at=work.now).returning(PageLink.id)) is not None


def revoke(work: Work, *whose: ColumnElement[bool]) -> None:
    """Let links open nothing any more, and end what was opened with them."""
    void(work, *whose)
    mine = PageSession.link_id.in_(select(PageLink.id).where(*whose))
    work.session.execute(delete(PageSession).where(mine))


def void_made(work: Work, purpose: Purpose, by: int) -> None:
    """Let what somebody made for the same purpose before open nothing any more."""
    void(work, PageLink.purpose == purpose, PageLink.made_by == by)


def void(work: Work, *whose: ColumnElement[bool]) -> None:
    """Let links open nothing any more."""
    good = update(PageLink).where(*whose, *_good(work))
    work.session.execute(good.values(voided_at=work.now))


def _good(work: Work) -> tuple[ColumnElement[bool], ...]:
    return (
        PageLink.used_at.is_(None),
        PageLink.voided_at.is_(None),
        PageLink.expires_at > work.now,
    )
