"""How far people are, as a firm reads it: a few lines of each with whom something is new."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.candidate import head, stands
from conversations.cards.candidate_asked import below_asked
from conversations.cards.candidate_ends import ended_lines
from conversations.kit.bound import NEW, REST, fitting
from conversations.kit.commands import button
from conversations.kit.messages import Button, Message
from locales.words import Count, Words, p_, say
from storage.firm_news import HEARD, NOBODY, News
from storage.models import Introduction
from storage.rules.stages import Stage
from storage.work import Work

COMMAND, WHO, MOST = "questions", "mypeople", 8
# NOTE: In the menu of a firm, and a button: the people who are on the way to it.
WHO_COMES = p_("command", "🤝 Who comes to us")


def news_message(work: Work, found: Sequence[News], beside: Sequence[Words] = ()) -> Message | None:
    """Say what is new with people, as far as there is room `beside` these lines; None: nothing is.

    The rest is counted, and counts as not heard: it comes in the next message.
    """
    if not found:
        return None
    told = [each.introduction for each in found]
    blocks = [_lines(work, each) for each in told[:MOST]]
    fits = fitting(blocks, (NEW, say(REST, count=Count(len(told))), *beside))
    lines = [line for block in blocks[:fits] for line in block]
    rest = [say(REST, count=Count(len(told) - fits))] if told[fits:] else []
    about = tuple((HEARD, each.id) for each in told[:fits]) or ((HEARD, NOBODY),)
    return Message((NEW, *lines, *rest), (list_row(),), private=True, about=about)


def list_row() -> tuple[Button, ...]:
    """Return the row with the button to all who are on the way."""
    return (button(WHO_COMES, WHO),)


def told_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say how far somebody is; of a day that is off no more than that."""
    if introduction.ended_at is not None:
        return ended_lines(work, introduction)
    lines = stands(work, introduction)
    shown = lines[:1] if introduction.stage is Stage.NAMING else lines
    return below_asked(work, introduction, shown)


def _lines(work: Work, introduction: Introduction) -> list[Words]:
    is_over = introduction.ended_at is not None
    return [*([] if is_over else [head(introduction)]), *told_lines(work, introduction)]
