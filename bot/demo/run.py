"""The product on a desk: the unchanged bot, a Bot API of ours on loopback, and a page of phones."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from aiohttp import web

from bot.app import App, running
from bot.demo.api import routes
from bot.demo.cast import CAST, seed
from bot.demo.clock import WalkingClock, walk
from bot.demo.page import page_routes
from bot.demo.stage import German, Role
from bot.demo.steps import Step
from bot.demo.storyline import storyline
from bot.demo.telegram import Telegram
from bot.settings import Settings
from storage.database import Priority
from storage.limits import Limits

LOOPBACK = "127.0.0.1"
PHONES = {"tigrinya": 101, "farsi": 102, "practice": 103, "staff": 104}


class Demo:
    """The stage of the page: phones, clock and bot, all of it begun again by `reset`."""

    def __init__(self) -> None:
        self.url = ""
        self.token = f"1:{secrets.token_hex(16)}"
        self.clock = WalkingClock()
        self.telegram = Telegram(self.now)
        self.tour: Sequence[Step] = storyline(PHONES)
        self._german: dict[tuple[int, int], German] = {}
        self._app: App | None = None
        self._running = AsyncExitStack()

    def now(self) -> datetime:
        """The demo's time, aware."""
        return self.clock.now()

    async def walk(self, target: datetime | None) -> None:
        """Walk the clock to a moment, or to the next event."""
        if self._app is not None:
            await walk(self._app, self.clock, target)

    def german(self, chat_id: int, message_id: int) -> German | None:
        """Return the German twin of a message."""
        return self._german.get((chat_id, message_id))

    def roles(self, chat_id: int) -> Role:
        """Return who holds this phone."""
        member = next(each for each in CAST if each.chat_id == chat_id)
        about = self.telegram.profile.text("description", "")
        return Role(title=member.name, caption=member.caption, about=about)

    async def reset(self) -> None:
        """Begin again: an empty database, the fictional set, phones mid-life."""
        await self._running.aclose()
        self.telegram.reset()
        self._german.clear()
        self.clock.ahead *= 0
        for member in CAST:
            language = member.language or "en"
            started = member.role is not None
            self.telegram.add_phone(member.chat_id, member.name, language, started=started)
        await self._start()

    async def _start(self) -> None:
        folder = self._running.enter_context(tempfile.TemporaryDirectory(prefix="jip-demo-"))
        settings = demo_settings(self.url, self.token, Path(folder))
        bot = running(settings, clock=self.clock, on_sent=self._sent)
        self._app = await self._running.enter_async_context(bot)
        unit = partial(seed, now=self.now(), zone=settings.zone, limits=Limits())
        await asyncio.wrap_future(self._app.database.submit(Priority.BULK, unit))
        await self._app.tick()

    async def close(self) -> None:
        """Stop the bot and forget its database."""
        await self._running.aclose()

    def _sent(self, address: str, message_id: int, body: dict[str, Any]) -> None:
        twin = body.get("german")
        if twin:
            rows = [[button["text"] for button in row] for row in twin["rows"]]
            self._german[int(address), message_id] = German(html=twin["text"], rows=rows)
        else:
            self._german.pop((int(address), message_id), None)


def demo_settings(url: str, token: str, folder: Path) -> Settings:
    """Return the settings of a bot that talks to the demo only, whatever the environment says."""
    return Settings.model_validate(
        {
            "telegram_token": token,
            "telegram_api_url": url,
            "data_dir": folder,
            "log_level": "warning",
        }
    )


@asynccontextmanager
async def staged(port: int = 0) -> AsyncIterator[Demo]:
    """Serve page and Bot API on loopback while the block lasts, phones alive."""
    demo = Demo()
    web_app = web.Application()
    web_app.add_routes([*routes(demo.telegram, token=demo.token), *page_routes(demo)])
    runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        demo.url = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
        await demo.reset()
        yield demo
    finally:
        await demo.close()
        await runner.cleanup()


async def _show(port: int, open_browser: bool) -> None:
    async with staged(port) as demo:
        click.echo(f"The phones are here: {demo.url}  (stop with Ctrl-C)")
        if open_browser:
            webbrowser.open(demo.url)
        await asyncio.Event().wait()


def demo(port: int, open_browser: bool) -> None:
    """Show the demo until it is stopped."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_show(port, open_browser))
