"""Where somebody lives: big towns, a typed name or postcode, a shared point, or a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.kit.events import Shared, Typed
from conversations.kit.here import Here
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    N,
    Option,
    Prompt,
    Said,
    Stay,
    in_rows,
)
from locales.words import Words, _, p_, verbatim
from storage.places import centres, gazetteer
from storage.rules.places import Elsewhere, Found, Gazetteer, PlaceFound

FIRST = ("08415053", "08415061", "08415050")  # Münsingen, Reutlingen, Metzingen
OTHER, SHARE, START = "other", "share", "start"
ELSEWHERE = _("This place is not in the district of Reutlingen. Please choose the nearest place.")
UNKNOWN = _("I do not know this place. Please type the postcode, or choose from the list.")
TYPED = _("Or type the place or the postcode.")
UNSURE = _("Which place do you mean?")


@dataclass(frozen=True)
class Place:
    """A municipality; `plz` is None where it has several postcodes and none was typed."""

    ags: str
    plz: str | None


# NOTE: Where somebody lives; other places than those shown.
@dataclass(frozen=True, kw_only=True)
class PlaceOf(Asked[N]):
    """Answers with a `Place`.

    `preset` names the municipality a poster's code gave.
    """

    preset: Callable[[Here[N]], str | None]

    def ask(self, here: Here[N]) -> Prompt:
        """Show the first towns, the centres, one centre's places, or what a text may mean."""
        view = here.half if isinstance(here.half, str) else START
        known = gazetteer(here.work)
        if view == SHARE:
            share = p_("button", "📍 Share my place")
            lines = (_("Tap the button below to share your place once."), TYPED)
            return Prompt(lines, share_place=share)
        if view == START:
            return Prompt((*self.text(here), TYPED), in_rows(self._first(here, known)))
        if view == OTHER:
            return Prompt(tuple(self.text(here)), in_rows(_areas(here)))
        return self._listed(known, view)

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a place, a change of view, a text or a point."""
        known = gazetteer(here.work)
        if isinstance(said, Shared):
            return _at(known.nearest(said.lat, said.lon))
        if isinstance(said, Typed):
            return _typed(known, said.text)
        if said.value in known.by_ags:
            return _found(known.whole(known.by_ags[said.value]))
        if _is_view(here, said):
            return Stay(said.value)
        return Again()

    def _first(self, here: Here[N], known: Gazetteer) -> list[Option]:
        preset = self.preset(here)
        keys = dict.fromkeys((preset, *FIRST) if preset else FIRST)
        towns = [_town(known, ags) for ags in keys if ags in known.by_ags]
        return [*towns, Option(OTHER, p_("button", "Another place"))]

    def _listed(self, known: Gazetteer, view: str) -> Prompt:
        keys = view.split(",") if view[0].isdigit() else [m.ags for m in known.of_centre(view)]
        options = [_town(known, ags) for ags in keys if ags in known.by_ags]
        options.append(Option(OTHER, p_("button", "Another place")))
        return Prompt((UNSURE,), in_rows(options, 2))


def _town(known: Gazetteer, ags: str) -> Option:
    return Option(ags, verbatim(known.by_ags[ags].name))


def _areas(here: Here[object]) -> list[Option]:
    around = [Option(centre.key, verbatim(centre.name)) for centre in centres(here.work)]
    return [*around, Option(SHARE, p_("button", "📍 Share my place"))]


def _is_view(here: Here[object], said: Chosen) -> bool:
    return said.value in {OTHER, SHARE, START, *(c.key for c in centres(here.work))}


def _typed(known: Gazetteer, text: str) -> Heard:
    found = known.find(text)
    if isinstance(found, Found) and not found.sure:
        return Stay(",".join(p.municipality.ags for p in found.places[:8]))
    if isinstance(found, Found):
        return _found(found.places[0])
    return _lost(ELSEWHERE if isinstance(found, Elsewhere) else UNKNOWN)


def _at(place: PlaceFound | Elsewhere) -> Heard:
    return _lost(ELSEWHERE) if isinstance(place, Elsewhere) else _found(place)


def _lost(words: Words) -> Again:
    return Again(words, half=OTHER)


def _found(place: PlaceFound) -> Answer:
    return Answer(Place(place.municipality.ags, place.postcode.plz if place.postcode else None))
