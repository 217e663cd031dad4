"""One fact of a person that differs: what each would open, exactly as the rules judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from types import MappingProxyType

from storage.rules.codes import LICENCES_ASKED
from storage.rules.facts import UNKNOWN_MOBILITY
from storage.rules.fit import ONLY_PUSH, Fit, Opening, Refusal, Seeker, judge
from storage.rules.fit_codes import LEVELS
from storage.rules.slots import DAYS
from storage.rules.way import Mode


class Fact(StrEnum):
    """What can change in a person's life."""

    GERMAN = "german"
    TIMES = "times"
    LICENCE = "licence"
    WAY = "way"


def _parts(part: str) -> frozenset[str]:
    return frozenset(f"{day}.{part}" for day in DAYS[:5])


TIMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "early": _parts("early"),
        "mornings": _parts("am"),
        "afternoons": _parts("pm"),
        "evenings": _parts("eve"),
        "saturdays": frozenset({"sa.am", "sa.pm"}),
        "sundays": frozenset({"su.am", "su.pm"}),
    }
)
"""Spans of the week somebody may become free in; the first four from Monday to Friday."""
REFUSED: Mapping[Refusal, Fact] = MappingProxyType(
    {
        Refusal.GERMAN: Fact.GERMAN,
        Refusal.TIMES: Fact.TIMES,
        Refusal.LICENCE: Fact.LICENCE,
        Refusal.TOO_FAR: Fact.WAY,
        Refusal.NO_WAY_BEFORE_SIX: Fact.WAY,
    }
)
"""The fact a refusal hangs on; all others stay, whatever somebody changes."""
WAYS = (Mode.BIKE, Mode.BUS, Mode.CAR)


@dataclass(frozen=True, order=True)
class Step:
    """One fact that differs: German one level up, a span more, a licence more, a way more.

    `value` is the level reached, the span, the licence or the way.
    """

    fact: Fact
    value: str


STEPS = (
    *(Step(Fact.GERMAN, level) for level in LEVELS[1:]),
    *(Step(Fact.TIMES, span) for span in TIMES),
    *(Step(Fact.LICENCE, each) for each in LICENCES_ASKED),
    *(Step(Fact.WAY, mode) for mode in WAYS),
)
"""All there are, in the order they are told."""


def after(seeker: Seeker, step: Step) -> Seeker:
    """Return somebody after a step; the same where it changes nothing, or where none was asked."""
    return _CHANGES[step.fact](seeker, step.value)


def after_all(seeker: Seeker) -> Seeker:
    """Return somebody after all steps at once: nothing opens that would not open to them."""
    return reduce(after, reversed(STEPS), seeker)  # the levels downwards: German rises by one


def below(level: str) -> str:
    """Return the level of German before one."""
    return LEVELS[LEVELS.index(level) - 1]


def _german(seeker: Seeker, level: str) -> Seeker:
    return replace(seeker, german=level) if seeker.german == below(level) else seeker


def _times(seeker: Seeker, span: str) -> Seeker:
    known = seeker.slots
    return seeker if known is None else replace(seeker, slots=known | TIMES[span])


def _licence(seeker: Seeker, licence: str) -> Seeker:
    return replace(seeker, licences=seeker.licences | {licence})


def _way(seeker: Seeker, mode: str) -> Seeker:
    known = UNKNOWN_MOBILITY if seeker.mobility is None else seeker.mobility
    return replace(seeker, mobility=frozenset({*known, Mode(mode)}))


_CHANGES = {
    Fact.GERMAN: _german,
    Fact.TIMES: _times,
    Fact.LICENCE: _licence,
    Fact.WAY: _way,
}


def steps_to(opening: Opening) -> Iterator[Step]:
    """Yield the steps that may matter for an offer; no other one does for anybody."""
    for step in STEPS:
        if _matters(opening, step):
            yield step


def _matters(opening: Opening, step: Step) -> bool:
    match step.fact:
        case Fact.GERMAN:
            asked = opening.german_min
            return asked in LEVELS and LEVELS.index(step.value) <= LEVELS.index(asked)
        case Fact.TIMES:
            return not TIMES[step.value].isdisjoint(opening.slots)
        case Fact.LICENCE:
            return step.value == opening.licence
        case _:
            return opening.at is not None and not (opening.early and step.value == Mode.BUS)


def opened(seeker: Seeker, openings: Iterable[Opening], today: date) -> dict[Step, list[Opening]]:
    """Return for each step the offers that are shown to somebody after it, and are not now."""
    others = {step: other for step in STEPS if (other := after(seeker, step)) != seeker}
    found: dict[Step, list[Opening]] = {step: [] for step in others}
    for opening in openings:
        fit = judge(seeker, opening, today, explained=False)
        facts = frozenset() if fit.shown else _in_the_way(fit)
        for step in steps_to(opening) if facts else ():
            if step.fact not in facts or step not in others:
                continue
            if judge(others[step], opening, today, explained=False).shown:
                found[step].append(opening)
    return {step: its for step, its in found.items() if its}


def _in_the_way(fit: Fit) -> frozenset[Fact]:
    """Return the facts of which one may be all that is missing; none where two are."""
    refused = {REFUSED.get(each) for each in fit.refusals if each not in ONLY_PUSH}
    if not refused:
        return frozenset(Fact)
    (fact, *more) = refused
    return frozenset() if more or fact is None else frozenset({fact})
