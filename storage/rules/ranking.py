"""Whom an offer fits, best first, from sets of people who share a fact: a bit for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate, product
from operator import or_
from typing import Any, Literal, NamedTuple, TypeAlias

from storage.rules.facts import linking_skills
from storage.rules.fit import PUSH, Opening, Refusal, score, weigh
from storage.rules.fit_codes import FAR, UNLINKED
from storage.rules.way import Mode, Spot

Sets = Mapping[str, Mapping[Any, int]]
"""Fact of a Seeker -> value -> who has it; None is the value of who was not asked yet."""

Part: TypeAlias = Literal["link", "german", "times", "way"]
MODES: tuple[Mode | None, ...] = (None, *Mode)


class Group(NamedTuple):
    """People for whom something is worth the same."""

    points: float
    people: int


def best_first(
    opening: Opening, sets: Sets, home: Callable[[Any], Spot | None], without: int = 0
) -> Iterator[int]:
    """Yield sets of people to send an open offer, those with one score each, highest first.

    The points and refusals are those of the rules for each value alone: what somebody has several
    of (skills, areas, ways) counts with the best. `home` gives the point of a value of "home".
    """
    left = _minus(allowed(opening, sets), without)
    links = _groups(left, _links(opening, sets))
    german = _groups(_union(links), _german(opening, sets))
    times = _groups(_union(german), _times(opening, sets, left))
    ways = _groups(_union(times), _ways(opening, sets, home))
    reached = [
        Group(way.points, people)
        for way, people in zip(ways, accumulate((way.people for way in ways), or_), strict=True)
    ]
    parts = [
        _Part(sum(group.points for group in each), people, reached)
        for each in product(links, german, times)
        if (people := each[0].people & each[1].people & each[2].people)
    ]
    best = max((score(part.base, ways[0].points) for part in parts), default=0) if ways else 0
    for least in range(best, PUSH - 1, -1):
        found = reduce(or_, (part.take(least) for part in parts))
        if found:
            yield found


@dataclass
class _Part:
    """People who differ in their ways only; `ways` are cumulated, the best first."""

    base: float
    people: int
    ways: Sequence[Group]
    taken: int = 0

    def take(self, least: int) -> int:
        """Take out who has at least this score."""
        before = self.taken
        while self.taken < len(self.ways) and self._score(self.taken) >= least:
            self.taken += 1
        if self.taken == before:
            return 0
        found = self.people & self.ways[self.taken - 1].people
        self.people ^= found
        return found

    def _score(self, way: int) -> int:
        return score(self.base, self.ways[way].points)


def passing(opening: Opening, sets: Sets, home: Callable[[Any], Spot | None]) -> dict[str, int]:
    """Return who passes each part of the rules alone, whatever the others say.

    The parts: wish, papers (the licence), skill, german, times, way.
    """
    everybody = reduce(or_, sets["german"].values(), 0)
    wish, papers = _wanting(opening, sets)
    found = {
        "skill": _links(opening, sets),
        "german": _german(opening, sets),
        "times": _times(opening, sets, everybody),
        "way": _ways(opening, sets, home),
    }
    parts = {name: reduce(or_, (who for _, who in pairs), 0) for name, pairs in found.items()}
    return {"wish": wish, "papers": papers, **parts}


def worths(
    part: Part, opening: Opening, sets: Sets, home: Callable[[Any], Spot | None]
) -> list[Group]:
    """Return who passes one part of the rules alone, by what it is worth there, the most first."""
    everybody = reduce(or_, sets["german"].values(), 0)
    if part == "way":
        return _groups(everybody, _ways(opening, sets, home))
    if part == "times":
        return _groups(everybody, _times(opening, sets, everybody))
    return _groups(everybody, (_links if part == "link" else _german)(opening, sets))


def _groups(among: int, weighed: Iterable[tuple[float, int]]) -> list[Group]:
    """Put everybody where they have most, the most points first."""
    worth: dict[float, int] = {}
    for points, people in weighed:
        worth[points] = worth.get(points, 0) | people
    groups = []
    for points in sorted(worth, reverse=True):
        if people := worth[points] & among:
            groups.append(Group(points, people))
            among ^= people
    return groups


def allowed(opening: Opening, sets: Sets) -> int:
    """Return who wants such an offer and has the licence it needs."""
    wanting, licensed = _wanting(opening, sets)
    return wanting & licensed


def _wanting(opening: Opening, sets: Sets) -> tuple[int, int]:
    """Return who wants such an offer, and who has the licence it needs."""
    everybody = reduce(or_, sets["wants"].values(), 0)
    nothing = weigh(opening)[1]
    found = []
    for fact, refusal in (("wants", Refusal.KIND), ("licences", Refusal.LICENCE)):
        having = (
            who
            for value, who in sets[fact].items()
            if refusal not in weigh(opening, **{fact: frozenset({value})})[1]
        )
        found.append(reduce(or_, having, 0) if refusal in nothing else everybody)
    return found[0], found[1]


def _links(opening: Opening, sets: Sets) -> Iterator[tuple[float, int]]:
    near = linking_skills(opening)
    known: list[tuple[dict[str, Any], int]] = [
        *(({"skills": (own,)}, who) for own, who in sets["skills"].items() if own[0] in near),
        *(({"areas": frozenset({area})}, who) for area, who in sets["areas"].items()),
    ]
    for fact, people in known:
        points, refusals = weigh(opening, **fact)
        if UNLINKED.isdisjoint(refusals):
            yield points.link, people


def _german(opening: Opening, sets: Sets) -> Iterator[tuple[float, int]]:
    for level, people in sets["german"].items():
        points, refusals = weigh(opening, german=level)
        if Refusal.GERMAN not in refusals:
            yield points.german, people


def _times(opening: Opening, sets: Sets, among: int) -> Iterator[tuple[float, int]]:
    """Count the needed slots that are free: only how many they are has a price."""
    unknown = sets["slots"].get(None, 0)
    yield weigh(opening, slots=None)[0].times, unknown
    needed = sorted(opening.slots)
    free = [_minus(among, unknown), *(0 for _ in needed)]  # at least so many
    for done, slot in enumerate(needed):
        people = sets["slots"].get(slot, 0)
        for count in range(done, -1, -1):
            free[count + 1] |= free[count] & people
    for count, people in enumerate(free):
        points, refusals = weigh(opening, slots=frozenset(needed[:count]))
        if Refusal.TIMES not in refusals:
            yield points.times, people


def _ways(
    opening: Opening, sets: Sets, home: Callable[[Any], Spot | None]
) -> Iterator[tuple[float, int]]:
    only = Opening(0, "", frozenset(), opening.at, 1, opening.hours_week, before_six=opening.early)
    for value, people in sets["home"].items():
        at = home(value)
        if at is None or opening.at is None:
            yield weigh(opening)[0].way, people
            continue
        for mode, points in _modes(only, at):
            yield points, people & sets["mobility"].get(mode, 0)


@lru_cache(maxsize=4096)
def _modes(opening: Opening, home: Spot) -> tuple[tuple[Mode | None, float], ...]:
    """Return what one can come with in time, and what that is worth."""
    found = []
    for mode in MODES:
        having = None if mode is None else frozenset({mode})
        points, refusals = weigh(opening, home=home, mobility=having)
        if FAR.isdisjoint(refusals):
            found.append((mode, points.way))
    return tuple(found)


def _union(groups: Iterable[Group]) -> int:
    return reduce(or_, (group.people for group in groups), 0)


def _minus(people: int, others: int) -> int:
    """Take away; `people & ~others` would be twenty times as slow."""
    return people ^ (people & others)
