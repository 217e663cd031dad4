"""Telegram may end; where there is a page, the rest goes on, and says so to the operator."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from bot.stopping import StopError
from bot.telegram import patience
from bot.telegram.patience import TWO_BOTS
from bot.telegram.sender import REFUSED
from storage.engine.database import Priority, Session
from storage.models import Outbox
from storage.models.chats import ChatKind
from storage.models.outbox import OutboxState
from storage.queues import outbox
from storage.queues.chats import upsert_chat
from tests.bot.running_desk import WRONG_KEY, YONAS, eventually, running_desk
from tests.bot.test_ops import get, health
from tests.ports import free_place

HOOK = "https://other.example.org/hook"


def page() -> dict[str, Any]:
    """Return the settings of a page, so that the rest outlives Telegram."""
    return {"web_url": "https://jip.example.org", "web_listen": free_place()}


def speak(app: App) -> int:
    """Put something to say."""
    now = app.clock.now()

    def unit(session: Session) -> int:
        chat = upsert_chat(session, str(YONAS), ChatKind.PRIVATE, now)
        body = {"v": 1, "op": "send", "text": "hello", "rows": []}
        life: dict[str, Any] = {"now": now, "expires_at": now + timedelta(hours=1)}
        row = outbox.put(session, chat_id=chat, lane=0, dedupe_key="test", body=body, **life)
        assert row is not None
        return row

    return app.database.submit(Priority.TURN, unit).result()


def state(app: App, row: int) -> OutboxState:
    """Return what became of it."""
    return app.database.read(lambda session: session.get_one(Outbox, row).state).result()


async def test_a_token_that_is_refused_ends_telegram_and_not_the_page(sqlite_url: str) -> None:
    place = free_place()
    more: dict[str, Any] = {"ops_listen": place, **page()}
    async with running_desk(sqlite_url) as desk, desk.bot(token=WRONG_KEY, **more) as app:
        await eventually(lambda: app.pulse().silent is not None)
        row = speak(app)
        await asyncio.sleep(0.2)
        await app.tick()
        assert state(app, row) is OutboxState.TODO
        status, found = await health(f"http://{place}")
        assert (status, found["still"], found["last_poll_seconds"]) == (503, [REFUSED], None)
        assert (await get(f"http://{place}", "/livez"))[0] == 200
        assert found["last_tick_seconds"] < 5


async def test_a_token_refused_in_a_call_ends_telegram_and_keeps_the_row(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        async with desk.bot(**page()) as app:
            pass
        async with desk.bot(token=WRONG_KEY, **page()) as app:
            row = speak(app)
            app.sender.wake()
            await eventually(lambda: app.pulse().silent is not None)
            await asyncio.sleep(0.2)
            assert state(app, row) in {OutboxState.TODO, OutboxState.SENDING}
        async with desk.bot(**page()) as app:
            await eventually(lambda: desk.said(YONAS) == ["hello"])


async def test_another_program_ends_telegram_and_not_the_page(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST_PAUSE", 0.01)
    async with running_desk(sqlite_url) as desk:
        desk.telegram.webhook.url = HOOK
        async with desk.bot(**page()) as app:
            await eventually(lambda: app.pulse().silent is not None)
            await app.tick()
            assert app.pulse().silent == TWO_BOTS


async def test_without_a_page_telegram_is_all_there_is(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        with pytest.raises(ExceptionGroup) as caught:
            async with desk.bot(token=WRONG_KEY):
                await asyncio.sleep(20)
        assert caught.group_contains(StopError, match="JIP_TELEGRAM_TOKEN")


async def test_without_a_token_no_call_is_made(sqlite_url: str) -> None:
    more: dict[str, Any] = {"telegram_token": None, **page()}
    async with running_desk(sqlite_url) as desk, desk.bot(**more) as app:
        speak(app)
        app.sender.wake()
        await app.tick()
        await asyncio.sleep(0.3)
        await app.idle()
        assert (list(desk.telegram.calls), desk.said(YONAS)) == ([], [])
        assert (app.pulse().polled_at, app.pulse().silent) == (None, None)
