"""The limiter with its waiting: slots are held, given back and started on the steady clock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.clock import Clock
from bot.telegram.limiter import AHEAD, Limiter
from bot.telegram.transport import WRITTEN
from storage.models.outbox import Lane


class Pace:
    """Says when; the limiter decides, this waits."""

    def __init__(self, rate: int, clock: Clock) -> None:
        self._limiter = Limiter(rate)
        self._clock = clock

    def seed(self, chats: Iterable[int]) -> None:
        """Count the calls of the last second before a restart."""
        self._limiter.seed(chats, self._clock.steady())

    def slot(self) -> Lane | None:
        """Hold the next slot; None while there is none."""
        return self._limiter.hold(self._clock.steady())

    def give_back(self, empty: Lane | None = None) -> None:
        """Return a held slot; `empty` says up to which lane nothing waited."""
        self._limiter.give_back(empty)

    def pause(self) -> float:
        """Return the seconds until the next look is worth it."""
        return self._limiter.pause(self._clock.steady())

    def bulk_pause(self) -> float:
        """Return the seconds until bulk may go on."""
        return self._limiter.bulk_pause(self._clock.steady())

    def resting(self) -> set[int]:
        """Return the chats that get nothing but answers now."""
        return self._limiter.resting(self._clock.steady())

    def book(self, lane: Lane) -> float:
        """Return the earliest start of a claimed row, in steady seconds."""
        return self._limiter.book(lane, self._clock.steady())

    def park(self, chat: int, seconds: float) -> None:
        """Leave a chat alone after a 429."""
        self._limiter.park(chat, seconds, self._clock.steady())

    async def start(self, chat: int, earliest: float) -> None:
        """Wait until the held slot may start, and start it."""
        await self._await_chat(chat)
        now = self._clock.steady()
        while (wait := self._limiter.start(chat, earliest, now)) > 0:
            await asyncio.sleep(wait)
            now = self._clock.steady()
        WRITTEN.set(lambda: self._limiter.leave(now, self._clock.steady()))

    async def another(self, chat: int) -> None:
        """Wait for one more slot for the same chat, and start it."""
        await self._hold()
        await self.start(chat, self._clock.steady())

    async def _await_chat(self, chat: int) -> None:
        """Wait for the chat's own limit, and leave the slot to others meanwhile."""
        wait = self._limiter.chat_wait(chat, self._clock.steady())
        if wait > 0:
            self._limiter.give_back()
            await asyncio.sleep(wait)
            await self._hold()

    async def _hold(self) -> None:
        held = self.slot()
        while held is None:
            await asyncio.sleep(min(AHEAD, self.pause()))
            held = self.slot()
