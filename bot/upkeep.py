"""What nobody asks for: calls that got lost are put back, what was erased leaves the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from storage.engine.database import Database, Priority, Session
from storage.models.outbox import Carrier
from storage.queues import outbox
from storage.seen import see

T = TypeVar("T")
LOG = structlog.get_logger()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LOST = timedelta(minutes=1)  # longer than any call lasts: bot.telegram.transport


class Upkeep:
    """Looks after the database between the turns, when `now` says that it is time again.

    `flying` are the rows a call of this process is under way for, however long: it may have stood
    still meanwhile. `prepare` sees to it that what happens every day is due.
    """

    def __init__(
        self,
        database: Database,
        now: datetime,
        *,
        flying: Callable[[], Collection[int]] = tuple,
        prepare: Callable[[Session, datetime], None] = lambda session, now: None,
    ) -> None:
        self._database = database
        self._flying = flying
        self._prepare = prepare
        self._suspects: frozenset[int] = frozenset()
        self._minute_at, self._scrub_at, self._hour_at = now, now + MINUTE, now + HOUR

    async def run(self, now: datetime) -> None:
        """Do what is due for an hour or a minute; erased data is in no file after that."""
        if _has_come(self._minute_at, MINUTE, now):
            self._minute_at = now + MINUTE
            await self._recover(now)
            await self._unit(lambda session: see(session, now))
            for carrier in Carrier:  # also of one that nobody carries any more: staff shall hear
                await self._unit(partial(outbox.sweep, now=now, carrier=carrier))
        if _has_come(self._scrub_at, HOUR, now):
            self._scrub_at = now + MINUTE  # somebody may be reading: soon again
            if await asyncio.wrap_future(self._database.scrub()):
                self._scrub_at = now + HOUR
        if _has_come(self._hour_at, HOUR, now):
            self._hour_at = now + HOUR
            await self._unit(lambda session: self._prepare(session, now))

    async def _recover(self, now: datetime) -> None:
        """Put back rows whose claim was committed though its answer was lost on the way.

        A row is looked at twice: its call may only just begin to be known here.
        """
        before = now - LOST
        found = await self._unit(lambda session: outbox.flying(session, before))
        suspects = frozenset(found).difference(self._flying())
        lost = suspects & self._suspects
        if lost:
            await self._unit(lambda session: outbox.recover(session, now, lost))
            LOG.warning("calls were lost", rows=len(lost))
        self._suspects = suspects - lost

    async def _unit(self, unit: Callable[[Session], T]) -> T:
        return await asyncio.wrap_future(self._database.submit(Priority.TICK, unit))


def _has_come(at: datetime, period: timedelta, now: datetime) -> bool:
    """Tell whether it is time, also where the clock went back since the time was set."""
    return not at - period <= now < at
