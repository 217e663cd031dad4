"""Does an offer fit a person: refusals with reason codes, a score for staff, reasons for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from storage.rules.ages import YOUTH_HOURS, is_adult
from storage.rules.explain import caution, reasons
from storage.rules.facts import gather
from storage.rules.fatigue import rests
from storage.rules.fit_codes import (
    FOREIGN,
    WANT_OF_KIND,
    Facts,
    Opening,
    Reason,
    Refusal,
    Say,
    Seeker,
)

__all__ = [
    "Fit",
    "Opening",
    "Points",
    "Reason",
    "Refusal",
    "Say",
    "Seeker",
    "is_closed",
    "is_free",
    "judge",
    "measure",
    "rank",
    "score",
    "weigh",
]

PUSH, SHOW = 50, 35
"""Score from which an offer is sent unasked, or shown on request (a judgement, tune it)."""

GERMAN_POINTS = {0: 15.0, 1: 6.0, None: 6.0}
TIMES_POINTS, WAY_POINTS = 20.0, 20.0
TIMES_NEEDED, TIMES_UNKNOWN = 0.5, 0.5
GERMAN_GAP_OUT, GERMAN_GAP_OUT_WITH_HELP = 2, 3

NOT_FREE = frozenset({Refusal.NOT_OPEN, Refusal.EMPLOYER_UNVERIFIED, Refusal.NO_PLACES})
"""Refusals of an offer nobody can have now; one that is over is only not shown any more."""

ONLY_PUSH = frozenset(
    {Refusal.PAUSED, Refusal.WEEKLY_LIMIT, Refusal.SILENT, Refusal.EMPLOYER_PAUSE}
)
"""Refusals that keep us silent, but not somebody who asks for offers."""


class Points(NamedTuple):
    """What each part is worth; together they are the score."""

    link: float
    german: float
    times: float
    way: float

    @property
    def base(self) -> float:
        """All but the way: what does not depend on where the offer is."""
        return self.link + self.german + self.times


@dataclass(frozen=True)
class Fit:
    """The judgement; the score is for staff and for order, it never goes to anybody else."""

    seeker: int
    opening: int
    score: int
    refusals: tuple[Refusal, ...]
    reasons: tuple[Reason, ...]
    caution: Reason | None
    offered_at: datetime | None = None

    @property
    def shown(self) -> bool:
        """Whether to show it to a person who asks for offers."""
        return self.score >= SHOW and ONLY_PUSH.issuperset(self.refusals)

    @property
    def begun_by_us(self) -> bool:
        """Whether a colleague may begin the way there for who is not 18 yet, with whom they talk.

        Source: the programme's design notes: through a person, within youth working hours.
        """
        return self.score >= SHOW and (ONLY_PUSH | {Refusal.AGE}).issuperset(self.refusals)

    @property
    def free(self) -> bool:
        """Whether the offer can still be asked for, by whomever."""
        return NOT_FREE.isdisjoint(self.refusals)

    @property
    def pushed(self) -> bool:
        """Whether to send it unasked (quiet hours and waves are checked elsewhere)."""
        return self.score >= PUSH and not self.refusals


def judge(seeker: Seeker, opening: Opening, today: date, *, explained: bool = True) -> Fit:
    """Weigh one offer for one person; `today` is the local date. Without lines it takes 2/3.

    Source: the programme's matching rules (hard filters, points, explanation lines). Nationality,
    religion, sex, children, status, name and language spoken are not among the facts on purpose.
    """
    facts = gather(seeker, opening)
    parts = _points(facts)
    return Fit(
        seeker.id,
        opening.id,
        score(parts.base, parts.way),
        (*_closed(opening, today), *_unfit(facts), *_person(seeker, opening)),
        reasons(facts) if explained else (),
        caution(facts) if explained else None,
        seeker.offered_at,
    )


def is_closed(opening: Opening, today: date) -> bool:
    """Whether an offer is for nobody now."""
    return any(_closed(opening, today))


def is_free(opening: Opening) -> bool:
    """Whether an offer can still be asked for."""
    return not any(_taken(opening))


def measure(seeker: Seeker, opening: Opening) -> tuple[Points, frozenset[Refusal]]:
    """Return what each part of a score is worth, and what is refused by what both say."""
    facts = gather(seeker, opening)
    return _points(facts), frozenset(_unfit(facts))


@lru_cache(maxsize=4096)
def weigh(opening: Opening, **known: Any) -> tuple[Points, frozenset[Refusal]]:
    """Weigh somebody of whom only this is known: what one fact is worth, and what it refuses."""
    return measure(Seeker(**{"id": 0, "wants": frozenset(), **known}), opening)


def score(base: float, way: float) -> int:
    """Add the points of the way to those of all else; in this order, as floats round."""
    return round(base + way)


def rank(fits: Iterable[Fit]) -> list[Fit]:
    """Best first; among equals who has waited longest for an offer, then the ids."""
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(fits, key=lambda f: (-f.score, f.offered_at or never, f.seeker, f.opening))


def _points(facts: Facts) -> Points:
    """45 skills, 15 German, 20 times, 20 way; what is not known yet counts half or less."""
    way = facts.way
    return Points(
        facts.link.points if facts.link else 0.0,
        GERMAN_POINTS.get(facts.german_gap, 0.0),
        TIMES_POINTS * (TIMES_UNKNOWN if facts.times is None else facts.times),
        WAY_POINTS * max(0.0, 1 - way.minutes / facts.minutes_limit) if way else 0.0,
    )


def _closed(opening: Opening, today: date) -> Iterator[Refusal]:
    yield from _taken(opening)
    if opening.until and opening.until < today:
        yield Refusal.OVER


def _taken(opening: Opening) -> Iterator[Refusal]:
    if not opening.open:
        yield Refusal.NOT_OPEN
    if not opening.verified:
        yield Refusal.EMPLOYER_UNVERIFIED
    if opening.places <= 0:
        yield Refusal.NO_PLACES


def _unfit(facts: Facts) -> Iterator[Refusal]:
    seeker, opening = facts.seeker, facts.opening
    if WANT_OF_KIND.get(opening.kind) not in seeker.wants:
        yield Refusal.KIND
    if opening.licence and opening.licence not in seeker.licences - {FOREIGN}:
        yield Refusal.LICENCE
    if facts.needs_recognition:
        yield Refusal.RECOGNITION
    elif not facts.link:
        yield Refusal.NO_SKILL
    if (facts.german_gap or 0) >= _gap_out(opening):
        yield Refusal.GERMAN
    yield from _unreachable(facts)
    if facts.times is not None and facts.times < TIMES_NEEDED:
        yield Refusal.TIMES


def _gap_out(opening: Opening) -> int:
    return GERMAN_GAP_OUT_WITH_HELP if opening.german_help else GERMAN_GAP_OUT


def _unreachable(facts: Facts) -> Iterator[Refusal]:
    """An unknown home refuses nothing; without a bus before 6:00 the reason is told apart."""
    if not facts.seeker.home or not facts.opening.at:
        return
    if facts.way and facts.way.minutes <= facts.minutes_limit:
        return
    later = facts.way_by_day and facts.way_by_day.minutes <= facts.minutes_limit
    yield Refusal.NO_WAY_BEFORE_SIX if later else Refusal.TOO_FAR


def _person(seeker: Seeker, opening: Opening) -> Iterator[Refusal]:
    if opening.id in seeker.declined:
        yield Refusal.DECLINED
    if seeker.paused:
        yield Refusal.PAUSED
    if seeker.week_full:
        yield Refusal.WEEKLY_LIMIT
    if seeker.silent:
        yield Refusal.SILENT
    if rests(seeker.sent, opening.employer, opening.skills):
        yield Refusal.EMPLOYER_PAUSE
    if not is_adult(seeker.age_band):
        yield Refusal.YOUTH if opening.hours_week > YOUTH_HOURS else Refusal.AGE
