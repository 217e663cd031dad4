"""The unchanged bot against a Bot API written by others, from /start to the first matches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from lo_bot_api_emulator.journal import verdict
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App, running
from bot.demo.walking import WalkingClock
from storage.limits import Limits
from storage.models import Profile
from tests.bot.running_desk import KEY, desk_settings, eventually
from tests.journey import HASTE

SALMA = 4711
CHAT = {"id": SALMA, "type": "private", "first_name": "Salma"}
WRITER = {"id": SALMA, "is_bot": False, "first_name": "Salma"}
NOT_MODELLED = ("MyName", "MyDescription", "MyShortDescription")
REFUSALS = [f"{verb}{what}:501" for verb in ("get", "set") for what in NOT_MODELLED]

NO_STYLES = "sendMessage:400"  # it knows no coloured buttons: the same message goes once without


class Dialogue:
    """What Salma does and sees, through the emulator."""

    def __init__(self, emulator: LoBotApiEmulator) -> None:
        self._emulator = emulator
        self._taps = count(1)
        self.seen: list[tuple[int, dict[str, Any]]] = []

    def note(self, address: str, message_id: int, body: dict[str, Any]) -> None:
        """Remember what was sent or edited."""
        self.seen.append((message_id, body))

    async def writes(self, text: str) -> None:
        """Type something, and wait for what comes."""
        message = {"message_id": 1, "date": 1_800_000_000, "chat": CHAT, "from": WRITER}
        await self._does({"message": {**message, "text": text}})

    async def taps(self, label: str) -> None:
        """Press a button by label or data, under the newest message that has any; wait."""
        message_id, body = next(found for found in reversed(self.seen) if found[1].get("rows"))
        buttons = [button for row in body["rows"] for button in row]
        data = next(b["data"] for b in buttons if label in b["text"] or label in b["data"])
        message = {"message_id": message_id, "date": 1_800_000_000, "chat": CHAT}
        query = {
            "id": str(next(self._taps)),
            "from": WRITER,
            "chat_instance": "1",
            "message": message,
        }
        await self._does({"callback_query": {**query, "data": data}})

    async def _does(self, update: dict[str, Any]) -> None:
        before = len(self.seen)
        await self._emulator.enqueue_update(update, token=KEY)
        await eventually(lambda: len(self.seen) > before)


@asynccontextmanager
async def emulated(database_url: str, journal: Path) -> AsyncIterator[tuple[App, Dialogue]]:
    """Run the bot against the emulator."""
    emulator = LoBotApiEmulator(journal=journal)
    dialogue = Dialogue(emulator)
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        settings = desk_settings(url, database_url)
        async with running(
            settings,
            clock=WalkingClock(HASTE),
            on_sent=dialogue.note,
            tick_seconds=None,
            limits=Limits(unseen_ms=0),
        ) as app:
            yield app, dialogue
    finally:
        await runner.cleanup()


WAY = (".start", ".18", ".08415053", ".yes", ".food", ".on.food.cook", ".done", ".2", ".enough")
WANTS = (".on.job", ".done", ".done")


async def test_from_start_to_the_first_matches(sqlite_url: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    async with emulated(sqlite_url, journal) as (app, salma):
        await salma.writes("/start")
        assert "العربية" in str(salma.seen[0][1]["rows"])
        for label in ("العربية", *WAY, *WANTS):
            await salma.taps(label)
            await app.idle()
        profile = await asyncio.wrap_future(app.database.read(_profile))
    assert profile == ("alb", ["job"], ["food.cook"])
    found = verdict(
        journal,
        require_response=True,
        require_methods=["sendMessage", "editMessageText", "answerCallbackQuery", "setMyCommands"],
        allowed_refusals=[*REFUSALS, NO_STYLES],
    )
    assert found["ok"], found


def _profile(session: Session) -> tuple[str | None, list[str] | None, list[str]]:
    profile = session.scalars(select(Profile)).one()
    return profile.centre, profile.wants, [each.skill for each in profile.skills]
