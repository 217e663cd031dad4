"""Hears by a webhook: Telegram brings each message, and learns that we have it after the commit."""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram.error import TelegramError

from bot.clock import Clock
from bot.doorway import Door
from bot.logs import where
from bot.sockets import listening, served
from bot.stopping import StopError
from bot.telegram.events import KINDS, arrival
from bot.telegram.intake import Intake
from bot.telegram.patience import TWO_BOTS, Patience
from bot.telegram.transport import TelegramBot
from storage import webhooks
from storage.engine.database import Database, Priority
from storage.engine.errors import DatabaseError

LOG = structlog.get_logger()
SHOWN_IN = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024**2
"""Bytes; an update holds ids of files, never files, and a text of 4,096 characters: it is small."""
CONNECTIONS = 40
BODY_SECONDS = 10.0
COMMIT_SECONDS = 20.0  # then Telegram brings it again
LOOK_SECONDS = 60.0
TROUBLED_SECONDS = 180.0
CONFLICT_SECONDS = 300.0


class Webhook:
    """Takes in what Telegram brings, and looks every minute whether it still does.

    `heard_at` is when Telegram was last heard, in steady seconds; `trouble` what it complains of.
    """

    def __init__(
        self, bot: TelegramBot, database: Database, clock: Clock, intake: Intake, door: Door
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._intake = intake
        self._door = door
        self._patience = Patience(clock, CONFLICT_SECONDS)
        self.heard_at = clock.steady()
        self.trouble: str | None = None

    async def run(self) -> None:
        """Receive until cancelled; StopError when it makes no sense to go on."""
        at = listening(self._door.place, "JIP_WEBHOOK_LISTEN")
        async with served(self.application(), at):
            await self._begin()
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                await self._look()

    def application(self) -> web.Application:
        """Return what answers at the path of the public address."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(urlsplit(self._door.url).path or "/", self.receive)
        return app

    async def receive(self, request: web.Request) -> web.Response:
        """Take in one update: 200 after its commit, and nothing else makes Telegram forget it."""
        if not self._is_telegram(request):
            return web.Response(status=401)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        self.heard_at = self._clock.steady()
        return web.Response(status=200 if await self._took(raw) else 503)

    def _is_telegram(self, request: web.Request) -> bool:
        """Compare the secret in a time that tells nothing of it."""
        shown = request.headers.get(SHOWN_IN, "")
        return hmac.compare_digest(
            shown.encode("utf-8", "surrogateescape"), self._door.secret.encode()
        )

    async def _took(self, raw: object) -> bool:
        """Tell whether an update is in the database, or is none we keep."""
        found = arrival(raw)
        if found is None:
            return True
        try:
            async with asyncio.timeout(COMMIT_SECONDS):
                await self._intake.take([found])
        except (DatabaseError, TimeoutError) as error:
            LOG.error("an update could not be stored", **where(error))
            return False
        return True

    async def _begin(self) -> None:
        """Tell Telegram where to bring messages, however often it takes."""
        while True:
            try:
                await self._check(await self._info())
                await self._set()
            except (TelegramError, DatabaseError) as error:
                await asyncio.sleep(self._patience.pause_after(error))
            else:
                self._patience.rest()
                LOG.info("messages are brought to the webhook")
                return

    async def _check(self, info: dict[str, Any]) -> None:
        """Raise StopError where messages are brought to an address that never was ours."""
        url = info.get("url")
        if not url or url == self._door.url:
            return
        ours = self._database.read(lambda session: webhooks.is_ours(session, url))
        if not await asyncio.wrap_future(ours):
            raise StopError(TWO_BOTS)

    async def _set(self) -> None:
        """Note the address, then name it; what waits at Telegram is kept."""
        now, door = self._clock.now(), self._door
        noted = self._database.submit(
            Priority.RECEIVE, lambda session: webhooks.remember(session, door.url, now)
        )
        await asyncio.wrap_future(noted)
        wanted = {"url": door.url, "secret_token": door.secret, "allowed_updates": KINDS}
        more = {"max_connections": CONNECTIONS, "drop_pending_updates": False}
        await self._bot.call("setWebhook", wanted | more)
        self.heard_at = self._clock.steady()

    async def _look(self) -> None:
        """Set it anew where somebody took it away; note what Telegram complains of."""
        try:
            info = await self._info()
            if info.get("url") != self._door.url:
                self._patience.conflict()
                await self._set()
        except (TelegramError, DatabaseError) as error:
            self._patience.pause_after(error)
            return
        self.trouble = self._complaint(info)
        if self.trouble:
            LOG.error("the webhook fails", waiting=info["pending_update_count"], why=self.trouble)

    async def _info(self) -> dict[str, Any]:
        found: dict[str, Any] = await self._bot.call("getWebhookInfo", {})
        self.heard_at = self._clock.steady()
        return found

    def _complaint(self, info: dict[str, Any]) -> str | None:
        """Return the sentence for messages that wait because bringing them failed just now."""
        failed_at = info.get("last_error_date") or 0
        fresh = self._clock.now().timestamp() - failed_at < TROUBLED_SECONDS
        if not fresh or not info.get("pending_update_count"):
            return None
        return f"Telegram cannot bring messages: {info.get('last_error_message', 'no reason')}."
