"""Hears: stores what came in and only then lets the messenger forget it."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.backoff import pauses
from bot.clock import Clock
from bot.logs import where
from bot.stopping import StopError
from bot.telegram.events import KINDS, arrival
from bot.telegram.intake import Intake
from bot.telegram.sender import REFUSED
from bot.telegram.transport import TelegramBot, TooManyError
from storage.engine.database import Database
from storage.engine.errors import DatabaseError
from storage.queues import inbox

LOG = structlog.get_logger()
POLL_SECONDS = 30
SOON_SECONDS = 2  # until an offset is heard of, or a clock is sure of itself
LONGEST_REST = 60.0  # after a 429: all wait
AT_ONCE = 25
LONGEST_PAUSE = 30.0
CONFLICTS = 3
CONFLICT_SECONDS = 60.0
TWO_BOTS = (
    "Telegram gives this bot's messages to another program, or to a webhook (409): "
    "stop that one, or use another token."
)


class Receiver:
    """Long polling without a stored offset: the database knows what it has.

    `heard_at` is when Telegram answered last, in steady seconds.
    """

    def __init__(
        self,
        bot: TelegramBot,
        database: Database,
        clock: Clock,
        intake: Intake,
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._intake = intake
        self.heard_at = clock.steady()
        self._offset: int | None = None
        self._newest: int | None = None
        self._conflicts: deque[float] = deque(maxlen=CONFLICTS)
        self._pauses = pauses(0.5, LONGEST_PAUSE)

    async def run(self) -> None:
        """Receive until cancelled; StopError when it makes no sense to go on."""
        while True:
            try:
                if self._newest is None:
                    self._newest = await asyncio.wrap_future(self._database.read(inbox.newest))
                await self._store(await self._next())
                self._pauses = pauses(0.5, LONGEST_PAUSE)
            except (TelegramError, DatabaseError) as error:
                await asyncio.sleep(self._pause_after(error))

    async def _next(self) -> list[dict[str, Any]]:
        """Wait for updates; an offset is named only until Telegram has heard it.

        Numbers may begin again: an old offset would make Telegram forget what nobody has seen.
        """
        calm = self._offset is None and self._clock.is_sure and not self._clock.wrong_by
        seconds = POLL_SECONDS if calm else SOON_SECONDS
        batch = await self._bot.raw_updates(self._offset, seconds, KINDS)
        self.heard_at = self._clock.steady()
        if not batch:
            self._offset = None
        return batch

    async def _store(self, batch: list[dict[str, Any]]) -> None:
        """Commit a batch, then move the offset: the next call makes Telegram forget it.

        A few in one unit, so that nobody waits for long; they get their turns at once.
        """
        arrivals = [found for raw in batch if (found := arrival(raw)) is not None]
        if not arrivals:
            await asyncio.sleep(1.0 if batch else 0.05)
            return
        for first in range(0, len(arrivals), AT_ONCE):
            few = arrivals[first : first + AT_ONCE]
            new = await self._intake.take(few)
            self._look_at_numbers([each.source_key for each in few], new)
        self._offset = arrivals[-1].source_key + 1

    def _look_at_numbers(self, numbers: list[int], new: int) -> None:
        """Say so where numbers began again, or where something came that was known."""
        higher = sum(number > (self._newest or 0) for number in numbers)
        if new > higher:
            LOG.warning("update numbers begin again", first=min(numbers), before=self._newest)
            self._newest = max(numbers)
        elif new < len(numbers):
            LOG.info("updates not taken: known, or from nobody", rows=len(numbers) - new)
        self._newest = max(self._newest or 0, *numbers)

    def _pause_after(self, error: Exception) -> float:
        if isinstance(error, InvalidToken):
            raise StopError(REFUSED) from None
        if isinstance(error, Conflict):
            self._count_conflict()
        pause = next(self._pauses)
        if isinstance(error, TooManyError):
            pause = max(pause, min(error.seconds, LONGEST_REST))
        LOG.warning("cannot receive", seconds=round(pause, 1), **where(error))
        return pause

    def _count_conflict(self) -> None:
        now = self._clock.steady()
        self._conflicts.append(now)
        LOG.warning(TWO_BOTS)
        if len(self._conflicts) == CONFLICTS and now - self._conflicts[0] <= CONFLICT_SECONDS:
            raise StopError(TWO_BOTS)
