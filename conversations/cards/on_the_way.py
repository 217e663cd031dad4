"""Everybody on the way to the firms of somebody, a page of them; a tap opens the card below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards.candidate import called, head, stage_lines
from conversations.cards.candidate_buttons import LETTER, OPEN, button
from conversations.cards.candidate_told import WHO
from conversations.cards.firm import contacts
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import page
from locales.words import Ltr, Words, _, p_, say
from storage.firm_news import HEARD
from storage.introductions import showing
from storage.models import Introduction
from storage.queues import shown
from storage.work import Work

MOST = 6
# NOTE: Heading above the people who are on the way to a firm.
TITLE = _("<b>🤝 On the way to you</b>")


def people_message(work: Work, firms: Sequence[int], number: str = "") -> Message:
    """Show a page of who is on the way to firms: it names them, and is the card of none."""
    found = [each for firm in firms for each in showing.on_the_way(work, firm)]
    if not found:
        # NOTE: To a firm that asked who is on the way to it.
        return Message((_("Nobody is on the way to you now. What you need: /need"),))
    people = page(found, number, MOST)
    lines = [line for each in people.items for line in _lines(work, each)]
    rows = (*stacked([_button(each) for each in people.items]), *people.more(WHO))
    about = tuple((HEARD, each.id) for each in people.items)
    said = (TITLE, *lines, *people.counted(), *contacts(work, firms))
    return Message(said, rows, private=True, about=about)


def page_of(work: Work, row: int) -> str | None:
    """Return which page of the list a message is; None where it is no list."""
    about = shown.on_message(work, row)
    pages = [number for kind, number in about if kind == WHO]
    if not pages and sum(kind == HEARD for kind, _key in about) < 2:
        return None
    return "" if not pages or 0 in pages else f"{min(pages) - 1}"


def _lines(work: Work, introduction: Introduction) -> Sequence[Words]:
    """Name somebody, and say in one line how far it is."""
    return (head(introduction), *stage_lines(work, introduction)[-1:])


def _button(introduction: Introduction) -> Button:
    # NOTE: Button of a firm that shows somebody on the way; {name} is a first name, or a code.
    label = say(
        p_("button", "👤 {name} ({code})"), name=called(introduction), code=_code(introduction)
    )
    return replace(button(introduction, OPEN, label), leads=True)


def _code(introduction: Introduction) -> Ltr:
    return Ltr(f"{LETTER}{introduction.id}")
