"""Stores what Telegram brought, by polling or by webhook: committed first, then handed on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from bot.clock import Clock
from bot.figures import Figures
from storage.engine.database import Database, Priority
from storage.models.chats import FaceName
from storage.queues import inbox
from storage.queues.inbox import Arrival, Waiting


class Intake:
    """The one way in: who awaits it may tell the messenger that we have it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        hand_over: Callable[[Iterable[Waiting]], None],
        figures: Figures,
    ) -> None:
        self._database = database
        self._clock = clock
        self._hand_over = hand_over
        self._received = figures.received.labels(FaceName.TELEGRAM)

    async def take(self, arrivals: Sequence[Arrival]) -> int:
        """Commit arrivals and have the new ones get their turns; returns how many these are."""
        now = self._clock.now()
        unit = self._database.submit(
            Priority.RECEIVE, partial(inbox.store, arrivals=arrivals, now=now, own=set())
        )
        new = await asyncio.wrap_future(unit)
        self._hand_over(new)
        self._received.inc(len(new))
        return len(new)
