"""An activity as people read it: built from codes, so it speaks every language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations import terms
from locales.words import Count, Day, German, Hours, Ltr, Words, _, say, verbatim
from storage.models import Activity
from storage.places import centre, gazetteer
from storage.work import Work

SIGN = "👥"

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


def activity_place(work: Work, activity: Activity) -> Words:
    """Say where: the centre's address, or the town with the hint staff typed."""
    spot = gazetteer(work).spot(activity.plz)
    town = verbatim(spot.name if spot else activity.plz)
    home = centre(work, activity.centre)
    if not activity.place_hint:
        return say(_("📍 Place: {place}"), place=town)
    if home and activity.place_hint == home.address:
        return say(_("📍 Address: {address}"), address=Ltr(home.address))
    hint = German(activity.place_hint)
    return say(_("📍 Place: {place}, {hint}"), place=town, hint=hint)


def activity_lines(activity: Activity, on_date: date, place: Words) -> tuple[Words, ...]:
    """Return the card of one day; `place` comes from `activity_place`."""
    lines = [say(_("<b>{title}</b>"), title=activity_title(activity))]
    if activity.title_de:
        lines.append(say(_("Name: {title}"), title=German(activity.title_de)))
    lines += [activity_time(activity, on_date), place, *_conditions(activity)]
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
