"""The day at a firm as a person reads it: when, where, whom to ask for, what to bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from conversations.cards.activity import ASK_WHERE, MAP, pinned, searched
from conversations.cards.calendar import event_file
from conversations.cards.offer_reasons import reason_line
from conversations.kit.messages import Button
from locales.dates import relative_day
from locales.words import Ltr, Moment, Name, Words, _, say
from storage.employers import contact_of
from storage.introductions.days import day_at, first_at, local_start
from storage.matching import match_of
from storage.models import Introduction, Offer, Profile
from storage.offers import spot_of
from storage.rules.fit_codes import Say
from storage.rules.stages import LOOK_DAY, Stage
from storage.work import Work

SHOWN = 60
"""Minutes a day at a firm takes in somebody's calendar: nobody knows how long it is."""
OF_THE_WAY = (Say.IN_TOWN, Say.WAY, Say.ASK_BUS)
# NOTE: What to bring to a day at a firm, by its kind; after: Please bring: ...
BRING: Mapping[str, Words] = {
    LOOK_DAY: _("something to eat and to drink"),
    "trial_day": _("clothes for work, something to eat and to drink"),
}
# NOTE: Below a day somebody only looks at work at a firm.
ONLY_LOOK = _("You only look there. Please do not work on this day.")


def when_line(introduction: Introduction, today: date) -> Words | None:
    """Say when the agreed day is, today and tomorrow first; None where none is agreed."""
    at = local_start(introduction)
    if at is None:
        return None
    return say(_pattern(at.date(), today), when=Moment(at))


# NOTE: The line with the time of the first day at work; without it: where to ask for it.
def hour_line(work: Work, introduction: Introduction) -> Words:
    """Say when the first day at work begins, today and tomorrow first."""
    at = first_at(introduction, work.zone.key)
    if at is None:
        return _("🕒 You do not know when it begins? Please ask us: /person")
    local = at.astimezone(work.zone)
    return say(_pattern(local.date(), work.today), when=Moment(local))


# NOTE: The line with the time of a day at a firm.
def _pattern(on: date, today: date) -> Words:
    if relative_day(on, today) is None:
        return _("🕒 {when}")
    return _("🕒 Today: {when}") if on == today else _("🕒 Tomorrow: {when}")


# NOTE: Where the work is, and how to come there; whom to ask for there.
def place_lines(
    work: Work, offer: Offer, profile: Profile | None, on: date | None = None
) -> list[Words]:
    """Say where the work is, about how long the way takes, and whom to ask for on that day."""
    lines = [say(_("📍 Address: {address}"), address=Ltr(address(work, offer)))]
    lines += [] if offer.street else [ASK_WHERE]
    lines += _way(work, offer, profile)
    if contact := contact_of(work, offer, on):
        lines.append(say(_("👤 Please ask for: {contact}"), contact=Name(contact)))
    return lines


# NOTE: What to bring to a day at a firm.
def bring_lines(kind: str) -> list[Words]:
    """Say what to bring, and where somebody only looks that they do not work."""
    lines = [say(_("🎒 Please bring: {what}"), what=BRING.get(kind, BRING["trial_day"]))]
    return [*lines, ONLY_LOOK] if kind == LOOK_DAY else lines


def address(work: Work, offer: Offer) -> str:
    """Return street and town in one line, as far as they are known."""
    spot = spot_of(work, offer)
    town = offer.village or offer.town or (spot.name if spot else "")
    return ", ".join(filter(None, (offer.street, f"{offer.plz} {town}".strip())))


def map_button(work: Work, offer: Offer) -> Button | None:
    """Return the button that opens a map; None where only the town is known."""
    if offer.lat is not None and offer.lon is not None:
        return Button(MAP, opens=pinned(offer.lat, offer.lon))
    return Button(MAP, opens=searched(address(work, offer))) if offer.street else None


def _way(work: Work, offer: Offer, profile: Profile | None) -> Sequence[Words]:
    if profile is None:
        return ()
    fit = match_of(work, offer, profile).fit
    said = [*fit.reasons, *([fit.caution] if fit.caution else [])]
    return [reason_line(each) for each in said if each.say in OF_THE_WAY]


def day_file(work: Work, introduction: Introduction, offer: Offer, summary: str) -> bytes:
    """Return the day as a calendar file, which takes the place of an earlier one of it."""
    begins = introduction.stage is Stage.STARTING
    starts = first_at(introduction, work.zone.key) if begins else day_at(introduction)
    if starts is None:
        raise ValueError("no day is agreed")
    name = f"{'first-' if begins else ''}day-{introduction.id}@jip-bot"
    revision = introduction.revision
    return event_file(
        work,
        name,
        revision=revision,
        starts=starts,
        minutes=SHOWN,
        summary=summary,
        where=address(work, offer),
    )
