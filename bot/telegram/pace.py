"""The limiter with its waiting: slots are held, given back and started on the steady clock."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable

from bot.clock import Clock
from bot.telegram.limiter import AHEAD, Limiter
from bot.telegram.transport import WRITTEN
from storage.models.outbox import Lane

MOST_FLYING = 80
LOOK_AGAIN = 0.1


class Pace:
    """Says when; the limiter decides, this waits. Slots are also taken in database threads."""

    def __init__(self, rate: int, clock: Clock, may: Callable[[], bool] = lambda: True) -> None:
        """Start calls while `may` says so: see bot.leadership."""
        self._may = may
        self._limiter = Limiter(rate)
        self._clock = clock
        self._lock = threading.Lock()
        self._flying = 0
        self._are_answers_waiting = False
        self._closed = False

    def seed(self, chats: Iterable[int]) -> None:
        """Count the calls of the last second before a restart."""
        self._limiter.seed(chats, self._clock.steady())

    @property
    def flying(self) -> int:
        """How many rows are claimed or about to be."""
        return self._flying

    def close(self) -> None:
        """Give out no more slots."""
        with self._lock:
            self._closed = True

    def slot(self) -> Lane | None:
        """Hold the next slot; None while there is none."""
        with self._lock:
            return self._take()

    def answer_slot(self, chat: int) -> bool:
        """Hold a slot for an answer in this chat; False where others have waited for one longer."""
        with self._lock:
            if self._are_answers_waiting or self._limiter.chat_wait(chat, self._clock.steady()):
                return False
            self._are_answers_waiting = self._take() is None
            return not self._are_answers_waiting

    def _take(self) -> Lane | None:
        if self._closed or self._flying >= MOST_FLYING or not self._may():
            return None
        lane = self._limiter.hold(self._clock.steady())
        self._flying += lane is not None
        return lane

    def give_back(self, empty: Lane | None = None) -> None:
        """Return a held slot; `empty` says up to which lane nothing waited."""
        with self._lock:
            self._flying -= 1
            self._are_answers_waiting = self._are_answers_waiting and empty is None
            self._limiter.give_back(empty)

    def land(self) -> None:
        """Count a row as ended."""
        with self._lock:
            self._flying -= 1

    def pause(self) -> float:
        """Return the seconds until the next look is worth it."""
        with self._lock:
            return self._limiter.pause(self._clock.steady())

    def bulk_pause(self) -> float:
        """Return the seconds until bulk may go on."""
        with self._lock:
            return self._limiter.bulk_pause(self._clock.steady())

    def resting(self) -> set[int]:
        """Return the chats that get nothing but answers now."""
        with self._lock:
            return self._limiter.resting(self._clock.steady())

    def book(self, lane: Lane) -> float:
        """Return the earliest start of a claimed row, in steady seconds."""
        with self._lock:
            if lane is not Lane.ANSWER:
                self._are_answers_waiting = False
            return self._limiter.book(lane, self._clock.steady())

    def park(self, chat: int, seconds: float) -> None:
        """Leave a chat alone after a 429."""
        with self._lock:
            self._limiter.park(chat, seconds, self._clock.steady())

    async def start(self, chat: int, earliest: float) -> None:
        """Wait until the held slot may start, and start it."""
        await self._await_chat(chat)
        while True:
            now = self._clock.steady()
            with self._lock:
                wait = self._limiter.start(chat, earliest, now) if self._may() else LOOK_AGAIN
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        WRITTEN.set(lambda: self._leave(now))

    async def another(self, chat: int) -> None:
        """Wait for one more slot for the same chat, and start it."""
        await self._hold()
        await self.start(chat, self._clock.steady())

    def _leave(self, started: float) -> None:
        with self._lock:
            self._limiter.leave(started, self._clock.steady())

    async def _await_chat(self, chat: int) -> None:
        """Wait for the chat's own limit, and leave the slot to others meanwhile."""
        with self._lock:
            wait = self._limiter.chat_wait(chat, self._clock.steady())
            if wait > 0:
                self._limiter.give_back()
        if wait > 0:
            await asyncio.sleep(wait)
            await self._hold()

    async def _hold(self) -> None:
        held = self._held()
        while held is None:
            await asyncio.sleep(min(AHEAD, self.pause()))
            held = self._held()

    def _held(self) -> Lane | None:
        with self._lock:
            return self._limiter.hold(self._clock.steady())


class Slot:
    """Room for one answer, taken in the database thread before the claim.

    A unit that runs again finds it taken. Who submitted the unit uses it or gives it back.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._held = False

    def take(self, chat: int) -> bool:
        """Tell whether a claim may begin."""
        self._held = self._held or self._pace.answer_slot(chat)
        return self._held

    def use(self) -> None:
        """Leave it to the call that was claimed."""
        self._held = False

    def give_back(self) -> None:
        """Leave it to others."""
        if self._held:
            self._held = False
            self._pace.give_back()
