"""The lock of the one running instance, looked after: who lost it falls silent within seconds."""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Clock
from bot.logs import where
from bot.stopping import StopError
from bot.waits import in_thread
from storage.engine.errors import DatabaseError
from storage.engine.lock import LEASE_SECONDS, AlreadyRunningError, Lock

LOG = structlog.get_logger()
RENEW_SECONDS = 2.0
PATIENCE_SECONDS = 4.0  # for one try
SILENT_AFTER = LEASE_SECONDS - 5.0  # before the server gives the lock to somebody else
REFUSED_SECONDS = 40.0  # the server may still believe in the session we lost
TWO_BOTS = (
    "The lock of the database was lost and another jip-bot has it: two would send everything "
    "twice, so this one ends."
)


class Leadership:
    """Renews the lock; between a renewal that failed and one that worked nothing is sent."""

    def __init__(self, lock: Lock, clock: Clock) -> None:
        """Take over a lock that was just taken."""
        self._lock = lock
        self._clock = clock
        self._renewed_at: float | None = clock.steady()

    def speaks(self) -> bool:
        """Tell whether we are the one who speaks; also right after the process stood still."""
        renewed = self._renewed_at
        return renewed is not None and self._clock.steady() - renewed < SILENT_AFTER

    async def run(self) -> None:
        """Renew the lock until cancelled; StopError when somebody else has it."""
        refused_at: float | None = None
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            began = self._clock.steady()
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await in_thread(self._lock.renew)
            except AlreadyRunningError:
                refused_at = began if refused_at is None else refused_at
                self._lose("another one has the lock")
                if began - refused_at > REFUSED_SECONDS:
                    raise StopError(TWO_BOTS) from None
            except (DatabaseError, TimeoutError) as error:
                self._lock.cut()
                self._lose("the lock cannot be renewed", **where(error))
            else:
                self._renewed_at, refused_at = began, None

    def _lose(self, event: str, **more: str) -> None:
        if self._renewed_at is not None:
            LOG.error(event, **more)
        self._renewed_at = None
