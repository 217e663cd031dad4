"""What stands between a person and an offer, in the few words staff think in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import reduce
from operator import and_, or_
from typing import Any

from storage.rules.codes import WORK
from storage.rules.fit import SHOW, Fit, Opening, Refusal
from storage.rules.ranking import Sets, passing
from storage.rules.way import Spot


class Obstacle(StrEnum):
    """One thing in the way; where several are, the first of these is named."""

    WAY = "way"
    TIMES = "times"
    GERMAN = "german"
    SKILL = "skill"
    PAPERS = "papers"
    WISH = "wish"
    SAID_NO = "said_no"
    AGE = "age"
    SEVERAL = "several"


OF: Mapping[Refusal, Obstacle] = {
    Refusal.TOO_FAR: Obstacle.WAY,
    Refusal.NO_WAY_BEFORE_SIX: Obstacle.WAY,
    Refusal.TIMES: Obstacle.TIMES,
    Refusal.GERMAN: Obstacle.GERMAN,
    Refusal.NO_SKILL: Obstacle.SKILL,
    Refusal.LICENCE: Obstacle.PAPERS,
    Refusal.RECOGNITION: Obstacle.PAPERS,
    Refusal.KIND: Obstacle.WISH,
    Refusal.DECLINED: Obstacle.SAID_NO,
    Refusal.YOUTH: Obstacle.AGE,
}
ALONE = (Obstacle.WAY, Obstacle.TIMES, Obstacle.GERMAN, Obstacle.SKILL, Obstacle.PAPERS)
"""Those that may stand in the way alone, in the order they are looked for."""


def obstacles(fit: Fit) -> tuple[Obstacle, ...]:
    """Return what stands in the way of one offer, each once; an offer with little in common: skill.

    None where it fits, or is nobody's now.
    """
    if fit.shown or not fit.free or Refusal.OVER in fit.refusals:
        return ()
    found = {OF[each] for each in fit.refusals if each in OF}
    if not found and fit.score < SHOW:
        found = {Obstacle.SKILL}
    return tuple(each for each in Obstacle if each in found)


def _bare(opening: Opening) -> Opening:
    """Leave out what changes nobody's fit: of many alike one is looked at."""
    return replace(opening, id=0, employer=0, places=1, until=None, childcare=None)


def unfitting(
    openings: Iterable[Opening], sets: Sets, home: Callable[[Any], Spot | None]
) -> dict[Obstacle, int]:
    """Return who looks for work and fits no open offer, by the one thing that stands in the way.

    Sets of people, a bit for each; whom several things keep from every offer comes last.
    """
    seeking = reduce(or_, (sets["wants"].get(want, 0) for want in WORK), 0)
    fits, near = 0, dict.fromkeys(ALONE, 0)
    for opening in {_bare(each) for each in openings}:
        passed = passing(opening, sets, home)
        fits |= reduce(and_, passed.values())
        for each in ALONE:
            others = (who for name, who in passed.items() if name != each)
            near[each] |= reduce(and_, others)
    left, found = seeking & ~fits, {}
    for each in ALONE:
        found[each] = near[each] & left
        left &= ~found[each]
    return {each: who for each, who in {**found, Obstacle.SEVERAL: left}.items() if who}
