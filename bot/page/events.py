"""From what a form says to an event; nothing posted is trusted, nothing here raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.raw import COMMAND, cleaned
from conversations.kit.events import Command, Event, Shared, Tapped, Typed
from storage.rules.typed import tidy

TAP, TEXT, LAT, LON, BEGIN = "data", "text", "lat", "lon", "begin"
LONGEST = {TAP: 64, TEXT: 4096, LAT: 24, LON: 24}
LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Form:
    """What somebody chose, and where: the message it stood under, and when that was drawn."""

    said: dict[str, str]
    row: int | None
    drawn_at: datetime

    def payload(self) -> dict[str, Any]:
        """Return what the inbox keeps until the turn."""
        return {"said": self.said, "row": self.row, "drawn": self.drawn_at.timestamp()}


def chosen(fields: dict[str, str]) -> dict[str, str]:
    """Return the one thing a form says; empty for none: nobody is answered who said nothing."""
    known = {name: cleaned(fields[name])[:most] for name, most in LONGEST.items() if name in fields}
    if known.get(TAP):
        return {TAP: known[TAP]}
    if _shared(known) is not None:
        return {name: known[name] for name in (LAT, LON)}
    return {TEXT: known[TEXT]} if tidy(known.get(TEXT, "")) else {}


def event(payload: dict[str, Any]) -> Event | None:
    """Return what a form says; None for what says nothing."""
    said, row = payload.get("said") or {}, payload.get("row")
    drawn_at = _moment(payload.get("drawn"))
    if TAP in said:
        return Tapped(said[TAP], row, drawn_at=drawn_at)
    if LAT in said:
        return _shared(said)
    if BEGIN in said:
        return Command("start", said[BEGIN], drawn_at)
    text = tidy(said.get(TEXT) or "")
    if not text:
        return None
    found = COMMAND.fullmatch(text)
    if found is not None:
        return Command(found[1].lower(), (found[2] or "").strip(), drawn_at)
    return Typed(text, drawn_at)


def _shared(said: dict[str, str]) -> Event | None:
    try:
        lat, lon = float(said[LAT]), float(said[LON])
    except (KeyError, ValueError):
        return None
    return Shared(lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _moment(value: object) -> datetime:
    try:
        return datetime.fromtimestamp(float(str(value)), UTC)
    except (OverflowError, OSError, ValueError):
        return LONG_AGO
