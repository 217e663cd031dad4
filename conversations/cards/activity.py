"""An activity as people read it: built from codes, so it speaks every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from conversations import terms
from conversations.kit.messages import Button
from locales.words import Count, Day, German, Hours, Ltr, Words, _, p_, say, verbatim
from storage.models import Activity, Centre
from storage.places import centre, gazetteer
from storage.work import Work

SIGN = "👥"
MOST_WRITTEN = 100
OPENSTREETMAP = "https://www.openstreetmap.org"
# NOTE: Button below something to do: opens a map in the browser.
MAP = p_("button", "🗺️ Map")
# NOTE: Something takes place in a town, and nobody wrote the street.
ASK_WHERE = _("Where exactly? Ask here: /person")

LABELS: Mapping[str, Words] = {"women_welcome": _("Women are very welcome.")}
ROLES: Mapping[str, Words] = {"helper": _("We look for people who help.")}


def activity_title(activity: Activity) -> Words:
    """Name an activity with its sign."""
    sign = verbatim(terms.ACTIVITY_SIGNS.get(activity.kind, SIGN))
    return say(_("{sign} {label}"), sign=sign, label=terms.ACTIVITY_KINDS[activity.kind])


def activity_time(activity: Activity, on_date: date) -> Words:
    """Say day and hours."""
    hours = Hours(activity.starts, activity.ends)
    return say(_("📅 {day}, {hours}"), day=Day(on_date), hours=hours)


def activity_place(work: Work, activity: Activity) -> list[Words]:
    """Say where: the centre's address, or village and street; whom to ask where nobody wrote it."""
    where = verbatim(_place_name(work, activity))
    if not activity.place_hint:
        return [say(_("📍 Place: {place}"), place=where), ASK_WHERE]
    if home := _at_the_centre(work, activity):
        return [say(_("📍 Address: {address}"), address=Ltr(home.address or ""))]
    hint = German(" ".join(activity.place_hint.split()))
    return [say(_("📍 Place: {place}, {hint}"), place=where, hint=hint)]


def map_button(work: Work, activity: Activity) -> Button | None:
    """Return the button that opens a map where it takes place; None where nobody wrote it."""
    if activity.lat is not None and activity.lon is not None:
        return Button(MAP, opens=pinned(activity.lat, activity.lon))
    if not activity.place_hint:
        return None
    if home := _at_the_centre(work, activity):
        return Button(MAP, opens=pinned(home.lat, home.lon))
    town = activity.village or _place_name(work, activity)
    return Button(
        MAP, opens=searched(f"{activity.place_hint[:MOST_WRITTEN]}, {activity.plz} {town}")
    )


def searched(written: str) -> str:
    """Return the address of a map that looks for an address."""
    return f"{OPENSTREETMAP}/search?{urlencode({'query': written})}"


def pinned(lat: float, lon: float) -> str:
    """Return the address of a map with a mark at a point (degrees, WGS 84)."""
    point = {"mlat": f"{lat:.5f}", "mlon": f"{lon:.5f}"}
    return f"{OPENSTREETMAP}/?{urlencode(point)}#map=17/{lat:.5f}/{lon:.5f}"


def _at_the_centre(work: Work, activity: Activity) -> Centre | None:
    """Return the centre whose own address it is, None where it takes place elsewhere."""
    home = centre(work, activity.centre)
    return home if home and activity.place_hint == home.address else None


def _place_name(work: Work, activity: Activity) -> str:
    """Name the municipality, and before it the village where it is one."""
    spot = gazetteer(work).spot(activity.plz)
    town = spot.name if spot else activity.plz
    return f"{activity.village} ({town})" if activity.village not in (None, town) else town


def activity_lines(activity: Activity, on_date: date, place: Sequence[Words]) -> tuple[Words, ...]:
    """Return the card of one day; `place` comes from `activity_place`."""
    lines = [say(_("<b>{title}</b>"), title=activity_title(activity))]
    if activity.title_de:
        lines.append(say(_("Name: {title}"), title=German(activity.title_de)))
    lines += [activity_time(activity, on_date), *place, *_conditions(activity)]
    return tuple(lines)


# NOTE: Lines of an activity: cost, child care, German, how many people can come.
def _conditions(activity: Activity) -> list[Words]:
    lines = [_("🎁 It is free.") if activity.free else _("💶 It costs something. Please ask.")]
    if activity.childcare:
        lines.append(_("🧸 Children are looked after."))
    if activity.german_min != "A0":
        lines.append(say(_("💬 German: {level}"), level=terms.GERMAN[activity.german_min]))
    if activity.capacity:
        lines.append(say(_("Places: {count}"), count=Count(activity.capacity)))
    if activity.bring:
        lines.append(say(_("🎒 Please bring: {what}"), what=German(activity.bring)))
    extra = (LABELS.get(activity.label or ""), ROLES.get(activity.role or ""))
    return [*lines, *(words for words in extra if words)]
