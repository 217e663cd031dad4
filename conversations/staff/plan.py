"""What staff want to announce, as far as it was said: kept in the draft, read with defaults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from conversations.kit.context import Context
from conversations.staff.scope import ALL_CENTRES, scope
from storage.models import Activity
from storage.places import centre, centres, gazetteer

PLAN = "announce"
OTHER = "other"
OPEN_TO_ALL = "open"


@dataclass(frozen=True)
class Plan:
    """The answers so far; local date and times, `town` is a municipality's key."""

    kind: str
    centre: str
    day: date
    start: time
    end: time
    town: str | None
    street: str | None
    childcare: bool
    free: bool
    capacity: int | None


def note(context: Context, **answers: Any) -> None:
    """Keep answers as plain values; a new dictionary, so that the change is noticed."""
    context.draft[PLAN] = {**said(context), **answers}


def said(context: Context) -> dict[str, Any]:
    """Return what was answered so far."""
    found: dict[str, Any] = context.draft.get(PLAN, {})
    return found


def forget(context: Context) -> None:
    """Forget the plan."""
    context.draft.pop(PLAN, None)


def is_complete(context: Context) -> bool:
    """Tell whether everything without a default was said."""
    return {"kind", "day", "start", "end"} <= said(context).keys()


def plan(context: Context) -> Plan:
    """Read the plan; what was not said yet has a harmless default."""
    known = said(context)
    tomorrow = context.today + timedelta(days=1)
    places = known.get("capacity", OPEN_TO_ALL)
    elsewhere = known.get("place") == OTHER
    return Plan(
        kind=known.get("kind", "course"),
        centre=own_centre(context),
        day=date.fromisoformat(known.get("day", tomorrow.isoformat())),
        start=time.fromisoformat(known.get("start", "10:00")),
        end=time.fromisoformat(known.get("end", "12:00")),
        town=known.get("town") if elsewhere else None,
        street=known.get("street") if elsewhere else None,
        childcare=known.get("childcare") == "yes",
        free=known.get("free", "yes") == "yes",
        capacity=None if places == OPEN_TO_ALL else int(places),
    )


def own_centre(context: Context) -> str:
    """Return the centre of the plan: the person's own, or the one they chose."""
    own = scope(context) or ALL_CENTRES
    if own == ALL_CENTRES:
        key: str = said(context).get("centre") or centres(context.work)[0].key
        return key
    return own


def activity_of(context: Context, planned: Plan) -> Activity:
    """Build the activity, not saved yet."""
    plz, hint = _place(context, planned)
    return Activity(
        kind=planned.kind,
        centre=planned.centre,
        plz=plz,
        place_hint=hint,
        on_date=planned.day,
        starts=planned.start,
        ends=planned.end,
        capacity=planned.capacity,
        german_min="A0",
        childcare=planned.childcare,
        free=planned.free,
    )


def _place(context: Context, planned: Plan) -> tuple[str, str | None]:
    """Return postcode and hint: the centre's address, or town and street."""
    known = gazetteer(context.work)
    home = centre(context.work, planned.centre)
    if planned.town:
        codes = [each.plz for each in known.postcodes if each.ags == planned.town]
        return said(context).get("plz") or codes[0], planned.street
    if home is None:
        raise LookupError(f"no centre {planned.centre}")
    towns = [each for each in known.by_ags.values() if each.name == home.place]
    codes = [each.plz for each in known.postcodes if towns and each.ags == towns[0].ags]
    written = [plz for plz in codes if plz in (home.address or "")]
    return (written or codes)[0], home.address
