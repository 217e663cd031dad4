"""What nobody asks for: calls that got lost are put back, what was erased leaves the file."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from storage.engine.database import Database, Priority
from storage.queues import outbox

LOG = structlog.get_logger()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LOST = timedelta(minutes=2)  # longer than any call lasts: bot.telegram.transport


class Upkeep:
    """Looks after the database between the turns, when `now` says that it is time again."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._recover_at = self._scrub_at = now + MINUTE

    async def run(self, now: datetime) -> None:
        """Do what is due for an hour or a minute; erased data is in no file after that."""
        if now >= self._recover_at:
            self._recover_at = now + MINUTE
            await self._recover(now)
        if now >= self._scrub_at:
            self._scrub_at = now + MINUTE  # somebody may be reading: soon again
            if await asyncio.wrap_future(self._database.scrub()):
                self._scrub_at = now + HOUR

    async def _recover(self, now: datetime) -> None:
        """Put back rows whose claim was committed though its answer was lost on the way."""
        unit = self._database.submit(
            Priority.TICK, lambda s: outbox.recover(s, now, claimed_before=now - LOST)
        )
        if lost := await asyncio.wrap_future(unit):
            LOG.warning("calls were lost", rows=lost)
