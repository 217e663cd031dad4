"""Who comes with a link of paper, mail or a screen: what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from conversations.everybody.shut import keeps_out
from conversations.everybody.welcomed import Arrival, preset
from conversations.kit.context import Context
from conversations.kit.steps import Onward, Run, Start
from storage.models import PageLink
from storage.models.chats import FaceName
from storage.models.page import Purpose
from storage.page import links

LINK = "l-"
"""Begins the argument of /start that such a link carries."""


@dataclass(frozen=True)
class Linked:
    """The notes of who was led by a link: its number, and what they said to it."""

    link: int = 0
    said: str = ""


def arrive(context: Context, secret: str) -> Sequence[Onward] | None:
    """Go where a link leads; None for one that opens nothing (any more)."""
    link = links.find(context.work, secret)
    if link is None or link.purpose not in WAYS:
        return None
    if link.purpose in FOR_NEW and keeps_out(context):
        return ()
    return WAYS[link.purpose](context, link)


def _new(context: Context, link: PageLink) -> Sequence[Onward] | None:
    """Welcome somebody where the place is known; who is known already is not new."""
    if context.person is not None:
        return [Run("menu")]
    if link.purpose is Purpose.DESK and not links.use(context.work, link):
        return None
    place = preset(context.work, link.place or "", link.centre)
    return [Start("welcome", Arrival(place, by=link.made_by))]


def _firm(context: Context, link: PageLink) -> Sequence[Onward] | None:
    if context.person is not None and context.chat.person_id == link.person_id:
        return [Run("myoffers")]
    return [Start("letter", Linked(link.id))]


def _back(context: Context, link: PageLink) -> Sequence[Onward] | None:
    """Ask before the sheet is used up: scanners open links, too; it is for a page alone."""
    if context.person is not None or context.chat.face is not FaceName.PAGE:
        return None
    return [Start("way_back", Linked(link.id))]


def _news(context: Context, link: PageLink) -> Sequence[Onward] | None:
    is_theirs = context.person is not None and context.chat.person_id == link.person_id
    return [Run("menu")] if is_theirs else None


FOR_NEW = frozenset({Purpose.NEWCOMER, Purpose.DESK, Purpose.FIRM})
"""Who comes with these is new: while it is not open the link stays good."""
WAYS: Mapping[Purpose, Callable[[Context, PageLink], Sequence[Onward] | None]] = {
    Purpose.NEWCOMER: _new,
    Purpose.DESK: _new,
    Purpose.FIRM: _firm,
    Purpose.RECOVERY: _back,
    Purpose.NEWS: _news,
}
