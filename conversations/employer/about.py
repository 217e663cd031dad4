"""What the questions to a firm about one person share: whom, as they stood, what comes after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.candidate_buttons import KIND, SHOW
from conversations.cards.candidate_told import COMMAND
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.steps import Onward, Press, Resume, Run
from locales.words import Words
from storage import firm_days
from storage.introductions import showing, steps
from storage.models import Introduction
from storage.work import Work


@dataclass(frozen=True)
class About:
    """Somebody at a revision; `day` is one that is named now, `days` those named before (ISO).

    `hour` is when a first day begins (08:00 as 0800).
    """

    introduction: int = 0
    revision: int = 0
    day: str = ""
    hour: str = ""
    days: tuple[str, ...] = ()


def about(introduction: Introduction) -> About:
    """Return the notes a question about somebody begins with."""
    return About(introduction.id, introduction.revision)


def whose(work: Work, notes: About) -> str | None:
    """Return the firm; of somebody who is gone nobody's, so that it is said and not refused."""
    found = steps.find(work, notes.introduction)
    return str(found.employer_id) if found else None


def current(here: Here[About]) -> Introduction | None:
    """Return whom it is about, if nothing changed since the firm was asked."""
    found = showing.for_firm(here.work, here.notes.introduction)
    return found if found is not None and found.revision == here.notes.revision else None


def goes_on(here: Here[About], *, moved: bool, why: Words = CHANGED) -> Sequence[Onward]:
    """Show how it stands now, then what else is open; where it was put aside, that."""
    found, context = showing.for_firm(here.work, here.notes.introduction), here.context
    if not moved:
        context.send(Message((why,)))
    onward: list[Onward] = []
    if found is not None:
        onward.append(Press(str(Standing(KIND, found.id, found.revision, SHOW))))
        if firm_days.open_questions(here.work, found.employer_id):
            onward.append(Run(COMMAND))
    return [*onward, Resume()] if context.position.aside is not None else onward
