"""What a firm asked about somebody, above how far they are; and when it hears of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations import terms
from conversations.cards.late import LONGER, late, next_news
from locales.words import Day, Words, _, say
from storage.introductions import asking, sealing
from storage.models import Introduction
from storage.rules.named_days import read
from storage.rules.stages import Stage
from storage.rules.workdays import working_days_after
from storage.work import Work

HEARD_AFTER = frozenset({Stage.WANTED, Stage.GUARDIAN, Stage.CHOOSING})
"""Where the person is asked: the firm hears on the working day after."""


def below_asked(work: Work, introduction: Introduction, said: Sequence[Words]) -> list[Words]:
    """Put what is said of them below what the firm asked about them; nothing stands there twice."""
    asked = _asked_lines(work, introduction)
    return [*asked, *(each for each in said if each not in asked)]


def _asked_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Return the question of the firm with the answer, or until when the centre answers."""
    facts = sealing.facts(introduction)
    question, answer = facts.get(sealing.QUESTION), facts.get(sealing.ANSWER)
    # NOTE: To a firm: what it asked about somebody follows.
    lines = [_("🤔 You asked:"), *terms.quoted(question)] if question else []
    if answer:
        # NOTE: To a firm: what the centre answered follows.
        return [*lines, _("Answer of the centre:"), *terms.quoted(answer)]
    return [*lines, *_answered_by(work, introduction)]


def _answered_by(work: Work, introduction: Introduction) -> list[Words]:
    """Say until when the centre answers; that day is over, when the firm hears how it goes on."""
    if introduction.asked_at is None:
        return []
    by, heard = asking.answer_by(work, introduction.asked_at), heard_on(work, introduction)
    if by >= work.today:
        return [say(_("The centre answers by {day}."), day=Day(by))]
    return [LONGER, *([next_news(heard)] if heard else [])]


def heard_on(work: Work, introduction: Introduction) -> date | None:
    """Return when the firm hears: on the working day after the person's last one to choose a day.

    Of a day that is agreed it hears before that, at once where it is near. Who is asked for a yes
    may be asked for that of parents, too: nothing tells which.
    """
    chooses = introduction.stage is Stage.CHOOSING and not late(introduction)
    ends = ends_on(work, introduction)
    by = ends if chooses and ends else introduction.news_by
    if by is None or introduction.stage not in HEARD_AFTER:
        return by
    named = [read(option)[0] for option in introduction.options or ()]
    last = max((day for day in named if day > work.today), default=date.max)
    return min(working_days_after(by, 1), last)


def ends_on(work: Work, introduction: Introduction) -> date | None:
    """Return the last day to answer, for whoever is asked."""
    ends = introduction.expires_at
    return ends.astimezone(work.zone).date() if ends else None
