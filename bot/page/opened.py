"""The page for as long as the process runs, where the operator gave it an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.page.server import carry, serve
from bot.page.site import Site, Texts, Turns
from bot.settings import Settings
from bot.sockets import listening
from bot.talk import Setup
from locales.languages import FALLBACK
from storage.engine.database import Database, Priority
from storage.ourselves import stand_at

LISTEN = "JIP_WEB_LISTEN"


@asynccontextmanager
async def opened(
    settings: Settings, database: Database, clock: Clock, setup: Setup, turns: Turns
) -> AsyncIterator[Site | None]:
    """Answer on the page while the block lasts; StopError where nobody can listen there."""
    await _note(database, clock, setup, settings.web_url)
    if settings.web_url is None:
        yield None
        return
    proxies, texts = settings.trusted, texts_of(settings)
    site = Site(settings.web_url, database, clock, setup, turns, proxies, texts)
    at = listening(settings.web_listen, LISTEN)
    async with asyncio.TaskGroup() as parts:
        tasks = [parts.create_task(serve(site, at)), parts.create_task(carry(site))]
        try:
            yield site
        finally:
            for task in tasks:
                task.cancel()


async def _note(database: Database, clock: Clock, setup: Setup, url: str | None) -> None:
    """Let the conversations know where their links lead."""
    now = clock.now()
    unit = database.submit(Priority.BULK, lambda s: stand_at(setup.work(s, now), url))
    await asyncio.wrap_future(unit)


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
