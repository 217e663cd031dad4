"""Which place somebody means: a postcode, a name, a village, or a shared point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from storage.rules.spelling import closest, fold, spellings
from storage.rules.tables import rows
from storage.rules.typed import digits, normalise
from storage.rules.way import Spot, kilometres

OUTSIDE_KM = 15.0
_PREFIX_LETTERS = 3
_WORDS_READ = 8


@dataclass(frozen=True)
class Municipality:
    """A municipality by its official key; elevation in metres, `plateau` is up on the Alb."""

    ags: str
    name: str
    centre: str
    second_centre: str | None
    ask_centre: bool
    population: int
    lat: float
    lon: float
    elevation: int
    plateau: bool

    @property
    def centres(self) -> tuple[str, ...]:
        """The centre that is near, or both where the person is asked."""
        if self.ask_centre and self.second_centre:
            return self.centre, self.second_centre
        return (self.centre,)


@dataclass(frozen=True)
class Postcode:
    """A postcode and its point for distances; each lies in exactly one municipality."""

    plz: str
    ags: str
    lat: float
    lon: float


@dataclass(frozen=True)
class PlaceFound:
    """A municipality, and the postcode where it is known or the only one."""

    municipality: Municipality
    postcode: Postcode | None


@dataclass(frozen=True)
class Found:
    """Places that were meant, biggest first; not `sure`: ask back, it was a guess."""

    places: tuple[PlaceFound, ...]
    sure: bool


@dataclass(frozen=True)
class Elsewhere:
    """A place outside the district."""


Answer: TypeAlias = Found | Elsewhere | None


@dataclass(frozen=True)
class Gazetteer:
    """The district's tables, which staff can change; `aliases` are pairs of name and ags.

    `neighbours` are towns outside, so that Nürtingen is not taken for Würtingen.
    """

    municipalities: tuple[Municipality, ...]
    postcodes: tuple[Postcode, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    neighbours: tuple[str, ...] = ()

    @cached_property
    def by_ags(self) -> dict[str, Municipality]:
        """Municipalities by key, biggest first."""
        order = sorted(self.municipalities, key=lambda each: (-each.population, each.ags))
        return {each.ags: each for each in order}

    @cached_property
    def by_plz(self) -> dict[str, Postcode]:
        """Postcodes whose municipality is known."""
        return {each.plz: each for each in self.postcodes if each.ags in self.by_ags}

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Folded spelling -> keys of the municipalities it may mean; none for neighbours."""
        index: dict[str, set[str]] = {}
        inside = [(each.name, each.ags) for each in self.by_ags.values()]
        aliases = [pair for pair in self.aliases if pair[1] in self.by_ags]
        for name, ags in inside + aliases:
            for form in spellings(name):
                index.setdefault(form, set()).add(ags)
        for form in (form for name in self.neighbours for form in spellings(name)):
            index.setdefault(form, set())
        return {form: frozenset(keys) for form, keys in index.items() if form}

    def find(self, text: str) -> Answer:
        """Read a typed place: postcode, then a name, then its beginning, then a spelling slip."""
        plz = re.search(r"(?<!\d)\d{5}(?!\d)", digits(text), re.ASCII)
        if plz:
            return self.place(plz[0])
        for phrase in _phrases(text):
            if phrase in self.names:
                return self._answer(self.names[phrase], sure=True)
        return self._guess(text)

    def place(self, plz: str) -> Found | Elsewhere:
        """Look a postcode up; one that is not in the table lies elsewhere."""
        postcode = self.by_plz.get(plz)
        if not postcode:
            return Elsewhere()
        return Found((PlaceFound(self.by_ags[postcode.ags], postcode),), sure=True)

    def nearest(self, lat: float, lon: float) -> PlaceFound | Elsewhere:
        """Return the place around a shared point, unless all are farther than 15 km."""
        away = ((kilometres(lat, lon, p.lat, p.lon), p.plz) for p in self.by_plz.values())
        km, plz = min(away, default=(OUTSIDE_KM * 2, ""))
        if not km <= OUTSIDE_KM:
            return Elsewhere()
        return PlaceFound(self.by_ags[self.by_plz[plz].ags], self.by_plz[plz])

    def of_centre(self, centre: str) -> tuple[Municipality, ...]:
        """Return a centre's municipalities, biggest first."""
        return tuple(each for each in self.by_ags.values() if each.centre == centre)

    def spot(self, plz: str | None, ags: str | None = None) -> Spot | None:
        """Return the point to measure from: of the postcode, else of the municipality."""
        postcode = self.by_plz.get(plz or "")
        home = self.by_ags.get(postcode.ags if postcode else ags or "")
        if not home:
            return None
        at = postcode or home
        return Spot(at.lat, at.lon, home.ags, home.name, home.elevation, home.plateau)

    def _guess(self, text: str) -> Answer:
        whole = fold(text)
        begun = [form for form in self.names if form.startswith(whole)]
        if len(whole) >= _PREFIX_LETTERS and begun:
            return self._answer(_keys(self.names, begun), sure=False)
        for phrase in _phrases(text, longest=2):
            near = closest(phrase, self.names)
            if near:
                return self._answer(_keys(self.names, near), sure=False)
        return None

    def _answer(self, keys: frozenset[str], sure: bool) -> Found | Elsewhere:
        places = tuple(self.whole(each) for ags, each in self.by_ags.items() if ags in keys)
        return Found(places, sure and len(places) == 1) if places else Elsewhere()

    def whole(self, municipality: Municipality) -> PlaceFound:
        """Return a municipality, with its postcode where it has only one."""
        own = [each for each in self.by_plz.values() if each.ags == municipality.ags]
        return PlaceFound(municipality, own[0] if len(own) == 1 else None)


def shipped() -> Gazetteer:
    """Build the gazetteer from the tables we ship (first load, tests)."""
    return Gazetteer(
        tuple(_municipality(row) for row in rows("municipalities.csv")),
        tuple(
            Postcode(row["plz"], row["ags"], float(row["lat"]), float(row["lon"]))
            for row in rows("postcodes.csv")
        ),
        tuple((row["alias"], row["ags"]) for row in rows("place_aliases.csv")),
        neighbours(),
    )


def neighbours() -> tuple[str, ...]:
    """Towns around the district."""
    return tuple(row["name"] for row in rows("neighbours.csv"))


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        ags=row["ags"],
        name=row["name"],
        centre=row["centre"],
        second_centre=row["centre_alt"] or None,
        ask_centre=row["ask_centre"] == "yes",
        population=int(row["population"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        elevation=int(row["elev_m"]),
        plateau=row["alb_plateau"] == "yes",
    )


def _phrases(text: str, longest: int = 5) -> Iterator[str]:
    """All runs of a few words, longest first: "I live in Bad Urach" holds "Bad Urach"."""
    words = normalise(text[:200]).split()[:_WORDS_READ]
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield fold(" ".join(words[start : start + length]))


def _keys(names: dict[str, frozenset[str]], forms: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(names[form] for form in forms))
