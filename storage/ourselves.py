"""How the bot is called at the messenger, and where its page is: noted at start, for links."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Mark
from storage.work import Work

CALLED = "called:"
"""The public name stands in the name of a mark: nothing that has to be sealed."""
PAGE = "page"
"""The mark whose text is the address of the page."""


def username(work: Work) -> str | None:
    """Return the bot's own name for links; None before it ever ran."""
    marks = select(Mark.name).where(Mark.name.startswith(CALLED)).order_by(Mark.at.desc())
    found = work.session.scalar(marks.limit(1))
    return found.removeprefix(CALLED) if found else None


def call(work: Work, name: str) -> None:
    """Note how the bot is called."""
    if name and name != username(work):
        work.session.merge(Mark(name=f"{CALLED}{name}", at=work.now))
        work.session.flush()


def page_url(work: Work) -> str | None:
    """Return the address of the page for links; None where there is none."""
    found = work.session.get(Mark, PAGE)
    return found.sealed if found else None


def settle(work: Work, url: str | None) -> None:
    """Note where the page is; None: there is none, and no link leads there."""
    address = url.rstrip("/") if url else None
    if address != page_url(work):
        work.session.merge(Mark(name=PAGE, sealed=address, at=work.now))
        work.session.flush()
