"""getUpdates: waits for updates, acknowledges by offset, serves one poller only."""

import asyncio
from collections.abc import Sequence

from bot.standin.courier import Webhook
from bot.standin.refusal import Json, RefusedError
from bot.standin.updates import Updates

LONGEST_SECONDS = 50
CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)


class Polling:
    """The one poller of a bot; a newer one ends the older."""

    def __init__(self, updates: Updates, webhook: Webhook) -> None:
        self._updates = updates
        self._webhook = webhook
        self._waiting: asyncio.Future[bool] | None = None  # True: something came, False: conflict

    async def get(
        self,
        *,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,
        allowed_updates: Sequence[str] | None = None,
    ) -> list[Json]:
        """Return what waits, at most `timeout` seconds later; raises RefusedError 409."""
        self._webhook.refuse_polling()
        self._end(came=False)
        self._updates.acknowledge(offset)
        if allowed_updates is not None:
            self._updates.allow(list(allowed_updates))
        found = self._updates.waiting(limit)
        if found or timeout == 0:
            return found
        await self._wait(min(timeout, LONGEST_SECONDS))
        return self._updates.waiting(limit)

    async def _wait(self, seconds: int) -> None:
        waiting: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        unlisten = self._updates.listen(lambda: self._end(came=True))
        try:
            async with asyncio.timeout(seconds):
                if not await waiting:
                    raise RefusedError(409, CONFLICT)
        except TimeoutError:
            return
        finally:
            unlisten()

    def _end(self, *, came: bool) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(came)
        self._waiting = None
