"""The line to Telegram: hears and speaks, until Telegram will have no more of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeAlias

import structlog

from bot.clock import Clock
from bot.doorway import Door
from bot.settings import Settings
from bot.stopping import StopError
from bot.telegram.intake import Intake
from bot.telegram.profile import learn_name, publish_profile
from bot.telegram.receiver import Receiver
from bot.telegram.sender import Sender
from bot.telegram.transport import TelegramBot
from bot.telegram.webhook import Webhook
from storage.engine.database import Database

LOG = structlog.get_logger()
NOBODY = "0:nobody"
"""The token where there is none: no call is made with it."""
Texts: TypeAlias = Callable[[str | None], dict[str, Any]]


@dataclass(frozen=True)
class Wanted:
    """What an operator wants: is there a bot, where are messages brought, what if it ends.

    Where it `may_end`, a page goes on without it.
    """

    present: bool = True
    door: Door | None = None
    may_end: bool = False


POLLED = Wanted()


def wanted_of(settings: Settings) -> Wanted:
    """Return what the settings want."""
    return Wanted(settings.telegram_token is not None, settings.door, settings.web_url is not None)


class Line:
    """Hears by polling or by a webhook, and speaks.

    Telegram that refuses the token (401), or gives the messages to somebody else (409), ends the
    process; where there is a page it ends this line alone, and what is for Telegram waits.
    """

    def __init__(
        self,
        bot: TelegramBot,
        database: Database,
        clock: Clock,
        intake: Intake,
        sender: Sender,
        *,
        wanted: Wanted,
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._wanted = wanted
        self._ended: str | None = None
        self._over = asyncio.Event()
        self._ear: Receiver | Webhook
        if wanted.door is None:
            self._ear = Receiver(bot, database, clock, intake)
        else:
            self._ear = Webhook(bot, database, clock, intake, wanted.door)

    @property
    def heard_at(self) -> float | None:
        """When Telegram was last heard, in steady seconds; None where nobody listens."""
        return self._ear.heard_at if self._wanted.present and self._ended is None else None

    @property
    def trouble(self) -> str | None:
        """Why nothing is heard from Telegram, if that is known."""
        return self._ended or self._ear.trouble

    async def hear(self, profile: Texts, note_name: Callable[[str], Awaitable[None]]) -> None:
        """Receive until cancelled, and tell Telegram who we are."""
        if not self._wanted.present:
            return
        parts: list[Coroutine[Any, Any, None]] = [
            self._receive(),
            publish_profile(self._bot, profile),
            learn_name(self._bot, note_name),
        ]
        async with asyncio.TaskGroup() as tasks:
            begun = [tasks.create_task(part) for part in parts]
            over = tasks.create_task(self._over.wait())
            try:
                await over
            finally:
                for task in begun:
                    task.cancel()

    async def speak(self) -> None:
        """Send until told to stop."""
        if not self._wanted.present:
            self._sender.stop()
        try:
            await self._sender.run()
        except* StopError as errors:
            self._end(errors.exceptions[0])

    async def _receive(self) -> None:
        try:
            await self._ear.run()
        except StopError as error:
            self._end(error)
            self._sender.stop()

    def _end(self, error: BaseException) -> None:
        """Fall silent where a page goes on; else raise the error, which ends the process."""
        if not self._wanted.may_end:
            raise error
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        LOG.error("Telegram has ended, the page goes on", why=str(error))
        self._ended = str(error)
        self._over.set()
