"""Hears: stores what came in and only then lets the messenger forget it."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram.error import Conflict, TelegramError

from bot.clock import Clock
from bot.logs import where
from bot.telegram.events import KINDS, arrival
from bot.telegram.intake import Intake
from bot.telegram.patience import Patience
from bot.telegram.transport import TelegramBot
from storage import webhooks
from storage.engine.database import Database
from storage.engine.errors import DatabaseError
from storage.queues import inbox

LOG = structlog.get_logger()
POLL_SECONDS = 30
SOON_SECONDS = 2  # until an offset is heard of, or a clock is sure of itself
AT_ONCE = 25


class Receiver:
    """Long polling without a stored offset: the database knows what it has.

    `heard_at` is when Telegram answered last, in steady seconds.
    """

    trouble: str | None = None

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
        self._patience = Patience(clock)

    async def run(self) -> None:
        """Receive until cancelled; StopError when it makes no sense to go on."""
        while True:
            try:
                if self._newest is None:
                    self._newest = await asyncio.wrap_future(self._database.read(inbox.newest))
                await self._store(await self._next())
                self._patience.rest()
            except (TelegramError, DatabaseError) as error:
                if not (isinstance(error, Conflict) and await self._take_back()):
                    await asyncio.sleep(self._patience.pause_after(error))

    async def _take_back(self) -> bool:
        """End a webhook that we set when we ran with one; tell whether there was one."""
        try:
            url = (await self._bot.call("getWebhookInfo", {}))["url"]
            ours = self._database.read(lambda session: webhooks.is_ours(session, url))
            if not url or not await asyncio.wrap_future(ours):
                return False
            await self._bot.call("deleteWebhook", {"drop_pending_updates": False})
        except (TelegramError, DatabaseError) as error:
            LOG.warning("cannot look for a webhook", **where(error))
            return False
        LOG.info("messages are fetched again: our webhook was taken away")
        return True

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
