"""A colleague opens the card of somebody on the way to a firm, and takes steps."""

from __future__ import annotations

from datetime import timedelta

from storage.rules.introducing import Stage
from tests.people import Phone, Town
from tests.storage.way_scene import way

NOBODY_TOLD = "Nobody was told yet."


def minute(at: Town) -> None:
    at.now += timedelta(minutes=1)
    at.tick()


def opened(who: Phone, name: str = "Amal") -> Phone:
    """Open the card from /today: three taps."""
    who.reads().says("/today").taps("Who is on the way")
    return who.taps(next(each for each in who.buttons if "Stuck" not in each)).taps(f"🤝 {name}")


def lines(who: Phone) -> list[str]:
    return who.sees.split("\n")


def stepped(who: Phone, key: int, *taps: str) -> Stage:
    """Tap, let the minute pass, and return the stage it led to."""
    for each in taps:
        if any(each in label for label in who.buttons):
            who.taps(each)
        else:
            who.says(each)
    assert NOBODY_TOLD in who.sees, who.sees
    minute(who.town)
    return way(who.town, key).stage
