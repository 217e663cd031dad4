"""setWebhook: brings updates to an address instead of handing them out, until it says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.standin.refusal import Json, RefusedError, bad_request
from bot.standin.updates import Updates

HEADER = "X-Telegram-Bot-Api-Secret-Token"
ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
    " the webhook first"
)
PAUSE_SECONDS, PATIENCE_SECONDS = 0.05, 30.0
DEFAULT_CONNECTIONS = 40


@dataclass
class Webhook:
    """Where updates are brought to, and how that went; without a `url` they are handed out."""

    url: str = ""
    secret: str = ""
    connections: int = DEFAULT_CONNECTIONS
    allowed: tuple[str, ...] = ()
    error_at: datetime | None = None
    error: str = ""

    def told(self, waiting: int) -> Json:
        """Return what getWebhookInfo says."""
        found: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": waiting,
        }
        if self.url:
            found |= {"max_connections": self.connections, "ip_address": "127.0.0.1"}
            found |= {"allowed_updates": [*self.allowed]} if self.allowed else {}
        if self.error_at is not None:
            found |= {"last_error_date": int(self.error_at.timestamp())}
            found |= {"last_error_message": self.error}
        return found

    def refuse_polling(self) -> None:
        """Raise RefusedError 409 where updates are brought."""
        if self.url:
            raise RefusedError(409, ACTIVE)


def usable(url: str) -> str:
    """Return an address to bring updates to; plain HTTP on loopback only, as a local server does.

    Raises RefusedError 400.
    """
    parts = urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if not local and (parts.scheme != "https" or not parts.hostname):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


class Courier:
    """Brings updates one after the other: the next one when the one before was taken."""

    def __init__(self, updates: Updates, webhook: Webhook) -> None:
        self._updates = updates
        self._webhook = webhook
        self._came = asyncio.Event()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Work while the block lasts; an error of the block leaves it as it is."""
        failed: Exception | None = None
        unlisten = self._updates.listen(self._came.set)
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(self._work())
            try:
                yield
            except Exception as error:
                failed = error
            finally:
                working.cancel()
                unlisten()
        if failed is not None:
            raise failed

    async def _work(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                self._came.clear()
                waiting = self._updates.waiting(1) if self._webhook.url else []
                if waiting and await self._bring(session, waiting[0]):
                    self._updates.forget(waiting[0]["update_id"])
                else:
                    await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(PAUSE_SECONDS):
                await self._came.wait()
        except TimeoutError:
            return

    async def _bring(self, session: aiohttp.ClientSession, update: Json) -> bool:
        """Tell whether the bot took an update; what it answers beyond that is not looked at."""
        hook = self._webhook
        headers = {HEADER: hook.secret} if hook.secret else {}
        timeout = aiohttp.ClientTimeout(PATIENCE_SECONDS)
        try:
            async with session.post(
                hook.url, json=update, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                if answer.ok and answer.status < 300:
                    return True
                why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            why = f"Connection failed: {type(error).__name__}"
        hook.error, hook.error_at = why, self._updates.now()
        await asyncio.sleep(PAUSE_SECONDS)
        return False
