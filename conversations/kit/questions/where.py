"""Where somebody lives: big towns, a typed name or postcode, a shared point, or a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conversations.kit.context import Context
from conversations.kit.events import Shared, Typed
from conversations.kit.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    Option,
    Prompt,
    Said,
    Stay,
    in_rows,
)
from locales.words import _, p_, verbatim
from storage.places import centres, gazetteer
from storage.rules.places import Elsewhere, Found, Gazetteer, PlaceFound

FIRST = ("08415053", "08415061", "08415050")  # Münsingen, Reutlingen, Metzingen
OTHER, SHARE, START = "other", "share", "start"
ELSEWHERE = _("This place is not in the district of Reutlingen. Please choose the nearest place.")
UNKNOWN = _("I do not know this place. Please type the postcode, or choose from the list.")
TYPED = _("Or type your postcode, your town or your village.")
UNSURE = _("Which place do you mean?")


@dataclass(frozen=True, kw_only=True)
class PlaceOf(Asked):
    """Answers with {"ags", "plz"}; plz is None where a town has several and none was typed.

    `preset` names the municipality a poster's code gave.
    """

    preset: Callable[[Context], str | None]

    def ask(self, context: Context) -> Prompt:
        """Show the first towns, the centres, one centre's places, or what a text may mean."""
        view = context.draft.get(self.state, START)
        known = gazetteer(context.work)
        if view == SHARE:
            share = p_("button", "📍 Share my place")
            lines = (_("Tap the button below to share your place once."), TYPED)
            return Prompt(lines, share_place=share)
        if view == START:
            return Prompt((*self.text(context), TYPED), in_rows(self._first(context, known)))
        if view == OTHER:
            return Prompt(tuple(self.text(context)), in_rows(_areas(context)))
        return self._listed(known, view)

    def hear(self, context: Context, said: Said) -> Heard:
        """Take a place, a change of view, a text or a point."""
        known = gazetteer(context.work)
        if isinstance(said, Shared):
            return self._at(context, known.nearest(said.lat, said.lon))
        if isinstance(said, Typed):
            return self._typed(context, known, said.text)
        if said.value in known.by_ags:
            return self._found(context, known.whole(known.by_ags[said.value]))
        if _is_view(context, said):
            context.draft[self.state] = said.value
            return Stay()
        return Again()

    def _first(self, context: Context, known: Gazetteer) -> list[Option]:
        preset = self.preset(context)
        keys = dict.fromkeys((preset, *FIRST) if preset else FIRST)
        towns = [_town(known, ags) for ags in keys if ags in known.by_ags]
        return [*towns, Option(OTHER, p_("button", "Another place"))]

    def _listed(self, known: Gazetteer, view: str) -> Prompt:
        keys = view.split(",") if view[0].isdigit() else [m.ags for m in known.of_centre(view)]
        options = [_town(known, ags) for ags in keys if ags in known.by_ags]
        options.append(Option(OTHER, p_("button", "Another place")))
        return Prompt((UNSURE,), in_rows(options, 2))

    def _typed(self, context: Context, known: Gazetteer, text: str) -> Heard:
        found = known.find(text)
        if isinstance(found, Found) and not found.sure:
            context.draft[self.state] = ",".join(p.municipality.ags for p in found.places[:8])
            return Stay()
        if isinstance(found, Found):
            return self._found(context, found.places[0])
        return self._lost(context, ELSEWHERE if isinstance(found, Elsewhere) else UNKNOWN)

    def _at(self, context: Context, place: PlaceFound | Elsewhere) -> Heard:
        if isinstance(place, Elsewhere):
            return self._lost(context, ELSEWHERE)
        return self._found(context, place)

    def _lost(self, context: Context, words: Any) -> Again:
        context.draft[self.state] = OTHER
        return Again(words)

    def _found(self, context: Context, place: PlaceFound) -> Answer:
        context.draft.pop(self.state, None)
        plz = place.postcode.plz if place.postcode else None
        return Answer({"ags": place.municipality.ags, "plz": plz})


def _town(known: Gazetteer, ags: str) -> Option:
    return Option(ags, verbatim(known.by_ags[ags].name))


def _areas(context: Context) -> list[Option]:
    around = [Option(centre.key, verbatim(centre.name)) for centre in centres(context.work)]
    return [*around, Option(SHARE, p_("button", "📍 Share my place"))]


def _is_view(context: Context, said: Chosen) -> bool:
    return said.value in {OTHER, SHARE, START, *(c.key for c in centres(context.work))}
