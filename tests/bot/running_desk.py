"""The real app on a real database, speaking real HTTP with a Telegram on the desk."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.app import App, running
from bot.clock import Clock
from bot.settings import Settings
from bot.standin.api import standin
from bot.standin.desk import Telegram
from bot.standin.faults import FaultPlan
from bot.talk import Talk
from conversations.kit.context import Context
from conversations.kit.events import Command, Event, Tapped, Typed
from storage.models import Outbox
from storage.queues.speaking import answer
from storage.work import Work
from tests.conftest import SECRET_KEY

KEY, WRONG_KEY = "123456:desk-token", "1:wrong"
YONAS, AMINA, SARA = 201, 202, 203
PUTS = itertools.count(1)
BUTTON = {"text": "👍", "data": "1q1.yes"}


def echo(context: Context, event: Event) -> str | None:
    """Answer every text with the same text; a tap changes its message; "boom" fails."""
    match event:
        case Typed(text="boom") | Tapped(data="1q1.boom"):
            raise RuntimeError("a secret somebody typed")
        case Typed(text=text) | Command(name=text):
            put(context, {"v": 1, "op": "send", "text": text, "rows": [[BUTTON]]})
        case Tapped(row=row):
            put(context, {"v": 1, "op": "edit", "text": "thanks", "rows": []}, edits=row)
            return "noted"
    return None


def put(context: Context, body: dict[str, Any], *, edits: int | None = None) -> None:
    """Put an answer."""
    answer(context.work, context.chat.id, f"{context.origin}:{next(PUTS)}", body, edits)


def sorry(context: Context) -> None:
    """Apologise."""
    put(context, {"v": 1, "op": "send", "text": "sorry", "rows": []})


def render(work: Work, row: Outbox) -> dict[str, Any] | None:
    """Render what waits: an even subject is still true, 13 cannot be rendered."""
    if row.subject == 13:
        raise RuntimeError("cannot be rendered")
    if (row.subject or 0) % 2:
        return None
    return {"v": 1, "op": "send", "text": f"{row.kind} {row.subject}", "rows": []}


def nothing_ready(work: Work) -> list[int]:
    """Have nothing to do."""
    return []


def nothing_due(work: Work, keys: Sequence[int]) -> int:
    """Do nothing."""
    return len(keys)


def nothing_to_prepare(work: Work) -> None:
    """Have nothing to prepare."""


def profile(language: str | None) -> dict[str, Any]:
    """Name the bot."""
    about = f"JIP {language or ''}"
    return {
        "name": about,
        "description": f"{about} door",
        "short_description": f"{about} door",
        "commands": [("start", about)],
    }


ECHO = Talk(echo, sorry, render, nothing_ready, nothing_due, nothing_to_prepare, profile)


def desk_settings(url: str, database_url: str, token: str = KEY) -> Settings:
    """Return the settings of a bot that talks to a desk."""
    return Settings(
        telegram_token=SecretStr(token),
        telegram_api_url=url,
        database_url=database_url,
        secret_key=SecretStr(SECRET_KEY),
        open_anyway=True,
    )


@dataclass
class RunningDesk:
    """Everything a test looks at."""

    telegram: Telegram
    plan: FaultPlan
    url: str
    database_url: str
    sent: list[tuple[str, int, dict[str, Any]]]

    @asynccontextmanager
    async def bot(
        self,
        talk: Talk = ECHO,
        clock: Clock | None = None,
        token: str = KEY,
        **more: object,
    ) -> AsyncIterator[App]:
        """Start the bot; leaving the block stops it as an operator would."""
        settings = desk_settings(self.url, self.database_url, token).model_copy(update=more)
        note = self.sent.append
        async with running(
            settings,
            clock=clock,
            on_sent=lambda address, message, body: note((address, message, body)),
            talk=talk,
            tick_seconds=None,
        ) as app:
            yield app

    def said(self, chat_id: int) -> list[str]:
        """Return what the bot said in a chat, as it first arrived."""
        return [message.text for message in self.telegram.delivered(chat_id)]

    def calls(self, method: str) -> list[str]:
        """Return how the calls of a method ended."""
        return [call.outcome for call in self.telegram.calls if call.method == method]


@asynccontextmanager
async def running_desk(database_url: str) -> AsyncIterator[RunningDesk]:
    """Lay the desk with three phones."""
    plan = FaultPlan()
    telegram = Telegram(Clock().now)
    for chat_id, name in ((YONAS, "Yonas"), (AMINA, "Amina"), (SARA, "Sara")):
        telegram.add_phone(chat_id, name, started=True)
    async with standin(telegram, token=KEY, faults=plan) as url:
        yield RunningDesk(telegram, plan, url, database_url, [])


async def eventually(look: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something is so, and fail where it never is."""
    async with asyncio.timeout(seconds):
        found = look()
        while not found:
            await asyncio.sleep(0.01)
            found = look()
