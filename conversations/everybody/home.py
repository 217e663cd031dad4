"""Where somebody is at home here: place, centre, and what is near this week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conversations.everybody import notices
from conversations.kit.context import Context
from conversations.kit.here import Here
from conversations.kit.permissions import EMPLOYER
from conversations.kit.position import Visitor
from conversations.kit.questions import Option, Place
from conversations.kit.steps import Onward, Run, Start
from locales.words import German, Hours, Ltr, Name, Weekday, Words, _, say, verbatim
from storage import employers, firms
from storage.introductions import moving
from storage.models import Centre, Employer, Person, Profile
from storage.places import centre, centres, gazetteer
from storage.rules.ages import AgeBand
from storage.rules.opening_hours import opening_hours
from storage.rules.places import Municipality

NO_CENTRE = _("The centres are in Reutlingen, Dettingen and Münsingen.")


def is_known(context: Context) -> bool:
    """Tell whether the welcome is behind this chat: agreed, or only looking."""
    return context.person is not None or context.position.visitor.looking


def keep_place(context: Context, place: Place) -> None:
    """Keep place and nearest centre: in the profile, or before there is one as a visitor's."""
    town = gazetteer(context.work).by_ags[place.ags]
    visitor = context.position.visitor
    context.remember(replace(visitor, ags=place.ags, plz=place.plz, centre=town.centre))
    if context.profile:
        into_profile(context, context.profile)


def keep_centre(context: Context, key: str) -> None:
    """Keep the centre somebody prefers."""
    if context.profile:
        context.profile.centre = key
        _moved(context, context.profile)
    else:
        context.remember(replace(context.position.visitor, centre=key))


def into_profile(context: Context, profile: Profile) -> None:
    """Move what was said before there was a profile into it."""
    visitor = context.position.visitor
    if visitor.ags is not None:
        profile.ags, profile.plz, profile.centre = visitor.ags, visitor.plz, visitor.centre
        context.remember(Visitor(looking=visitor.looking))
        _moved(context, profile)


def _moved(context: Context, profile: Profile) -> None:
    """Give their ways to firms to the centre somebody belongs to now, which hears of each."""
    for each in moving.move(context.work, profile.person_id, profile.centre):
        notices.to_introduce(context.work, each, once=f"moved:{profile.centre}")


def settle_child(context: Context, person: Person) -> None:
    """Keep the centre of somebody without a profile; where they live is a visitor's, and short."""
    if context.position.visitor.centre is not None:
        person.centre = context.position.visitor.centre


def place_of(context: Context) -> tuple[str | None, str | None]:
    """Return municipality key and postcode of the profile, or of a visitor."""
    if context.profile and context.profile.ags:
        return context.profile.ags, context.profile.plz
    visitor = context.position.visitor
    return visitor.ags, visitor.plz


def town(context: Context) -> Municipality | None:
    """Return the municipality somebody lives in, where they said it."""
    return gazetteer(context.work).by_ags.get(place_of(context)[0] or "")


def own_centre(context: Context) -> Centre | None:
    """Return the centre somebody belongs to, where they said a place; else that of their firm."""
    profile, person = context.profile, context.person
    key = (profile and profile.centre) or (person and person.centre)
    key = key or context.position.visitor.centre
    firm = None if key else own_firm(context)
    if firm is not None:
        return firms.home_of(context.work, firm)
    return centre(context.work, key) if key else None


def own_firm(context: Context) -> Employer | None:
    """Return the one firm somebody speaks for; None for who speaks for none, or for several."""
    scopes = context.actor.scopes(EMPLOYER)
    return employers.find(context.work, *scopes) if len(scopes) == 1 else None


def has_two_centres(here: Here[object]) -> bool:
    """Tell whether the municipality lies between two centres and the person decides."""
    place = town(here.context)
    return place is not None and len(place.centres) > 1


def centre_options(here: Here[object]) -> Sequence[Option]:
    """Return all centres, the near ones first: near is a suggestion, never a wall."""
    place = town(here.context)
    near = place.centres if place else ()
    known = sorted(centres(here.work), key=lambda each: each.key not in near)
    return [Option(each.key, verbatim(each.name)) for each in known]


def centre_lines(context: Context) -> tuple[Words, ...]:
    """Say which centre it is and how to reach it; without address say how to find out."""
    mine = own_centre(context)
    if mine is None:
        return (NO_CENTRE, *other_phones(context))
    here = town(context)
    near = _("Your centre is in your town: {centre}") if here and here.name == mine.place else None
    lines = [say(near or _("Your centre: {centre}"), centre=Name(mine.name))]
    if mine.address:
        lines.append(say(_("📍 Address: {address}"), address=Ltr(mine.address)))
    lines += _hours(mine.hours or "", context.work.today)
    if mine.phone:
        lines.append(say(_("☎️ Phone: {phone}"), phone=Ltr(mine.phone)))
    return tuple(lines)


def other_phones(context: Context) -> list[Words]:
    """Return how to call the centres that are not the own one."""
    mine = own_centre(context)
    others = [each for each in centres(context.work) if each is not mine and each.phone]
    line = _("☎️ {centre}: {phone}")
    return [say(line, centre=Name(each.name), phone=Ltr(each.phone or "")) for each in others]


# NOTE: When a centre is open, a line for each weekday.
def _hours(text: str, today: date) -> list[Words]:
    openings = opening_hours(text, today)
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


def arrived(context: Context) -> Sequence[Onward]:
    """Show this week near home, then ask whether to look for work too."""
    if context.person and context.person.age_band != AgeBand.UNDER_16:
        return [Run("week"), Start("look_for_work")]
    return [Run("week")]
