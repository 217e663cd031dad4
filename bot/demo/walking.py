"""A clock that walks: from due time to due time, so that nothing on the way is jumped over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.app import App
from bot.clock import Clock
from storage.engine.database import Session
from storage.queues import due, unsent
from storage.rules.clock import to_local, to_utc
from storage.rules.workdays import is_working

SETTLE_STEPS = 500
FARTHEST = timedelta(days=7)
HALF_PAST_NINE = time(9, 30)


class WalkingClock(Clock):
    """The computer's time plus what was walked; it never goes back while the demo lives.

    With `haste` the limits of the messenger pass so many times faster, for tests in a hurry.
    """

    walks = True

    def __init__(self, haste: float = 1.0) -> None:
        self.ahead = timedelta()
        self._haste = haste

    def now(self) -> datetime:
        """Return the demo's time, aware, in UTC."""
        return super().now() + self.ahead

    def steady(self) -> float:
        """Return seconds that never jump, for limits and timeouts."""
        return super().steady() * self._haste

    def begin(self, zone: ZoneInfo) -> None:
        """Stand at a friendly hour, whatever the hour of the computer."""
        now = super().now()
        self.ahead = friendly(now, zone) - now

    def move_to(self, at: datetime) -> None:
        """Go forward to a moment; an earlier one changes nothing."""
        self.ahead += max(at - self.now(), timedelta())


def friendly(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next half past nine in the morning with a working day after it.

    Nobody is written to unasked at night, and what is for tomorrow must not slip to Monday.
    """
    day = to_local(now, zone.key).date()
    tomorrow = timedelta(days=1)
    while (
        not is_working(day)
        or not is_working(day + tomorrow)
        or to_utc(day, HALF_PAST_NINE, zone.key) < now
    ):
        day += tomorrow
    return to_utc(day, HALF_PAST_NINE, zone.key)


async def walk(
    app: App, clock: WalkingClock, target: datetime | None, seen: Callable[[], bool]
) -> None:
    """Walk to a moment, or, without one, until something arrived that somebody has `seen`.

    At every due time on the way what is due is done and everything that waits goes out.
    Nobody waits longer than FARTHEST for something to arrive.
    """
    await app.idle()
    last = target or clock.now() + FARTHEST
    for _ in range(SETTLE_STEPS):
        at = await _next(app, clock.now())
        if at is None or at > last:
            break
        clock.move_to(at)
        await app.tick()
        await app.idle()
        if target is None and seen():
            return
    if target is not None:
        clock.move_to(target)


async def _next(app: App, now: datetime) -> datetime | None:
    """Return when something is due next, or what was put off may go out."""

    def ahead(session: Session) -> datetime | None:
        found = (due.next_due_at(session), unsent.next_at(session, now))
        return min(filter(None, found), default=None)

    return await asyncio.wrap_future(app.database.read(ahead))
