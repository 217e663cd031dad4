"""Where somebody lives: big towns, a typed name or postcode, a shared point, or a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

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
from locales.words import Name, _, p_, say, verbatim
from storage.places import centres, gazetteer
from storage.rules.places import Elsewhere, Found, Gazetteer, PlaceFound

FIRST = ("08415053", "08415061", "08415050")  # Münsingen, Reutlingen, Metzingen
OTHER, SHARE, START = "other", "share", "start"
SEPARATOR, MOST_ASKED = ",", 8
ELSEWHERE = _("This place is not in the district of Reutlingen. Please choose the nearest place.")
UNKNOWN = _("I do not know this place. Please type the postcode, or choose from the list.")
TYPED = _("Or type the place or the postcode.")
UNSURE = _("Which place do you mean?")
# NOTE: Asks back whether a typed place was understood; the button below says Yes.
RIGHT = _("{place}, right?")


@dataclass(frozen=True)
class Place:
    """A municipality; `plz` is None where it has several postcodes and none was typed.

    `village` is the part of it that was named.
    """

    ags: str
    plz: str | None
    village: str | None = None


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
            lines = (_("Share your place once with the button. No button? Then write it."), TYPED)
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
            asked = _meant(known, here.half) if isinstance(here.half, str) else {}
            found = asked.get(said.value) or known.whole(known.by_ags[said.value])
            return _at(found, said.typed)
        if _is_view(here, said):
            return Stay(said.value)
        return Again()

    def _first(self, here: Here[N], known: Gazetteer) -> list[Option]:
        preset = self.preset(here)
        keys = dict.fromkeys((preset, *FIRST) if preset else FIRST)
        towns = [_town(known, ags) for ags in keys if ags in known.by_ags]
        return [*towns, Option(OTHER, p_("button", "Another place"))]

    def _listed(self, known: Gazetteer, view: str) -> Prompt:
        another = Option(OTHER, p_("button", "Another place"))
        if not view[0].isdigit():
            towns = [_town(known, each.ags) for each in known.of_centre(view)]
            return Prompt((UNSURE,), in_rows([*towns, another], 2))
        meant = list(_meant(known, view).items())
        if len(meant) == 1:
            (ags, place) = meant[0]
            right = say(RIGHT, place=Name(place.name))
            return Prompt((right,), in_rows([Option(ags, p_("button", "Yes")), another]))
        options = [Option(ags, verbatim(place.name)) for ags, place in meant]
        return Prompt((UNSURE,), in_rows([*options, another]))


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
        return Stay(SEPARATOR.join(_kept(place) for place in found.places[:MOST_ASKED]))
    if isinstance(found, Found):
        return _at(found.places[0])
    return _at(found) if isinstance(found, Elsewhere) else Again(UNKNOWN, half=START)


def _at(place: PlaceFound | Elsewhere, echoed: bool = True) -> Heard:
    """Take a place, and say which it is where it was not tapped."""
    if isinstance(place, Elsewhere):
        return Again(ELSEWHERE, half=START, known=True)
    postcode = place.postcode.plz if place.postcode else None
    echo = verbatim(f"📍 {place.name}") if echoed else None
    return Answer(Place(place.municipality.ags, postcode, place.village), echo)


def _kept(place: PlaceFound) -> str:
    """Write down a place that is asked for: its key, and the village where one was named."""
    ags = place.municipality.ags
    return f"{ags}:{place.village}" if place.village else ags


def _meant(known: Gazetteer, view: str) -> dict[str, PlaceFound]:
    """Read the places that were written down, by the keys of their municipalities."""
    written = (kept.partition(":") for kept in view.split(SEPARATOR))
    return {
        ags: replace(known.whole(known.by_ags[ags]), village=village or None)
        for ags, _colon, village in written
        if ags in known.by_ags
    }
