"""NumPy on bit masks: everybody's profile in a few arrays, one offer a handful of operations."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import Any, TypeAlias

import numpy as np

PROFILES = """
SELECT p.person_id, p.plz, p.wants, p.areas, p.mobility, p.german, p.offered_at
FROM profile p JOIN person ON person.id = p.person_id
WHERE work_on AND stopped_at IS NULL AND age_band = '18+'
AND EXISTS (SELECT 1 FROM chat c WHERE c.person_id = p.person_id AND c.blocked_at IS NULL)
ORDER BY p.person_id
"""
LEVELS = (None, "A0", "A1", "A2", "B1", "B2", "C1")
CAR, NEVER = "car", "1970-01-01"
WAVE, TRIES = 5, 7
Array: TypeAlias = np.ndarray[Any, Any]


class Bits:
    """Names as bits of a mask, numbered as they come."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def mask(self, names: Iterable[str]) -> int:
        """Return the mask of some names; at most 64 names are known."""
        return sum(1 << self._known.setdefault(name, len(self._known)) for name in set(names))


class Crowd:
    """Everybody in arrays: two masks of skills (80 of them), one each of wishes and areas."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._wants, self._areas, self._places = Bits(), Bits(), dict[str, int]()
        self._skills: tuple[Bits, Bits] = (Bits(), Bits())
        skills: dict[int, list[str]] = {}
        for person, skill in database.execute("SELECT person_id, skill FROM profile_skill"):
            skills.setdefault(person, []).append(skill)
        rows = database.execute(PROFILES).fetchall()
        self.people = np.array([row[0] for row in rows])
        self.place = np.array([self._place(row[1]) for row in rows], dtype=np.uint16)
        self.wants = self._masks(rows, 2, self._wants)
        self.areas = self._masks(rows, 3, self._areas)
        self.car = np.array([CAR in (row[4] or "") for row in rows])
        self.german = np.array([LEVELS.index(row[5]) for row in rows], dtype=np.uint8)
        self.waited = np.array([row[6] or NEVER for row in rows], dtype="datetime64[us]")
        self.skills = [
            np.array(
                [self._skills[half].mask(self._half(skills.get(row[0], ()), half)) for row in rows],
                dtype=np.uint64,
            )
            for half in (0, 1)
        ]

    def wave(self, query: Mapping[str, Any]) -> Array:
        """Return as many as a wave has of whom an offer fits: who waited longest."""
        (found,) = np.nonzero(self.fits(query))
        few = np.argpartition(self.waited[found], WAVE)[:WAVE] if len(found) > WAVE else ...
        return self.people[found[few]]

    def fits(self, query: Mapping[str, Any]) -> Array:
        """Tell of everybody whether an offer fits."""
        fits = (self.wants & np.uint64(self._wants.mask([query["want"]]))) != 0
        able = (self.areas & np.uint64(self._areas.mask(query["areas"]))) != 0
        for half, masks in enumerate(self.skills):
            wanted = self._skills[half].mask(self._half(query["skills"], half))
            able |= (masks & np.uint64(wanted)) != 0
        levels = [level in {None, *query["german"]} for level in LEVELS]
        fits &= able & np.array(levels)[self.german]
        far, by_bus = self._table(query["far"]), self._table(query["far_without_car"])
        fits &= ~np.where(self.car, far[self.place], by_bus[self.place])
        return fits

    def _table(self, plzs: Collection[str]) -> Array:
        return np.array([plz in plzs for plz in self._places])

    def _place(self, plz: str | None) -> int:
        return self._places.setdefault(plz or "", len(self._places))

    def _masks(self, rows: list[Any], column: int, bits: Bits) -> Array:
        return np.array([bits.mask(json.loads(r[column] or "[]") or ()) for r in rows], np.uint64)

    def _half(self, skills: Iterable[str], half: int) -> list[str]:
        return [skill for skill in skills if (skill.split(".")[0] < "k") == (half == 0)]


def milliseconds(crowd: Crowd, query: Mapping[str, Any]) -> float:
    """Time one scan."""
    began = time.perf_counter()
    crowd.wave(query)
    return 1000 * (time.perf_counter() - began)


def main(path: str, queries: str) -> None:
    """Print what loading and one scan take."""
    began = time.perf_counter()
    crowd = Crowd(sqlite3.connect(f"file:{path}?mode=ro", uri=True))
    load = 1000 * (time.perf_counter() - began)
    scans = [milliseconds(crowd, query) for query in json.loads(queries) * TRIES]
    hits = [crowd.people[crowd.fits(query)].tolist() for query in json.loads(queries)]
    sys.stdout.write(json.dumps({"load": load, "scan": median(scans), "hits": hits}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
