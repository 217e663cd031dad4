"""How we are reached: the bot's name and the page's address, noted at start, for links to them."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage.models import Mark
from storage.work import Work

CALLED, PAGE = "called:", "page:"
"""What is public stands in the name of a mark: nothing that has to be sealed."""


def username(work: Work) -> str | None:
    """Return the bot's own name for links; None before it ever ran."""
    return _noted(work, CALLED)


def call(work: Work, name: str) -> None:
    """Note how the bot is called."""
    if name and name != username(work):
        work.session.merge(Mark(name=f"{CALLED}{name}", at=work.now))
        work.session.flush()


def page_url(work: Work) -> str | None:
    """Return where the page is; None where the operator gave it no address."""
    return _noted(work, PAGE)


def settle(work: Work, url: str | None) -> None:
    """Note where the page is from now on, or that there is none."""
    if url == page_url(work):
        return
    work.session.execute(delete(Mark).where(Mark.name.startswith(PAGE)))
    if url is not None:
        work.session.add(Mark(name=f"{PAGE}{url}", at=work.now))
    work.session.flush()


def _noted(work: Work, what: str) -> str | None:
    marks = select(Mark.name).where(Mark.name.startswith(what)).order_by(Mark.at.desc())
    found = work.session.scalar(marks.limit(1))
    return found.removeprefix(what) if found else None
