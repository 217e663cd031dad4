"""A clock that walks: from due time to due time, so that nothing on the way is jumped over."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.app import App
from bot.clock import Clock
from storage import due

SETTLE_STEPS = 500


class WalkingClock(Clock):
    """The computer's time plus what was walked; it never goes back."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the demo's time, aware, in UTC."""
        return super().now() + self.ahead

    def move_to(self, at: datetime) -> None:
        """Go forward to a moment; an earlier one changes nothing."""
        self.ahead += max(at - self.now(), timedelta())


async def walk(app: App, clock: WalkingClock, target: datetime | None) -> None:
    """Walk to a moment, or to the next thing that is due where there is none.

    At every due time on the way what is due is done and everything that waits goes out.
    """
    await app.idle()
    for _ in range(SETTLE_STEPS):
        at = await _next_due(app)
        if at is None or (target is not None and at > target):
            break
        clock.move_to(at)
        await app.tick()
        await app.idle()
        if target is None:
            return
    if target is not None:
        clock.move_to(target)


async def _next_due(app: App) -> datetime | None:
    return await asyncio.wrap_future(app.database.read(due.next_due_at))
