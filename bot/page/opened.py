"""The page for as long as the process runs, where the operator gave it an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.page.server import carry, serve
from bot.page.site import Site, Texts, Turns
from bot.settings import Settings
from bot.sockets import listening
from bot.talk import Setup
from locales.languages import FALLBACK
from storage.engine.database import Database, Priority, Session
from storage.ourselves import settle

LISTEN = "JIP_WEB_LISTEN"


@asynccontextmanager
async def opened(
    settings: Settings,
    database: Database,
    clock: Clock,
    setup: Setup,
    turns: Turns,
    *,
    count: Callable[[web.StreamResponse], None] = lambda response: None,
) -> AsyncIterator[Site | None]:
    """Answer on the page while the block lasts; StopError where nobody can listen there."""
    where = partial(_settle, setup, clock, settings.web_url)
    await asyncio.wrap_future(database.submit(Priority.TURN, where))
    if settings.web_url is None:
        yield None
        return
    proxies, texts = settings.trusted, texts_of(settings)
    site = Site(settings.web_url, database, clock, setup, turns, proxies, texts, count=count)
    with listening(settings.web_listen, LISTEN) as at:
        async with asyncio.TaskGroup() as parts:
            tasks = [parts.create_task(serve(site, at)), parts.create_task(carry(site))]
            try:
                yield site
            finally:
                for task in tasks:
                    task.cancel()


def _settle(setup: Setup, clock: Clock, url: str | None, session: Session) -> None:
    settle(setup.work(session, clock.now()), url)


def texts_of(settings: Settings) -> Texts:
    """Return what the operator says by law, in paragraphs."""
    imprint = _paragraphs(settings.imprint_file) if settings.imprint_file else ()
    return Texts(imprint, _by_language(settings.privacy_file))


def _by_language(path: Path | None) -> Mapping[str, Sequence[str]]:
    if path is None:
        return {}
    if path.is_dir():
        return {each.stem: _paragraphs(each) for each in sorted(path.glob("*.txt"))}
    return {FALLBACK: _paragraphs(path)}


def _paragraphs(path: Path) -> Sequence[str]:
    parts = path.read_text("utf-8").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())
