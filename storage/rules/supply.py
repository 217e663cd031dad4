"""Whom offers are shown to, and whom after one step: sets of people, a bit for each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any, TypeVar

from storage.rules.facts import FULL_LIMIT, NOTHING, minutes_limit
from storage.rules.fit import SHOW, Opening, score
from storage.rules.one_step import STEPS, TIMES, Fact, Step, below, steps_to
from storage.rules.ranking import Group, Part, Sets, allowed, worths
from storage.rules.slots import DAYS
from storage.rules.way import Spot

T = TypeVar("T")
PARTS: Sequence[Part] = ("link", "german", "times", "way")
CHANGES: Mapping[Fact, Part | None] = {
    Fact.GERMAN: "german",
    Fact.TIMES: "times",
    Fact.WAY: "way",
    Fact.LICENCE: None,
}
"""The part of the rules that weighs a fact; a licence is worth nothing, it only lets in."""
LADDER = tuple(step for step in STEPS if step.fact is Fact.GERMAN)


@dataclass(frozen=True)
class Reach:
    """Who is shown one of some offers now, and who else would be after each step."""

    now: int
    after: Mapping[Step, int]

    @property
    def near(self) -> int:
        """Who is one step away, whichever it is."""
        return reduce(or_, self.after.values(), 0)

    @property
    def steps(self) -> Mapping[Step, int]:
        """Who would be shown one after each step, the step for most people first."""
        most = sorted(self.after.items(), key=lambda each: (-each[1].bit_count(), each[0]))
        return dict(most)


class Weighing:
    """Weighs many offers for the same people: what offers have in common is weighed once."""

    def __init__(self, sets: Sets, home: Callable[[Any], Spot | None]) -> None:
        """Look at sets of people who share a fact; `home` gives the point of a value of "home"."""
        self._sets, self._home = sets, home
        self._everybody = reduce(or_, sets["german"].values(), 0)
        self._kept: dict[Hashable, Any] = {}
        self._shifted: dict[Fact | Step, Sets] = {}

    def reach(self, openings: Iterable[Opening]) -> Reach:
        """Weigh some open offers together."""
        now, after = 0, dict[Step, int]()
        for opening in openings:
            shown, steps = self.shown(opening), self.after(opening)
            now |= shown
            for step, people in steps.items():
                after[step] = after.get(step, 0) | people
        left = {step: people ^ (people & now) for step, people in sorted(after.items())}
        return Reach(now, {step: people for step, people in left.items() if people})

    def shown(self, opening: Opening) -> int:
        """Return who is shown an offer, exactly as `judge` says of each alone."""
        return self._kept_as(("shown", _same(opening)), lambda: self._shown(opening, None))

    def after(self, opening: Opening) -> dict[Step, int]:
        """Return who is not shown an offer and would be after a step, for each step."""
        return self._kept_as(("after", _same(opening)), lambda: self._after(opening))

    def shares(self, fact: str, people: int) -> dict[Any, int]:
        """Count some people by what they answered."""
        found = {value: (who & people).bit_count() for value, who in self._sets[fact].items()}
        return {value: number for value, number in found.items() if number}

    def free_in(self, people: int, parts: Iterable[str]) -> dict[str, int]:
        """Count who of some people has time in a part of any day from Monday to Friday."""
        slots = self._sets["slots"]
        who = {
            part: reduce(or_, (slots.get(f"{day}.{part}", 0) for day in DAYS[:5])) for part in parts
        }
        return {part: (free & people).bit_count() for part, free in who.items()}

    def _after(self, opening: Opening) -> dict[Step, int]:
        shown, found = self.shown(opening), {}
        risen: int | None = None
        for step in steps_to(opening):
            if step.fact is Fact.GERMAN:
                risen = self._shown(opening, Fact.GERMAN) if risen is None else risen
                people = risen & self._sets["german"].get(below(step.value), 0)
            else:
                people = self._shown(opening, step)
            if more := people ^ (people & shown):
                found[step] = more
        return found

    def _shown(self, opening: Opening, changed: Fact | Step | None) -> int:
        fact = changed.fact if isinstance(changed, Step) else changed
        part = CHANGES[fact] if fact else None
        sets = self._changed(changed) if changed else self._sets
        link, german, times, way = (
            self._groups(each, opening, sets, changed if each == part else None) for each in PARTS
        )
        licensed = changed if fact is Fact.LICENCE else None
        let = self._kept_as(
            ("let", opening.kind, opening.licence, licensed), lambda: allowed(opening, sets)
        )
        return _over(let, link, german, times, way) if way else 0

    def _groups(
        self, part: Part, opening: Opening, sets: Sets, changed: Fact | Step | None
    ) -> list[Group]:
        """Return the groups of a part; the sums of the ways, those who come best first."""
        bare = BARE[part](opening)
        return self._kept_as((part, bare, changed), lambda: self._weighed(part, bare, sets))

    def _weighed(self, part: Part, bare: Opening, sets: Sets) -> list[Group]:
        groups = worths(part, bare, sets, self._home)
        if part != "way":
            return groups
        sums = accumulate((each.people for each in groups), or_)
        return [Group(each.points, people) for each, people in zip(groups, sums, strict=True)]

    def _changed(self, changed: Fact | Step) -> Sets:
        """Return the sets as they are after a step; `Fact.GERMAN`: everybody one level up."""
        if changed not in self._shifted:
            self._shifted[changed] = self._after_step(changed)
        return self._shifted[changed]

    def _after_step(self, changed: Fact | Step) -> Sets:
        if isinstance(changed, Fact):
            return {**self._sets, "german": _risen(self._sets["german"])}
        if changed.fact is Fact.TIMES:
            unknown = self._sets["slots"].get(None, 0)
            asked = dict.fromkeys(TIMES[changed.value], self._everybody ^ unknown)
            return {**self._sets, "slots": {**self._sets["slots"], **asked}}
        name = "licences" if changed.fact is Fact.LICENCE else "mobility"
        return {**self._sets, name: {**self._sets[name], changed.value: self._everybody}}

    def _kept_as(self, key: Hashable, found: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = found()
        kept: T = self._kept[key]
        return kept


def _link(opening: Opening) -> Opening:
    linked = replace(NOTHING, kind=opening.kind, skills=opening.skills, area=opening.area)
    return replace(linked, experience=opening.experience)


def _german(opening: Opening) -> Opening:
    return replace(NOTHING, german_min=opening.german_min, german_help=opening.german_help)


def _times(opening: Opening) -> Opening:
    return replace(NOTHING, slots=opening.slots)


def _way(opening: Opening) -> Opening:
    hours = float(minutes_limit(opening) == FULL_LIMIT) * FULL_LIMIT
    return replace(NOTHING, at=opening.at, hours_week=hours, before_six=opening.early)


BARE: Mapping[Part, Callable[[Opening], Opening]] = {
    "link": _link,
    "german": _german,
    "times": _times,
    "way": _way,
}
"""An offer with nothing but what a part looks at."""


def _same(opening: Opening) -> Hashable:
    """Return what two offers have in common that are shown to the same people."""
    bare = tuple(BARE[part](opening) for part in PARTS)
    return (*bare, opening.kind, opening.licence)


def _risen(german: Mapping[Any, int]) -> dict[Any, int]:
    """Put everybody one level higher; who was not asked, and the highest, stay."""
    steps = [step.value for step in LADDER]
    risen = {level: who for level, who in german.items() if level not in {below(steps[0]), *steps}}
    for level in steps:
        risen[level] = german.get(below(level), 0)
    risen[steps[-1]] |= german.get(steps[-1], 0)
    return risen


def _over(
    let: int,
    link: Sequence[Group],
    german: Sequence[Group],
    times: Sequence[Group],
    ways: Sequence[Group],
) -> int:
    """Return who reaches the score from which an offer is shown."""
    found = 0
    for linked in link:
        if not (some := let & linked.people):
            continue
        for speaking in german:
            few = some & speaking.people
            for free in times if few else ():
                base = sum((linked.points, speaking.points, free.points))
                if at := _enough(base, ways):
                    found |= few & free.people & ways[at - 1].people
    return found


def _enough(base: float, ways: Sequence[Group]) -> int:
    """Return how many of the ways, the best first, are enough beside the other points."""
    return bisect_left(ways, True, key=lambda way: score(base, way.points) < SHOW)
