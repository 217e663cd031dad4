"""Where somebody is at home here: place, centre, and what is near this week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.kit.context import Context
from conversations.kit.questions import Option
from locales.words import German, Hours, Ltr, Name, Weekday, Words, _, say, verbatim
from storage.models import Centre, Profile
from storage.models.people import AgeBand
from storage.places import centre, centres, gazetteer
from storage.rules.opening_hours import opening_hours
from storage.rules.places import Municipality

PLACE, CENTRE, LOOK = "ags", "centre", "look"


def is_known(context: Context) -> bool:
    """Tell whether the welcome is behind this chat: agreed, or only looking."""
    return context.person is not None or bool(context.draft.get(LOOK))


def keep_place(context: Context, place: dict[str, Any]) -> None:
    """Keep place and nearest centre: in the profile, or before there is one in the draft."""
    town = gazetteer(context.work).by_ags[place["ags"]]
    context.draft.update(ags=place["ags"], plz=place["plz"], centre=town.centre)
    if context.profile:
        into_profile(context, context.profile)


def keep_centre(context: Context, key: str) -> None:
    """Keep the centre somebody prefers."""
    context.draft[CENTRE] = key
    if context.profile:
        context.profile.centre = key


def into_profile(context: Context, profile: Profile) -> None:
    """Move what was said before there was a profile into it."""
    if PLACE in context.draft:
        profile.ags, profile.plz = context.draft.pop("ags"), context.draft.pop("plz")
        profile.centre = context.draft.pop("centre")


def place_of(context: Context) -> tuple[str | None, str | None]:
    """Return municipality key and postcode of the profile, or of somebody only looking."""
    if context.profile and context.profile.ags:
        return context.profile.ags, context.profile.plz
    return context.draft.get("ags"), context.draft.get("plz")


def town(context: Context) -> Municipality | None:
    """Return the municipality somebody lives in, where they said it."""
    return gazetteer(context.work).by_ags.get(place_of(context)[0] or "")


def own_centre(context: Context) -> Centre | None:
    """Return the centre somebody belongs to, where they said a place."""
    profile = context.profile
    key = profile.centre if profile and profile.centre else context.draft.get(CENTRE)
    return centre(context.work, key) if key else None


def has_two_centres(context: Context) -> bool:
    """Tell whether the municipality lies between two centres and the person decides."""
    here = town(context)
    return here is not None and len(here.centres) > 1


def centre_options(context: Context) -> Sequence[Option]:
    """Return all centres, the near ones first: near is a suggestion, never a wall."""
    here = town(context)
    near = here.centres if here else ()
    known = sorted(centres(context.work), key=lambda each: each.key not in near)
    return [Option(each.key, verbatim(each.name)) for each in known]


def centre_lines(context: Context) -> tuple[Words, ...]:
    """Say which centre it is and how to reach it; without address say how to find out."""
    mine = own_centre(context)
    if mine is None:
        return (_("The centres are in Reutlingen, Dettingen and Münsingen."),)
    here = town(context)
    near = _("Your centre is in your town: {centre}") if here and here.name == mine.place else None
    lines = [say(near or _("Your centre: {centre}"), centre=Name(mine.name))]
    if mine.address:
        lines.append(say(_("📍 Address: {address}"), address=Ltr(mine.address)))
    lines += _hours(mine.hours or "")
    if mine.phone:
        lines.append(say(_("☎️ Phone: {phone}"), phone=Ltr(mine.phone)))
    return tuple(lines)


def _hours(text: str) -> list[Words]:
    openings = opening_hours(text)
    if text and not openings:
        return [say(_("🕒 Open: {hours}"), hours=German(text))]
    return [
        say(
            _("🕒 {weekday}: {hours}"),
            weekday=Weekday(each.weekday),
            hours=Hours(each.starts, each.ends),
        )
        for each in openings
    ]


def arrived(context: Context) -> None:
    """Show this week near home, then ask whether to look for work too."""
    context.follow("/week")
    if context.person and context.person.age_band != AgeBand.UNDER_16:
        context.follow("look_for_work")
