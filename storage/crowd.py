"""Everybody who can be sent an offer, as sets of people who share a fact: a bit for each person."""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from storage.models import Person, Profile, ProfileSkill
from storage.reachable import CAN_BE_SENT
from storage.rules.fit import Opening
from storage.rules.obstacles import Obstacle, unfitting
from storage.rules.places import Gazetteer
from storage.rules.ranking import best_first
from storage.rules.supply import Weighing
from storage.rules.way import Spot

LISTS = ("wants", "areas", "slots", "mobility", "licences")
NAMES = (*LISTS, "german", "home")
FACTS = (
    select(
        Profile.person_id,
        Profile.offered_at,
        *(cast(getattr(Profile, name), String) for name in LISTS),
        Profile.german,
        func.coalesce(Profile.plz, "") + "/" + func.coalesce(Profile.ags, ""),
    )
    .join(Person, Person.id == Profile.person_id)
    .where(*CAN_BE_SENT)
)
SKILLS = select(ProfileSkill.person_id, ProfileSkill.skill, ProfileSkill.level)
SOME = re.compile(rb"[^\0]")
BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


class Crowd:
    """Sets of people by what they answered, and since when they wait; some 60 bytes for each.

    It only remembers and may be out of date: whom it names is to be asked of the database.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._sets: dict[str, dict[Any, int]] = {name: {} for name in (*NAMES, "skills")}
        self._waited = array("d")

    def read(self, session: Session, people: Collection[int]) -> None:
        """Replace what is known of these people by what the database says now."""
        if not people:
            return
        self._waited.extend([0.0] * (max(people) + 1 - len(self._waited)))
        having: dict[tuple[str, Any], list[int]] = defaultdict(list)
        there = set()
        connection = session.connection()
        for key, at, *facts in connection.execute(FACTS.where(Profile.person_id.in_(people))):
            there.add(key)
            self._waited[key] = at.timestamp() if at else 0.0
            for fact in zip(NAMES, facts, strict=True):
                having[fact].append(key)
        for key, skill, level in connection.execute(
            SKILLS.where(ProfileSkill.person_id.in_(people))
        ):
            if key in there:
                having["skills", (skill, level)].append(key)
        self._replace(people, having)

    def _replace(self, people: Collection[int], having: dict[tuple[str, Any], list[int]]) -> None:
        replaced = bits(people)
        for known in self._sets.values():
            for value, who in known.items():
                known[value] = who ^ (who & replaced)
        for (name, written), those in having.items():
            known, who = self._sets[name], bits(those)
            for value in _listed(written) if name in LISTS else [written]:
                known[value] = known.get(value, 0) | who

    def in_order(
        self, opening: Opening, places: Gazetteer, without: Collection[int]
    ) -> Iterator[int]:
        """Name whom to send an open offer, best first, among equals who waited longest.

        What changes from now on changes nobody's place.
        """
        sets = {name: dict(known) for name, known in self._sets.items()}
        found = best_first(opening, sets, partial(spot_of_home, places), bits(without))
        waited = self._waited.__getitem__
        return (person for equals in found for person in sorted(people_in(equals), key=waited))

    def unfitting(
        self, openings: Iterable[Opening], places: Gazetteer
    ) -> dict[Obstacle, list[int]]:
        """Name who fits no open offer, by what stands in the way."""
        found = unfitting(openings, self._sets, lru_cache(partial(spot_of_home, places)))
        return {each: people_in(who) for each, who in found.items()}

    def weighing(self, places: Gazetteer) -> Weighing:
        """Return what weighs offers for everybody as they are now; it keeps what it weighed."""
        sets = {name: dict(known) for name, known in self._sets.items()}
        return Weighing(sets, lru_cache(partial(spot_of_home, places)))


def spot_of_home(places: Gazetteer, home: str) -> Spot | None:
    """Return the point of where somebody lives, as it is written in the sets."""
    plz, _, ags = home.partition("/")
    return places.spot(plz, ags)


@lru_cache(maxsize=4096)
def _listed(written: str | None) -> Sequence[str | None]:
    """Return the codes of a JSON list; None alone where nothing was answered."""
    listed: list[str] | None = json.loads(written) if written else None
    return (None,) if listed is None else tuple(set(listed))


def bits(people: Iterable[int]) -> int:
    """Return people as a set: bit n is the person with the key n."""
    people = list(people)
    if not people:
        return 0
    first = min(people) // 8
    data = bytearray(max(people) // 8 - first + 1)
    for person in people:
        data[person // 8 - first] |= 1 << person % 8
    return int.from_bytes(data, "little") << 8 * first


def people_in(people: int) -> list[int]:
    """Return the people of a set, in the order of their keys."""
    data = people.to_bytes(people.bit_length() // 8 + 1, "little")
    return [
        8 * byte.start() + bit for byte in SOME.finditer(data) for bit in BITS[data[byte.start()]]
    ]
