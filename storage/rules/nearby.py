"""What is worth telling somebody of this week: in reach, in their hours, new, not said no to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache

from storage.rules.fit_codes import LEVELS
from storage.rules.slots import DAYS
from storage.rules.way import Mode, Spot, best_way

MOST = 3
MINUTES = 45
"""One way, at most: who stays for two hours does not travel as far as for a working day."""
USUAL = frozenset((Mode.FOOT, Mode.BUS))
"""How somebody travels who did not say it."""
PARTS_UNTIL = ((time(8), "early"), (time(12), "am"), (time(18), "pm"))


@dataclass(frozen=True)
class Wish:
    """What somebody told us; None where they did not, or what is asked before there is a profile.

    `known` are keys and revisions of what they were shown the week before, `no` keys of what is
    not for them or they come to anyway.
    """

    home: Spot | None
    centre: str | None
    mobility: frozenset[str] | None = None
    slots: frozenset[str] | None = None
    german: str | None = None
    childcare: bool = False
    known: frozenset[tuple[int, int]] = frozenset()
    no: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Event:
    """The next day of an activity with places left, local time; `level` of German it takes."""

    key: int
    revision: int
    centre: str
    at: Spot | None
    on_date: date
    starts: time
    level: int = 0
    childcare: bool = False

    @cached_property
    def slot(self) -> str:
        """The part of the week in which it begins, such as mo.am."""
        part = next((name for until, name in PARTS_UNTIL if self.starts < until), "eve")
        return f"{DAYS[self.on_date.weekday()]}.{part}"


def choose(events: Iterable[Event], wish: Wish) -> list[Event]:
    """Return up to three, by date: with child care where that is needed, then the nearest.

    `events` come nearest first. What was shown the week before in the same form is left out: who
    has only that near them hears nothing for a week, rather than the same every week.
    """
    most = LEVELS.index(wish.german) if wish.german in LEVELS else len(LEVELS)
    fitting = [each for each in events if each.level <= most and _fits(each, wish)]
    fitting.sort(key=lambda each: wish.childcare and not each.childcare)
    return sorted(fitting[:MOST], key=lambda each: (each.on_date, each.starts, each.key))


def in_reach(
    home: Spot | None, at: Spot | None, mobility: Collection[str] | None, *, own: bool
) -> bool:
    """Tell whether somebody gets there; where no place is known, what their own centre does is."""
    if home is None or at is None:
        return own
    return _gets_there(home, at, USUAL if mobility is None else frozenset(mobility))


@lru_cache(maxsize=4096)
def _gets_there(home: Spot, at: Spot, mobility: frozenset[str]) -> bool:
    way = best_way(home, at, mobility)
    return home.ags == at.ags or (way is not None and way.minutes <= MINUTES)


def _fits(event: Event, wish: Wish) -> bool:
    if event.key in wish.no or (event.key, event.revision) in wish.known:
        return False
    if wish.slots and event.slot not in wish.slots:
        return False
    own = event.centre == wish.centre
    return in_reach(wish.home, event.at, wish.mobility, own=own)


def level(code: str) -> int:
    """Return a level of German as a number, 0 for one nobody knows."""
    return LEVELS.index(code) if code in LEVELS else 0
