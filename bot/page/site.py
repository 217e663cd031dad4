"""What all parts of the page share while the process runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from aiohttp import web

from bot.clock import Clock
from bot.page.gate import BEGUN_PER_HOUR, HOUR, MISSES_PER_MINUTE, PER_MINUTE, Tally
from bot.page.view import Centre
from bot.proxies import Network
from bot.talk import Setup
from storage.engine.database import Database, Priority, Session
from storage.queues.inbox import Waiting
from storage.work import Work

T = TypeVar("T")
COOKIE, SAFE_COOKIE = "jip", "__Host-jip"


class Turns(Protocol):
    """Who takes turns: the dispatcher."""

    def add(self, waiting: Iterable[Waiting]) -> None:
        """Queue what was stored."""

    async def settled(self, seq: int, seconds: float) -> bool:
        """Wait for a turn."""


@dataclass(frozen=True)
class Texts:
    """What the operator says by law: paragraphs of imprint and, by language, privacy notice."""

    imprint: Sequence[str] = ()
    privacy: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass
class Site:
    """The page's address, its database, its clock, and who takes turns.

    Where another page may show it in a frame (`framed_by` names that origin) they share a host, and
    each browser on it has a cookie of its own `name`.
    """

    url: str
    database: Database
    clock: Clock
    setup: Setup
    turns: Turns
    proxies: Sequence[Network] = ()
    texts: Texts = Texts()
    requests: Tally = field(default_factory=lambda: Tally(PER_MINUTE))
    count: Callable[[web.StreamResponse], None] = lambda response: None
    misses: Tally = field(default_factory=lambda: Tally(MISSES_PER_MINUTE))
    begun: Tally = field(default_factory=lambda: Tally(BEGUN_PER_HOUR, HOUR))
    centres: Sequence[Centre] | None = None
    name: str | None = None
    framed_by: str | None = None

    @property
    def is_safe(self) -> bool:
        """Whether the page is reached through TLS: then its cookie never goes another way."""
        return self.url.startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the one cookie."""
        return self.name or (SAFE_COOKIE if self.is_safe else COOKIE)

    async def read(self, unit: Callable[[Work], T]) -> T:
        """Run a unit that only reads, beside whoever writes."""
        future = self.database.read(lambda session: unit(self._work(session)))
        return await asyncio.wrap_future(future)

    async def write(self, unit: Callable[[Work], T], priority: Priority = Priority.TURN) -> T:
        """Run a unit that writes; it may run again where the database was busy."""
        future = self.database.submit(priority, lambda session: unit(self._work(session)))
        return await asyncio.wrap_future(future)

    def _work(self, session: Session) -> Work:
        return self.setup.work(session, self.clock.now())
