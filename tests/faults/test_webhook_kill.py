"""Kills the bot while Telegram brings messages: what was not committed is brought again."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from storage.engine.database import open_database
from storage.models import Inbox
from storage.models.inbox import InboxState
from tests.bot.running_desk import (
    AMINA,
    SARA,
    YONAS,
    RunningDesk,
    eventually,
    running_desk,
)
from tests.conftest import SECRET_KEY
from tests.faults.process import our_bot
from tests.ports import free_place

KILLS, EACH = 3, 8
PATIENCE = 60.0


@pytest.mark.slow
async def test_what_is_brought_is_kept_once_however_often_it_is_killed(
    database_url: str, tmp_path: Path
) -> None:
    chance, place, typed = Random(7), free_place(), set[int]()
    webhook = {
        "JIP_WEBHOOK_URL": f"http://{place}/telegram",
        "JIP_WEBHOOK_SECRET": "w" * 40,
        "JIP_WEBHOOK_LISTEN": place,
    }
    async with running_desk(database_url) as desk:
        bot = our_bot(desk.url, database_url, tmp_path, is_hasty=False, more=webhook)
        try:
            for _ in range(KILLS):
                few = len(desk.telegram.updates) + EACH
                typed |= {
                    desk.telegram.type_text(who, f"/start p-{number}")
                    for number in range(EACH)
                    for who in (YONAS, AMINA, SARA)
                }
                bot.start()
                await eventually(partial(waits, desk, few), PATIENCE)
                await asyncio.sleep(chance.uniform(0, 0.2))
                bot.kill()
            bot.start()
            await eventually(lambda: not desk.telegram.updates, PATIENCE)
            await eventually(lambda: all(desk.said(who) for who in (YONAS, AMINA, SARA)), PATIENCE)
            await eventually(lambda: finished(database_url), PATIENCE)
        finally:
            bot.kill()
        assert {key for key, _state in rows(database_url)} == typed


def waits(desk: RunningDesk, fewer_than: int) -> bool:
    """Tell whether only a few messages wait at Telegram."""
    return len(desk.telegram.updates) < fewer_than


def finished(database_url: str) -> bool:
    """Tell whether everything that came had its turn."""
    return {state for _key, state in rows(database_url)} == {InboxState.DONE}


def rows(database_url: str) -> list[tuple[int, InboxState]]:
    """Return what came in, each once."""
    database = open_database(database_url, SECRET_KEY)
    try:
        found = database.read(lambda s: s.execute(select(Inbox.source_key, Inbox.state)).all())
        return [(key, state) for key, state in found.result()]
    finally:
        database.close()
