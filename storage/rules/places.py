"""Which place somebody means: a postcode, a name, a village, or a shared point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from storage.rules.mentions import mentioned, phrases
from storage.rules.spelling import closest, sound, spellings
from storage.rules.tables import rows
from storage.rules.typed import digits, key
from storage.rules.way import Spot, kilometres

OUTSIDE_KM = 15.0
_PREFIX_LETTERS = 3
_PLZ = re.compile(r"(?<!\d)\d{5}(?!\d)|(?<!\d)(?<!\d[ .])\d(?:[ .]?\d){4}(?![ .]?\d)", re.ASCII)


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
    """A municipality, the postcode where known or the only one, and the village that was named."""

    municipality: Municipality
    postcode: Postcode | None
    village: str | None = None

    @property
    def name(self) -> str:
        """What to call it: Zwiefalten, or Mörsingen (Zwiefalten)."""
        town = self.municipality.name
        return f"{self.village} ({town})" if self.village else town


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

    `neighbours` are towns outside, so that Nürtingen is not taken for Würtingen; `namesakes` are
    names of the district that others in Germany have too.
    """

    municipalities: tuple[Municipality, ...]
    postcodes: tuple[Postcode, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    neighbours: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()

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

    @cached_property
    def _villages(self) -> dict[str, str]:
        """Folded spelling -> name of a village or quarter; spellings in other scripts have none."""
        latin = [alias for alias, _ags in self.aliases if alias[:1] < "\u0250"]
        found = {form: name for name in reversed(latin) for form in spellings(name)}
        towns = {form for each in self.by_ags.values() for form in spellings(each.name)}
        return {form: name for form, name in found.items() if form not in towns}

    @cached_property
    def _sounds(self) -> dict[str, frozenset[str]]:
        """Consonants -> the spellings that sound so; of other scripts and ours alike."""
        index: dict[str, set[str]] = {}
        for form in self.names:
            index.setdefault(sound(form), set()).add(form)
        return {heard: frozenset(forms) for heard, forms in index.items() if heard}

    @cached_property
    def _shared(self) -> frozenset[str]:
        return frozenset(key(name) for name in self.namesakes)

    def find(self, text: str) -> Answer:
        """Read a typed place: postcode, names, the beginning of one, a slip, or how it sounds.

        It is sure where nothing else was said, one place is meant, and no other in Germany is
        called so.
        """
        said, plz = digits(text), _PLZ.search(digits(text))
        rest = said.replace(plz[0], " ") if plz else said
        named = mentioned(rest, self.names)
        keys = _keys(self.names, named.names)
        if plz:
            return self._written(self.place(re.sub(r"\D", "", plz[0])), keys)
        if named.names:
            sure = named.alone and not self._shared & {*named.names}
            return self._answer(keys, sure, named.names)
        return self._guess(text)

    def _written(self, placed: Found | Elsewhere, keys: frozenset[str]) -> Found | Elsewhere:
        """Weigh a postcode against the names beside it: where they differ it is not sure."""
        own = (
            {each.municipality.ags for each in placed.places}
            if isinstance(placed, Found)
            else set()
        )
        return self._answer(frozenset(keys | own), sure=False) if keys - own else placed

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
        whole = key(text)
        begun = {form for form in self.names if form.startswith(whole)}
        if len(whole) >= _PREFIX_LETTERS and begun:
            return self._answer(_keys(self.names, begun), False, begun)
        for phrase in phrases(text, longest=2):
            heard = frozenset() if phrase.isascii() else self._sounds.get(sound(phrase))
            if near := heard or closest(phrase, self.names):
                return self._answer(_keys(self.names, near), False, near)
        return None

    def _answer(
        self, keys: frozenset[str], sure: bool, forms: Iterable[str] = ()
    ) -> Found | Elsewhere:
        villages = self._named(forms)
        places = tuple(
            replace(self.whole(each), village=villages.get(ags))
            for ags, each in self.by_ags.items()
            if ags in keys
        )
        return Found(places, sure and len(places) == 1) if places else Elsewhere()

    def _named(self, forms: Iterable[str]) -> dict[str, str]:
        """Return the villages meant, where a form names one and not its municipality as well."""
        found: dict[str, set[str | None]] = {}
        for form in forms:
            for ags in self.names[form]:
                found.setdefault(ags, set()).add(self._villages.get(form))
        return {ags: name for ags, (name, *more) in found.items() if name and not more}

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
        namesakes(),
    )


def neighbours() -> tuple[str, ...]:
    """Places outside the district that people name."""
    return tuple(row["name"] for row in rows("neighbours.csv"))


def namesakes() -> tuple[str, ...]:
    """Names of the district that are also those of other places in Germany."""
    return tuple(row["name"] for row in rows("namesakes.csv"))


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


def _keys(names: dict[str, frozenset[str]], forms: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(names[form] for form in forms))
