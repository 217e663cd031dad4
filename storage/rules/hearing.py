"""Who hears of a step of an introduction, and how long a firm's part of it can wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storage.rules.stages import ENDS, MANNERS, Permit, Side, Stage

PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
HEARS: Mapping[Stage, frozenset[Side]] = {
    Stage.INTERESTED: frozenset({CENTRE}),
    Stage.SHOWN: frozenset({PERSON}),
    Stage.QUESTION: frozenset({CENTRE}),
    Stage.WANTED: frozenset({PERSON}),
    Stage.GUARDIAN: frozenset({CENTRE}),
    Stage.PERMIT: frozenset({PERSON, FIRM, CENTRE}),
    Stage.NAMING: frozenset({PERSON}),
    Stage.CHOOSING: frozenset({PERSON}),
    Stage.DATED: frozenset({PERSON, FIRM}),
    Stage.CAME: frozenset(),
    Stage.TALKING: frozenset({PERSON, FIRM, CENTRE}),
    Stage.STARTING: frozenset({PERSON, FIRM, CENTRE}),
    Stage.STARTED: frozenset(),
    Stage.KEPT: frozenset({PERSON, CENTRE}),
    Stage.LEFT: frozenset({PERSON, FIRM, CENTRE}),
    Stage.REFUSED: frozenset({PERSON}),
    Stage.WITHDRAWN: frozenset({FIRM}),
    Stage.EXPIRED: frozenset({PERSON, FIRM}),
    Stage.CLOSED: frozenset({PERSON, FIRM}),
}
"""Who hears that a stage began. What a firm has to answer is among its questions of the day; the
centre hears where it has the next step, and where a day that was agreed comes to nothing."""
CENTRE_CALLS = frozenset({Stage.QUESTION, Stage.PERMIT, Stage.TALKING, Stage.STARTING})
"""Where a firm reads that its centre calls or answers: it waits for no message of ours."""


@dataclass(frozen=True)
class Step:
    """How far somebody is, as a firm hears it.

    `again`: nothing changed, it is a sign of life. `day` is the local day that was agreed,
    `starts_on` the first one at work, whatever became of them; `off` the one of both that is off,
    which is what is new; `yes`: both said yes. `waits`: the firm asked for an answer, or a talk;
    `answered`: it has the answer, which is what is new. From the day `away` on somebody who works
    there does not come for now.
    """

    stage: Stage
    last_side: Side | None
    permit: Permit | None
    reason: str | None
    again: bool
    yes: bool
    day: date | None
    starts_on: date | None
    waits: bool = False
    answered: bool = False
    off: date | None = None
    away: date | None = None


def near_day(step: Step, today: date) -> date | None:
    """Return the day to come that a step is about: somebody comes on it, or does not any more."""
    days = [step.day] if step.stage is Stage.DATED else [step.off]
    if step.stage in (Stage.STARTING, Stage.TALKING):
        days = [step.starts_on]
    if step.stage is Stage.STARTED:
        days = [step.away]
    if step.stage in ENDS:
        days = [step.day, step.starts_on]
    return min((each for each in days if each is not None and each >= today), default=None)


def is_news(step: Step, today: date) -> bool:
    """Tell whether a firm hears of a step unasked: one that others did, or how long others take."""
    manner = MANNERS.get(step.stage)
    if step.off is not None:
        return near_day(step, today) is not None
    if step.answered or step.away or (step.again and step.waits):
        return True
    if step.again:  # of who works there only the one who wants to talk hears it
        return manner is not None and FIRM is not manner.owner and step.stage is not Stage.STARTED
    return FIRM in HEARS[step.stage] and step.last_side is not FIRM


def can_ride(step: Step) -> bool:
    """Tell whether it comes along with other news: nobody waits for it, and nothing hangs on it."""
    if step.stage is Stage.EXPIRED:
        return step.reason == Stage.SHOWN
    is_step = step.stage is Stage.PERMIT and step.permit in (Permit.FORM, Permit.AUTHORITY)
    return step.off is None and (step.again or is_step) and step.stage in CENTRE_CALLS


def matters(step: Step, today: date) -> bool:
    """Tell whether somebody calls a firm that does not read it: an answer, a near day, an end.

    A sign of life is none of these: what it is about was told before, or the firm said it itself.
    """
    if step.again or not is_news(step, today):
        return False
    is_end = step.stage in ENDS and step.yes
    return step.answered or is_end or near_day(step, today) is not None
