"""An activity as far as staff said it: new, a copy, or one that is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from conversations.kit.context import Context
from conversations.staff.plan import OPEN_TO_ALL, Event, new_activity
from storage.models import Activity
from storage.places import centre, gazetteer
from storage.programme import USUAL
from storage.rules.slots import DAYS
from storage.work import Work

NEW, COPY, CHANGE = "new", "copy", "change"
COLUMNS = (
    *("kind", "title_de", "plz", "village", "place_hint", "weekdays", "on_date", "starts", "ends"),
    *("until", "capacity", "german_min", "childcare", "free", "lat", "lon"),
)


@dataclass(frozen=True)
class Draft(Event):
    """The answers so far; `key` and `revision` are those of what is changed.

    `weekdays` such as `tu`. `asks_place`: another place was chosen just now; `other`: it is not
    what looks alike.
    """

    mode: str = NEW
    key: int = 0
    revision: int = 0
    title: str | None = None
    weekly: bool = True
    weekdays: str | None = None
    lat: float | None = None
    lon: float | None = None
    asks_place: bool = False
    german: str = "A0"
    until: date | None = None
    other: bool = False
    save: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether everything without a harmless default was said."""
        when = self.weekdays if self.weekly else self.day
        where = (self.plz or self.town) if self.elsewhere else ""
        return None not in (self.kind, when, self.start, self.end, where)

    def first_day(self, now: datetime) -> date | None:
        """Return the first day of it that does not begin before now (local)."""
        if not self.weekly or self.weekdays is None:
            return self.day
        wanted = {DAYS.index(each.strip()) for each in self.weekdays.split(",")}
        over = self.start is not None and self.start <= now.time()
        return next(day for day in _a_week(now.date(), over) if day.weekday() in wanted)


def _a_week(today: date, over: bool) -> list[date]:
    return [today + timedelta(days=n + over) for n in range(7)]


def built(context: Context, draft: Draft) -> Activity:
    """Build the activity, not saved yet; LookupError while the draft is not complete."""
    on_a_day = replace(draft, day=draft.first_day(context.work.local))
    found = new_activity(context, on_a_day)
    found.title_de, found.german_min = draft.title, draft.german
    found.lat, found.lon = (draft.lat, draft.lon) if draft.elsewhere else (None, None)
    if draft.weekly:
        found.on_date, found.weekdays = None, draft.weekdays
        found.until = draft.until or context.work.today + USUAL
    return found


def draft_of(work: Work, activity: Activity, mode: str) -> Draft:
    """Read an activity back, to change it or to hold another one like it."""
    home, spot = centre(work, activity.centre), gazetteer(work).spot(activity.plz)
    is_copy = mode == COPY
    return Draft(
        mode=mode,
        key=0 if is_copy else activity.id,
        revision=activity.revision,
        centre=activity.centre,
        kind=activity.kind,
        title=activity.title_de,
        weekly=activity.weekdays is not None,
        weekdays=activity.weekdays,
        day=activity.on_date,
        start=activity.starts,
        end=activity.ends,
        elsewhere=not home or activity.place_hint != home.address,
        town=spot.ags if spot else None,
        plz=activity.plz,
        village=activity.village,
        street=activity.place_hint,
        lat=activity.lat,
        lon=activity.lon,
        childcare=activity.childcare,
        free=activity.free,
        capacity=str(activity.capacity or OPEN_TO_ALL),
        german=activity.german_min,
        until=None if is_copy else activity.until,
    )


def changes(activity: Activity, wanted: Activity) -> dict[str, Any]:
    """Return what is to be written where a draft differs from what it was made of."""
    if activity.until is None and wanted.weekdays == activity.weekdays:
        wanted.until = None  # nobody gave it an end
    found = {name: getattr(wanted, name) for name in COLUMNS}
    found["childcare"], found["free"] = bool(wanted.childcare), bool(wanted.free)
    return {name: value for name, value in found.items() if value != getattr(activity, name)}


def whose(work: Work, draft: Draft) -> str | None:
    """Return the centre whose it is."""
    return draft.centre
