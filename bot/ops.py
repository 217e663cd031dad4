"""For who runs it: is it alive, does anything stand still, how much of what; not for the public."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

from bot.clock import Clock
from bot.figures import CONTENT_TYPE, Figures
from bot.sockets import listening, served
from storage.engine.database import Database, Session
from storage.engine.errors import DatabaseError
from storage.queues.health import Queue, aside, queues

T = TypeVar("T")
DATABASE_SECONDS = 5.0
POLL_SECONDS = 120.0  # four long polls
TICK_SECONDS = 120.0
REST_SECONDS = 60.0  # a queue moves while something of it was begun so shortly ago
LONGEST = {
    "inbox": 120.0,
    "outbox_telegram": 120.0,
    "outbox_page": 120.0,
    "outbox_mail": 900.0,
    "due": 900.0,
}
"""Seconds the oldest row may wait; the README names them."""


@dataclass(frozen=True)
class Pulse:
    """When the parts were last seen at work, in steady seconds; None: there is no such part.

    `silent` is the sentence with which a face ended that others outlive.
    """

    polled_at: float | None
    ticked_at: float | None
    silent: str | None = None


class Ops:
    """Answers /livez, /healthz and /metrics."""

    def __init__(
        self, database: Database, clock: Clock, figures: Figures, pulse: Callable[[], Pulse]
    ) -> None:
        self._database = database
        self._clock = clock
        self._figures = figures
        self._pulse = pulse
        figures.watch_database(database)
        figures.watch("tick_age_seconds", "Since the last look at what is due.", self._tick_age)

    def application(self) -> web.Application:
        """Return the three answers."""
        app = web.Application()
        app.router.add_get("/livez", self.livez)
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/metrics", self.metrics)
        return app

    async def livez(self, request: web.Request) -> web.Response:
        """Say that the event loop turns: whoever hears nothing may start the process anew."""
        return web.Response(text="alive\n")

    async def healthz(self, request: web.Request) -> web.Response:
        """Say how long everything waits; 503 where something stands still."""
        pulse, found = self._pulse(), await self._read(self._queues)
        polled, ticked = self._since(pulse.polled_at), self._since(pulse.ticked_at)
        still = [*_parts(polled, ticked, pulse.silent), *_stuck(found)]
        told = {
            "still": still,
            "last_poll_seconds": polled,
            "last_tick_seconds": ticked,
            "queues": {
                each.name: {"waiting": each.waiting, "oldest_seconds": round(each.seconds, 1)}
                for each in found or ()
            },
        }
        return web.json_response(told, status=503 if still else 200)

    async def metrics(self, request: web.Request) -> web.Response:
        """Write all figures; those of the database are left out while it does not answer."""
        found, parked = await self._read(self._queues), await self._read(aside)
        written = self._figures.written(found or (), parked)
        return web.Response(body=written, headers={"Content-Type": CONTENT_TYPE})

    def _queues(self, session: Session) -> list[Queue]:
        return queues(session, self._clock.now())

    async def _read(self, unit: Callable[[Session], T]) -> T | None:
        """Return what a unit finds; None where the database does not answer."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return await asyncio.wrap_future(self._database.read(unit))
        except (DatabaseError, TimeoutError):
            return None

    def _since(self, at: float | None) -> float | None:
        return None if at is None else round(self._clock.steady() - at, 1)

    def _tick_age(self) -> float:
        return self._since(self._pulse().ticked_at) or 0.0


@asynccontextmanager
async def watched(ops: Ops, place: str | None) -> AsyncIterator[str | None]:
    """Answer there while the block lasts; nowhere where no place is given."""
    if place is None:
        yield None
        return
    async with served(ops.application(), listening(place, "JIP_OPS_LISTEN")) as root:
        yield root


def _parts(polled: float | None, ticked: float | None, silent: str | None) -> Iterator[str]:
    """Yield which parts stand still."""
    if silent is not None:
        yield silent
    elif polled is not None and polled > POLL_SECONDS:
        yield f"Telegram was last heard {polled:.0f} seconds ago."
    if ticked is not None and ticked > TICK_SECONDS:
        yield f"What is due was last looked at {ticked:.0f} seconds ago."


def _stuck(found: Sequence[Queue] | None) -> Iterator[str]:
    """Yield which queues stand still: the oldest waits too long, and nothing else is begun."""
    if found is None:
        yield "The database does not answer."
    for each in found or ():
        moves = each.rests is not None and each.rests < REST_SECONDS
        if each.seconds > LONGEST[each.name] and not moves:
            yield f"{each.name} stands still: its oldest row waits {each.seconds:.0f} seconds."
