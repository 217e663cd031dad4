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
from conversations.kit.steps import Interrupt, Onward, Press, Resume, Run
from locales.words import Words
from storage import firm_days, offers
from storage.introductions import showing, steps
from storage.models import Introduction
from storage.rules.stages import EARLY
from storage.work import Work

STREET = "street"


@dataclass(frozen=True)
class About:
    """Somebody at a revision; `day` is one that is named now, `days` those named before (ISO).

    `hour` is when a first day begins (08:00 as 0800), `text` a question that is asked back.
    """

    introduction: int = 0
    revision: int = 0
    day: str = ""
    hour: str = ""
    days: tuple[str, ...] = ()
    text: str = ""


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


def asks_street(work: Work, introduction: Introduction) -> list[Onward]:
    """Ask once where exactly people come, after what a firm said of a day."""
    offer = offers.find(work, introduction.offer_id)
    is_asked = offer is None or offer.street is not None or introduction.stage in EARLY
    return [] if is_asked else [Interrupt(STREET, about(introduction))]


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
    if moved and found is not None and (asks := asks_street(here.work, found)):
        return [*onward, *asks]
    return [*onward, Resume()] if context.position.aside is not None else onward


def left(here: Here[About]) -> Sequence[Onward]:
    """Show the card as it was: nothing was said."""
    found = showing.for_firm(here.work, here.notes.introduction)
    card = [Press(str(Standing(KIND, found.id, found.revision, SHOW)))] if found else []
    return [*card, Resume()] if here.context.position.aside is not None else card
