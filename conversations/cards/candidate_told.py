"""How far people are, as a firm reads it: a few lines each, what is new or who is on the way."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.candidate import called, head, stage_lines
from conversations.cards.candidate_buttons import SHOW
from conversations.cards.candidate_ends import ended_lines
from conversations.kit.bound import NEW, REST
from conversations.kit.buttons import Standing
from conversations.kit.commands import button
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import next_page, page
from locales.words import Count, Words, _, p_, say
from storage.firm_news import HEARD, News
from storage.models import Introduction
from storage.rules.introducing import Stage
from storage.work import Work

COMMAND, LIST = "questions", "way"
MOST = 8
# NOTE: A button: the list of people on their way to a firm.
ON_THE_WAY = p_("button", "🤝 Who is on the way")


def news_message(work: Work, found: Sequence[News]) -> Message | None:
    """Say what is new with people, the rest counted; None where nothing is."""
    if not found:
        return None
    told = [each.introduction for each in found]
    lines = [line for each in told[:MOST] for line in _lines(work, each)]
    rest = [say(REST, count=Count(len(told) - MOST))] if told[MOST:] else []
    about = tuple((HEARD, each.id) for each in told[:MOST])
    return Message((NEW, *lines, *rest), (list_row(),), private=True, about=about)


def list_row() -> tuple[Button, ...]:
    """Return the row with the button to all who are on the way."""
    return (button(ON_THE_WAY, f"{COMMAND}-{LIST}"),)


def list_message(work: Work, found: Sequence[Introduction], number: str) -> Message:
    """Show a page of who is on the way; each has a button to their card."""
    shown = page(found, number, MOST)
    lines = [line for each in shown.items for line in _lines(work, each)]
    if not lines:
        # NOTE: To a firm, in place of the list of who is on the way to it.
        lines = [_("Nobody now.")]
    cards = [_open(each) for each in shown.items if each.ended_at is None]
    more = next_page(f"{COMMAND}-{LIST}", shown.number + 1) if shown.rest else ()
    about = tuple((HEARD, each.id) for each in shown.items)
    rows = (*stacked(cards), *more)
    return Message((*lines, *shown.counted()), rows, private=bool(found), about=about)


def told_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say how far somebody is; of a day that is off no more than that."""
    if introduction.ended_at is not None:
        return ended_lines(work, introduction)
    lines = stage_lines(work, introduction)
    return lines[:1] if introduction.stage is Stage.NAMING else lines


def _lines(work: Work, introduction: Introduction) -> list[Words]:
    is_over = introduction.ended_at is not None
    return [*([] if is_over else [head(introduction)]), *told_lines(work, introduction)]


def _open(introduction: Introduction) -> Button:
    data = str(Standing(HEARD, introduction.id, introduction.revision, SHOW))
    return Button(say(_("👤 {name}"), name=called(introduction)), data)
