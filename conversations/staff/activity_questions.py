"""The questions about an activity: asked one by one for a new one, alone for a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from conversations import terms
from conversations.kit.events import Shared
from conversations.kit.here import Here
from conversations.kit.questions import (
    Again,
    Answer,
    Asked,
    DayOf,
    Heard,
    Option,
    Prompt,
    Said,
)
from conversations.kit.questions.asked import in_rows
from conversations.kit.questions.when import day_label
from conversations.kit.steps import Next, Step
from conversations.staff.activity_draft import CHANGE, NEW, Draft
from conversations.staff.plan import OTHER, home_name
from conversations.staff.scope import scope
from conversations.staff.usual import TOO_FAR, place_options
from locales.words import Weekday, Words, _, p_, say
from storage.places import kilometres_away
from storage.rules.places import OUTSIDE_KM
from storage.rules.slots import DAYS

WEEKLY, ONCE = "weekly", "once"
SPANS = (timedelta(weeks=4), timedelta(weeks=13), timedelta(weeks=26))
# NOTE: Staff answer: is it every week, or on one day?
RHYTHMS = {WEEKLY: p_("button", "🔁 Every week"), ONCE: p_("button", "📅 On one day")}


def is_new(here: Here[Draft]) -> bool:
    """Tell whether everything is asked, in order."""
    return here.notes.mode == NEW


def is_kept_anew(here: Here[Draft]) -> bool:
    """Tell whether there will be one more: a new one, or a copy."""
    return here.notes.mode != CHANGE


def chooses_centre(here: Here[Draft]) -> bool:
    """Tell whether somebody is responsible for all centres."""
    return is_new(here) and scope(here.context.actor) is None


def asks_weekday(here: Here[Draft]) -> bool:
    """Tell whether the day of the week is open."""
    return here.notes.weekly and (is_new(here) or here.notes.weekdays is None)


def asks_day(here: Here[Draft]) -> bool:
    """Tell whether the one day is open."""
    return not here.notes.weekly and (is_new(here) or here.notes.day is None)


def asks_end(here: Here[Draft]) -> bool:
    """Tell whether it is open until when."""
    return is_new(here) or here.notes.end is None


def asks_place(here: Here[Draft]) -> bool:
    """Tell whether another place is to be named."""
    return here.notes.elsewhere and (is_new(here) or here.notes.asks_place)


def kind_options(here: Here[object]) -> Sequence[Option]:
    """Offer the kinds there are words for in five languages."""
    return [Option(key, words) for key, words in terms.ACTIVITY_KINDS.items()]


def weekday_options(here: Here[object]) -> Sequence[Option]:
    """Offer the days of the week."""
    return [Option(key, weekday(key)) for key in DAYS]


def weekday(key: str) -> Words:
    """Name a day of the week by its key, such as tu."""
    return say(Words("{text}", context="verbatim"), text=Weekday(DAYS.index(key)))


def place_of(here: Here[Draft]) -> Sequence[Option]:
    """Offer the centre, or another place."""
    return place_options(home_name(here.context, here.notes))


def keep_rhythm(here: Here[Draft], choice: str) -> Step[Draft]:
    """Ask for the day anew."""
    return Next(replace(here.notes, weekly=choice == WEEKLY, weekdays=None, day=None))


def keep_start(here: Here[Draft], start: time) -> Step[Draft]:
    """Ask for the end anew."""
    return Next(replace(here.notes, start=start, end=None))


def keep_place(here: Here[Draft], choice: str) -> Step[Draft]:
    """Go on with town, street and point where it is not the centre."""
    elsewhere = choice == OTHER
    empty: dict[str, Any] = dict.fromkeys(("town", "plz", "village", "street", "lat", "lon"))
    return Next(replace(here.notes, elsewhere=elsewhere, asks_place=elsewhere, **empty))


def keep_point(here: Here[Draft], point: tuple[float, float]) -> Step[Draft]:
    """Keep the point on the map."""
    return Next(replace(here.notes, lat=point[0], lon=point[1]))


def has_begun(here: Here[Draft]) -> bool:
    """Tell whether its one day would have begun before anybody sees it."""
    notes, soon = here.notes, (here.work.now + here.work.limits.undo).astimezone(here.work.zone)
    if notes.weekly or notes.day is None or notes.start is None:
        return False
    return (notes.day, notes.start) <= (soon.date(), soon.time().replace(tzinfo=None))


@dataclass(frozen=True, kw_only=True)
class PointOf(Asked[Draft]):
    """A point on the map, sent as a location: the house, not where somebody is now."""

    def ask(self, here: Here[Draft]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[Draft], said: Said) -> Heard:
        """Take a point that is not far from the district."""
        if not isinstance(said, Shared):
            # NOTE: To staff, who wrote something instead of sending a point on the map.
            return Again(_("Please send a point on the map: 📎, then location. Or skip."))
        if kilometres_away(here.work, said.lat, said.lon) > OUTSIDE_KM:
            return Again(TOO_FAR, known=True)
        return Answer((said.lat, said.lon))


@dataclass(frozen=True, kw_only=True)
class UntilOf(DayOf[Draft]):
    """The last day: one of three, or a typed date."""

    def ask(self, here: Here[Draft]) -> Prompt:
        """Show days in four weeks, three months and half a year."""
        days = [here.today + span for span in SPANS]
        return Prompt(
            tuple(self.text(here)),
            in_rows([Option(f"{day:%Y%m%d}", day_label(day)) for day in days]),
        )


# NOTE: Staff choose which part of an activity to change.
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "title": p_("button", "Name"),
    "rhythm": p_("button", "Day"),
    "start": p_("button", "Time"),
    "place": p_("button", "Place"),
    "childcare": p_("button", "Child care"),
    "free": p_("button", "Cost"),
    "capacity": p_("button", "Places"),
    "german": p_("button", "German"),
    "until": p_("button", "⏳ Valid until"),
}


def part_options(here: Here[Draft]) -> Sequence[Option]:
    """Offer every part; only what is weekly has an end of its own."""
    parts = {key: words for key, words in PARTS.items() if key != "until" or here.notes.weekly}
    every = [Option(key, words) for key, words in parts.items()]
    # NOTE: On a button, below the parts of an activity: leave it as it is.
    return [*every, Option(OTHER, p_("button", "Change nothing"))]
