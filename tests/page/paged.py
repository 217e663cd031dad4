"""The real bot with its page: real HTTP, a browser without scripts, a Telegram on the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar

from bot.app import App, running
from bot.clock import Clock
from bot.standin.api import standin
from bot.standin.desk import Telegram
from bot.talk import our_talk
from storage.limits import Limits
from tests.bot.running_desk import KEY, desk_settings
from tests.page.seen import Pressable, Seen
from tests.ports import free_port

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Browser:
    """Somebody at a screen: `page` is what they have before them, `jar` the cookies they keep."""

    url: str
    http: ClientSession
    page: Seen = field(default_factory=lambda: Seen(""))
    answer: ClientResponse | None = None

    async def opens(self, path: str) -> Browser:
        """Type an address, or follow a link."""
        return await self._asks("GET", path)

    async def presses(self, wanted: str | Pressable, **more: str) -> Browser:
        """Press a button with these words (or with this value)."""
        await self.waits()
        button = self.page.button(wanted) if isinstance(wanted, str) else wanted
        given = {button.name: button.value} if button.name else {}
        return await self.posts(button.form.action, {**button.form.hidden, **given, **more})

    async def types(self, text: str) -> Browser:
        """Type a text and send it."""
        await self.waits()
        form = next(form for form in self.page.forms if "text" in form.fields)
        return await self.posts(form.action, {**form.hidden, "text": text})

    async def waits(self) -> Browser:
        """Look again while the page says that an answer is on its way, as browsers do."""
        for _ in range(100):
            if self.answer is None or 'http-equiv="refresh"' not in self.page.html:
                break
            await asyncio.sleep(0.1)
            await self.opens(self.answer.url.path)
        return self

    async def posts(self, path: str, fields: dict[str, str]) -> Browser:
        """Post a form as a page of ours does."""
        return await self._asks("POST", path, data=fields, headers=SAME_ORIGIN)

    async def _asks(self, method: str, path: str, **more: Any) -> Browser:
        async with self.http.request(method, f"{self.url}{path}", **more) as answer:
            self.page, self.answer = Seen(await answer.text()), answer
        return self

    async def settles_in(self, language: str = "English", place: str = "Münsingen") -> Browser:
        """Get through the welcome as an adult."""
        await self.opens("/")
        await self.presses(language)
        await self.presses("page")
        await self.presses(".start")
        await self.presses(".18")
        return await self.types(place)

    @property
    def sees(self) -> str:
        """What is asked or said now."""
        return self.page.ours[0] if self.page.ours else ""

    @property
    def status(self) -> int:
        """What the last answer was."""
        assert self.answer is not None
        return self.answer.status


@dataclass
class PageDesk:
    """Everything a test looks at."""

    app: App
    telegram: Telegram
    url: str

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Browser]:
        """Open a browser that nobody used before."""
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
            yield Browser(self.url, http)


@asynccontextmanager
async def page_desk(
    database_url: str,
    *,
    clock: Clock | None = None,
    limits: Limits | None = None,
    **settings: Any,
) -> AsyncIterator[PageDesk]:
    """Start the bot with its page on a free port."""
    telegram, port = Telegram((clock or Clock()).now), free_port()
    url = f"http://127.0.0.1:{port}"
    async with standin(telegram, token=KEY) as api:
        given = {"web_url": url, "web_listen": f"127.0.0.1:{port}", **settings}
        with_page = desk_settings(api, database_url).model_copy(update=given)
        running_bot = running(
            with_page, clock=clock, talk=our_talk(), limits=limits or Limits(), tick_seconds=None
        )
        async with running_bot as app:
            yield PageDesk(app, telegram, url)
