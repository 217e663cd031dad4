"""What staff want to announce, as far as it was said: the notes of the announcement's flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from conversations.kit.context import Context
from conversations.staff.scope import scope
from storage.activities import one
from storage.models import Activity
from storage.places import centre, centres, gazetteer
from storage.work import Work

OTHER = "other"
OPEN_TO_ALL = "open"


@dataclass(frozen=True)
class Event:
    """What is held, when and where, as far as it was said; local date and times.

    `town` is a municipality's key, `capacity` a number or OPEN_TO_ALL.
    """

    kind: str | None = None
    centre: str | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    elsewhere: bool = False
    town: str | None = None
    plz: str | None = None
    village: str | None = None
    street: str | None = None
    childcare: bool = False
    free: bool = True
    capacity: str = OPEN_TO_ALL


@dataclass(frozen=True)
class Plan(Event):
    """The answers so far; `activity` is one that was there before.

    `people` is the centre whose people it is for, where that is another, `at` when it goes out.
    `bundle` is the key of needs of firms: it is for who fits or nearly fits them, and the firms are
    asked to come; `title` its German name.
    """

    send: bool = False
    activity: int | None = None
    people: str | None = None
    at: datetime | None = None
    bundle: int | None = None
    title: str | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether everything without a harmless default was said."""
        if self.activity is not None:
            return True
        where = (self.town, self.street) if self.elsewhere else ()
        return None not in (self.kind, self.day, self.start, self.end, *where)

    @classmethod
    def written_before(cls, said: Mapping[str, Any]) -> Plan:
        """Read what release 0.1.0 kept of a plan; ValueError where it is damaged."""
        day, start, end = (said.get(name) for name in ("day", "start", "end"))
        return cls(
            kind=said.get("kind"),
            centre=said.get("centre"),
            day=date.fromisoformat(day) if day else None,
            start=time.fromisoformat(start) if start else None,
            end=time.fromisoformat(end) if end else None,
            elsewhere=said.get("place") == OTHER,
            town=said.get("town"),
            plz=said.get("plz"),
            street=said.get("street"),
            childcare=said.get("childcare") == "yes",
            free=said.get("free", "yes") == "yes",
            capacity=said.get("capacity", OPEN_TO_ALL),
        )


def own_centre(context: Context, event: Event) -> str:
    """Return the centre of an event: the one it was begun for, or the one they chose."""
    return event.centre or scope(context.actor) or centres(context.work)[0].key


def home_name(context: Context, event: Event) -> str:
    """Name the centre of an event."""
    key = own_centre(context, event)
    found = centre(context.work, key)
    return found.name if found else key


def people_of(context: Context, plan: Plan) -> str:
    """Return the centre whose people read it."""
    return plan.people or own_centre(context, plan)


def plan_of(work: Work, activity: Activity) -> Plan:
    """Return the answers that would lead to an activity again."""
    home, spot = centre(work, activity.centre), gazetteer(work).spot(activity.plz)
    elsewhere = home is None or activity.place_hint != home.address
    return Plan(
        kind=activity.kind,
        centre=activity.centre,
        day=activity.on_date,
        start=activity.starts,
        end=activity.ends,
        elsewhere=elsewhere,
        town=spot.ags if spot and elsewhere else None,
        plz=activity.plz if elsewhere else None,
        village=activity.village if elsewhere else None,
        street=activity.place_hint if elsewhere else None,
        childcare=activity.childcare,
        free=activity.free,
        capacity=str(activity.capacity) if activity.capacity else OPEN_TO_ALL,
        title=activity.title_de,
    )


def activity_of(context: Context, plan: Plan) -> Activity:
    """Return the activity: the one there is, or a new one, not saved yet.

    LookupError while the plan is not complete.
    """
    if plan.activity is not None:
        return one(context.work, plan.activity)
    activity = new_activity(context, plan)
    activity.title_de = plan.title
    return activity


def new_activity(context: Context, event: Event) -> Activity:
    """Return a new activity on one day, not saved yet; LookupError while something is missing."""
    if event.kind is None or event.day is None or event.start is None or event.end is None:
        raise LookupError("an activity has a kind, a day, a beginning and an end")
    key = own_centre(context, event)
    plz, village, hint = _place(context, key, event)
    return Activity(
        kind=event.kind,
        centre=key,
        plz=plz,
        village=village,
        place_hint=hint,
        on_date=event.day,
        starts=event.start,
        ends=event.end,
        capacity=None if event.capacity == OPEN_TO_ALL else int(event.capacity),
        german_min="A0",
        childcare=event.childcare,
        free=event.free,
    )


def _place(context: Context, key: str, event: Event) -> tuple[str, str | None, str | None]:
    """Return postcode, village and hint: the centre's address, or what was said."""
    known = gazetteer(context.work)
    if event.elsewhere and event.town:
        codes = [each.plz for each in known.postcodes if each.ags == event.town]
        return event.plz or codes[0], event.village, event.street
    home = centre(context.work, key)
    if home is None:
        raise LookupError(f"no centre {key}")
    towns = [each for each in known.by_ags.values() if each.name == home.place]
    codes = [each.plz for each in known.postcodes if towns and each.ags == towns[0].ags]
    written = [plz for plz in codes if plz in (home.address or "")]
    return (written or codes)[0], None, home.address
