"""Activities of a file."""

from __future__ import annotations

from datetime import time
from typing import Any

from storage.activities import save_activity
from storage.exchange.file import Entry
from storage.exchange.loading import Loading, Save, assign
from storage.models import Activity
from storage.rules import codes
from storage.rules.activities import rule

FIELDS = (
    *("id", "kind", "title_de", "centre", "plz", "place_hint", "when", "capacity", "german_min"),
    *("childcare", "free", "partner", "bring", "label", "role", "cancelled"),
)
WHEN = ("weekly", "on", "from", "to", "season")


def read_activity(entry: Entry, loading: Loading) -> Save:
    """Read one activity."""
    entry.only(*FIELDS)
    values: dict[str, Any] = {
        "kind": entry.code("kind", codes.ACTIVITY_KINDS),
        "title_de": entry.maybe("title_de"),
        "centre": loading.centre(entry),
        "plz": loading.plz(entry),
        "place_hint": entry.maybe("place_hint"),
        "capacity": entry.maybe_number("capacity", 1, 9999),
        "german_min": entry.code("german_min", codes.GERMAN, "A0"),
        "childcare": entry.flag("childcare"),
        "free": entry.flag("free", True),
        "partner": entry.maybe("partner"),
        "bring": entry.maybe("bring"),
        "label": entry.maybe("label", 40),
        "role": entry.maybe("role", 20),
        **_when(entry, loading),
    }
    cancelled = entry.flag("cancelled")
    return lambda: _save(loading, entry.ref, values, cancelled)


def _when(entry: Entry, loading: Loading) -> dict[str, Any]:
    when = entry.inner("when")
    when.only(*WHEN)
    starts, ends = when.parsed("from", _clock), when.parsed("to", _clock)
    weekdays, season = when.maybe("weekly", 30), when.maybe("season", 5)
    on_date = loading.day(when, "on") if when.data.get("on") else None
    if starts and ends:
        try:
            rule(starts, ends, weekdays, on_date, season)
        except ValueError as error:
            entry.wrong("when", str(error))
    return {
        "weekdays": weekdays,
        "on_date": on_date,
        "starts": starts,
        "ends": ends,
        "season": season,
    }


def _clock(text: str) -> time:
    return time.fromisoformat(text).replace(tzinfo=None)


def _save(loading: Loading, ref: str, values: dict[str, Any], cancelled: bool) -> None:
    activity = loading.by_ref(Activity, ref) or Activity(ref=ref)
    changed = assign(activity, values)
    if cancelled != (activity.cancelled_at is not None):
        activity.cancelled_at = loading.now if cancelled else None
        changed = True
    if changed:
        save_activity(loading.work, activity)
