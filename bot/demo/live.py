"""Tells every open page what changed: at most thirty times a second, newest state only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import WSMsgType, web

from bot.demo.stage import Stage
from bot.demo.tour import Tour

SECONDS_BETWEEN = 1 / 30
SECONDS_TO_LOOK_AT_CLOCK = 0.25


class Page:
    """One open page and what it has not been told yet."""

    def __init__(self) -> None:
        self.phones: set[int] = set()
        self.tour = True
        self.wake = asyncio.Event()
        self.people: list[int] = []
        self.clock: datetime | None = None


class Live:
    """All open pages."""

    def __init__(self, stage: Stage, tour: Tour) -> None:
        self._stage = stage
        self._tour = tour
        self._pages: set[Page] = set()
        stage.telegram.listen(self._phone_changed)
        for device in stage.devices.values():
            device.listen(self._phone_changed)
        tour.listen(self._tour_moved)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Keep one page up to date until it is closed."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        page = Page()
        page.phones.update(self._everybody())
        self._pages.add(page)
        try:
            async with asyncio.TaskGroup() as group:
                writer = group.create_task(self._keep_telling(socket, page))
                async for message in socket:
                    if message.type is WSMsgType.ERROR:
                        break
                writer.cancel()
        finally:
            self._pages.discard(page)
        return socket

    def everything_changed(self) -> None:
        """Tell all pages all they show, as after a reset."""
        for page in self._pages:
            page.phones.update(self._everybody())
            page.tour = True
            page.wake.set()

    def _everybody(self) -> list[int]:
        return [*self._stage.telegram.phones, *self._stage.devices]

    def _phone_changed(self, chat_id: int) -> None:
        for page in self._pages:
            page.phones.add(chat_id)
            page.wake.set()

    def _tour_moved(self) -> None:
        for page in self._pages:
            page.tour = True
            page.wake.set()

    async def _keep_telling(self, socket: web.WebSocketResponse, page: Page) -> None:
        try:
            while not socket.closed:
                page.wake.clear()
                for news in self._news(page):
                    await socket.send_json(news)
                await asyncio.sleep(SECONDS_BETWEEN)
                await _wait(page.wake.wait)
        except ConnectionError:
            return

    def _news(self, page: Page) -> list[dict[str, Any]]:
        """Collect and forget what the page has not been told."""
        news: list[dict[str, Any]] = []
        people = self._everybody()
        if people != page.people:
            page.people = people
            news.append({"people": people})
        minute = self._stage.now().replace(second=0, microsecond=0)
        if minute != page.clock:
            page.clock = minute
            news.append({"clock": minute.isoformat()})
        news += [{"phone": self._phone(chat)} for chat in people if chat in page.phones]
        page.phones.clear()
        if page.tour:
            page.tour = False
            news.append({"tour": self._tour.state()})
        return news

    def _phone(self, chat_id: int) -> dict[str, Any]:
        if chat_id in self._stage.devices:
            return {**self._stage.devices[chat_id].snapshot()}
        snapshot = self._stage.telegram.snapshot(chat_id)
        messages = [
            {**message, "german": self._stage.german(chat_id, message["id"])}
            if message["from"] == "bot"
            else message
            for message in snapshot["messages"]
        ]
        return {**snapshot, **self._stage.roles(chat_id), "messages": messages}


async def _wait(event: Callable[[], Any]) -> None:
    try:
        async with asyncio.timeout(SECONDS_TO_LOOK_AT_CLOCK):
            await event()
    except TimeoutError:
        return
