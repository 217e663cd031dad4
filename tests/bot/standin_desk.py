"""Telegram on a desk for tests: a model, its Bot API over real HTTP, a bot that calls it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession
from telegram import Bot

from bot.standin.api import standin
from bot.standin.desk import Telegram
from bot.standin.faults import FaultPlan

KEY = "123456:desk-token"
AMINA, JONAS = 101, 102
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock moved by hand."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Desk:
    """All that lies on the desk."""

    url: str
    telegram: Telegram
    clock: HandClock
    plan: FaultPlan
    bot: Bot
    http: ClientSession
    token: str = field(default=KEY)

    async def call(self, method: str, **parameters: Any) -> tuple[int, Any]:
        """Call a method with a JSON body, return status and result, or the description."""
        address = f"{self.url}/bot{self.token}/{method}"
        async with self.http.post(address, json=parameters) as reply:
            body = await reply.json()
            assert body["ok"] is (reply.status == 200)
            assert body.get("error_code", 200) == reply.status
            return reply.status, body["result"] if body["ok"] else body["description"]

    async def say(self, text: str = "Hello", **parameters: Any) -> tuple[int, Any]:
        """Call sendMessage to Amina."""
        return await self.call("sendMessage", **{"chat_id": AMINA, "text": text, **parameters})


@asynccontextmanager
async def desk(plan: FaultPlan | None = None) -> AsyncIterator[Desk]:
    """Serve a desk with Amina, who has started the bot, and Jonas, who has not."""
    clock = HandClock()
    telegram = Telegram(clock)
    telegram.add_phone(AMINA, "Amina", "ar", started=True)
    telegram.add_phone(JONAS, "Jonas")
    plan = plan or FaultPlan()
    async with (
        standin(telegram, token=KEY, faults=plan) as url,
        ClientSession() as http,
        Bot(KEY, base_url=f"{url}/bot") as bot,
    ):
        telegram.calls.clear()
        yield Desk(url, telegram, clock, plan, bot, http)
