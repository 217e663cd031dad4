"""Centres of a file: what staff know about them, such as address and phone."""

from __future__ import annotations

from typing import Any

from storage.exchange.file import Entry
from storage.exchange.loading import Loading, Save, assign
from storage.models import Centre

TEXTS = {"name": 120, "place": 80, "address": 200, "hours": 200, "phone": 40}
POINT = ("lat", "lon")


def read_centre(entry: Entry, loading: Loading) -> Save:
    """Read one centre; what is missing or null stays as it is."""
    entry.only("key", *TEXTS, *POINT)
    texts = {name: entry.maybe(name, most) for name, most in TEXTS.items()}
    values = {**texts, **{name: _number(entry, name) for name in POINT}}
    values = {name: value for name, value in values.items() if value is not None}
    known = loading.session.get(Centre, entry.ref)
    if known is None:
        for name in {"name", "place", *POINT} - values.keys():
            entry.wrong(name, "is missing")
    return lambda: _save(loading, known or Centre(key=entry.ref), values)


def _number(entry: Entry, name: str) -> float | None:
    value = entry.data.get(name)
    if value is not None and not isinstance(value, float):
        entry.wrong(name, "must be a number such as 48.4921")
        return None
    return value


def _save(loading: Loading, centre: Centre, values: dict[str, Any]) -> None:
    assign(centre, values)
    loading.session.add(centre)
    loading.session.flush()
