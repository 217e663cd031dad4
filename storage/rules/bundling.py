"""Which needs of firms belong together: near skills, one kind, near places, starts close by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from itertools import groupby

from storage.rules.taxonomy import skills
from storage.rules.way import Spot, kilometres

NEAR_KM, APART = 15.0, timedelta(weeks=4)
"""How far two needs may lie from each other, in kilometres as the crow flies, and in time."""
ALONE = 3
"""So many places of one firm alone are worth a meeting or a course."""


@dataclass(frozen=True)
class Need:
    """What a firm needs, in codes; `starts` is the first day, None: any day.

    `checked`: it is open and its firm verified; else a colleague completes or verifies it first.
    """

    id: int
    firm: int
    kind: str
    skills: frozenset[str]
    at: Spot | None
    centre: str | None
    places: int
    starts: date | None = None
    checked: bool = True


@dataclass(frozen=True)
class Bundle:
    """Needs that belong together, in the order of their keys; any two of them are alike."""

    needs: tuple[Need, ...]

    @property
    def key(self) -> int:
        """The lowest key of its needs: no other bundle has it."""
        return self.needs[0].id

    @property
    def kind(self) -> str:
        """What all of them are."""
        return self.needs[0].kind

    @cached_property
    def skill(self) -> str:
        """The skill most of them ask for, of several the one the first need has, then by name."""
        found = Counter(each for need in self.needs for each in need.skills)
        own = self.needs[0].skills
        return min(found, key=lambda each: (-found[each], each not in own, each))

    @property
    def checked(self) -> tuple[Need, ...]:
        """Those people can be sent to now."""
        return tuple(need for need in self.needs if need.checked)

    @property
    def unchecked(self) -> tuple[Need, ...]:
        """Those that wait for a colleague."""
        return tuple(need for need in self.needs if not need.checked)

    @property
    def centres(self) -> frozenset[str | None]:
        """The centres around them; None for places outside the district."""
        return frozenset(need.centre for need in self.needs)


def firms(needs: Iterable[Need]) -> int:
    """Count the firms of some needs."""
    return len({need.firm for need in needs})


def places(needs: Iterable[Need]) -> int:
    """Count the places of some needs."""
    return sum(need.places for need in needs)


def bundles(needs: Iterable[Need]) -> list[Bundle]:
    """Put needs together, each into one bundle at most; those with most places first.

    The need with the lowest key begins, and takes in their order all that are like every one it
    has already. What one firm needs alone is a bundle from three places on. The order in which
    they come does not matter.
    """
    ordered = sorted(needs, key=lambda need: (need.kind, need.id))
    found = [each for _, same in groupby(ordered, lambda need: need.kind) for each in _of(same)]
    return sorted(found, key=lambda each: (-places(each.needs), each.key))


def alike(one: Need, other: Need) -> bool:
    """Tell whether two needs may share a bundle."""
    return (
        one.kind == other.kind
        and not near_skills(one.skills).isdisjoint(other.skills)
        and _is_near(one, other)
        and _is_soon(one, other)
    )


@lru_cache(maxsize=4096)
def near_skills(asked: frozenset[str]) -> frozenset[str]:
    """Return skills with those the taxonomy relates to them; one step, else all work is one."""
    known = skills()
    return asked.union(*(known[each].related for each in asked if each in known))


def _of(same: Iterable[Need]) -> Iterator[Bundle]:
    """Yield the bundles of needs of one kind."""
    left = {need.id: need for need in same if need.skills and need.places > 0}
    by_skill = _by_skill(left.values())
    for need in [*left.values()]:
        if need.id in left and (taken := _around(need, left, by_skill)):
            yield Bundle(tuple(taken))
            for each in taken:
                del left[each.id]


def _by_skill(needs: Iterable[Need]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for need in needs:
        for skill in need.skills:
            found.setdefault(skill, []).append(need.id)
    return found


def _around(first: Need, left: dict[int, Need], by_skill: dict[str, list[int]]) -> Sequence[Need]:
    """Return what belongs to a need, itself included; nothing where that is no bundle."""
    keys = {key for skill in near_skills(first.skills) for key in by_skill.get(skill, ())}
    taken = [first]
    for key in sorted(keys & left.keys() - {first.id}):
        if all(alike(each, left[key]) for each in taken):
            taken.append(left[key])
    is_one = firms(taken) > 1 or places(taken) >= ALONE
    return sorted(taken, key=lambda need: need.id) if is_one else ()


def _is_near(one: Need, other: Need) -> bool:
    if one.centre is not None and one.centre == other.centre:
        return True
    return one.at is not None and other.at is not None and _km(one.at, other.at) <= NEAR_KM


@cache
def _km(here: Spot, there: Spot) -> float:
    return kilometres(here.lat, here.lon, there.lat, there.lon)


def _is_soon(one: Need, other: Need) -> bool:
    if one.starts is None or other.starts is None:
        return True
    return abs(one.starts - other.starts) <= APART
