"""When somebody has time: codes such as mo.am, shortcuts, and how much of a need they cover."""

from __future__ import annotations

from collections.abc import Collection

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
PARTS = ("early", "am", "pm", "eve")
SLOTS = tuple(f"{day}.{part}" for day in DAYS for part in PARTS)


def _grid(days: tuple[str, ...], *parts: str) -> frozenset[str]:
    return frozenset(f"{day}.{part}" for day in days for part in parts)


SHORTCUTS = {
    "weekday_mornings": _grid(DAYS[:5], "am"),
    "all_day": _grid(DAYS[:5], "am", "pm"),
    "evenings": _grid(DAYS[:5], "eve"),
    "weekend": _grid(DAYS[5:], "am", "pm"),
}


def in_order(slots: Collection[str]) -> tuple[str, ...]:
    """Return known slots through the week, each once."""
    return tuple(slot for slot in SLOTS if slot in slots)


def overlap(needed: Collection[str], free: Collection[str]) -> float:
    """Return the share of the needed slots that are free, 0 to 1; nothing needed is all free."""
    return len({*needed} & {*free}) / len({*needed}) if needed else 1.0
