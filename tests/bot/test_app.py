"""From a phone to the database and back, over real HTTP, on both databases."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from telegram.error import Conflict

from bot.standin.desk import Telegram
from bot.stopping import StopError
from bot.telegram.events import arrival
from bot.telegram.transport import TelegramBot
from storage.engine.database import Database, Priority
from storage.engine.lock import AlreadyRunningError
from storage.models import Inbox
from storage.models.inbox import InboxState
from storage.queues import inbox
from storage.queues.inbox import Arrival
from tests.bot.running_desk import (
    AMINA,
    SARA,
    WRONG_KEY,
    YONAS,
    RunningDesk,
    eventually,
    running_desk,
)


def newest(telegram: Telegram, chat_id: int) -> dict[str, Any]:
    """Return the newest message as a phone shows it."""
    found: dict[str, Any] = telegram.snapshot(chat_id)["messages"][-1]
    return found


async def test_what_somebody_types_is_answered(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: desk.said(YONAS) == ["hello"])
        await app.idle()
        address, message_id, body = desk.sent[0]
        assert (address, body["text"]) == (str(YONAS), "hello")
        assert message_id == newest(desk.telegram, YONAS)["id"]


async def test_a_tap_edits_its_message_and_gets_its_toast(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "are you there?")
        await eventually(lambda: len(desk.said(YONAS)) == 1)
        await app.idle()
        message = newest(desk.telegram, YONAS)
        desk.telegram.tap(YONAS, message["id"], "1q1.yes")
        await eventually(lambda: newest(desk.telegram, YONAS)["html"] == "thanks")
        assert newest(desk.telegram, YONAS)["id"] == message["id"]
        assert newest(desk.telegram, YONAS)["rows"] == []
        await eventually(lambda: desk.calls("answerCallbackQuery") == ["ok"])


async def test_a_double_tap_is_answered_twice_and_changes_one_message(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "are you there?")
        await eventually(lambda: len(desk.said(YONAS)) == 1)
        await app.idle()
        message_id = newest(desk.telegram, YONAS)["id"]
        for _ in range(2):
            desk.telegram.tap(YONAS, message_id, "1q1.yes")
        await eventually(lambda: len(desk.calls("answerCallbackQuery")) == 2)
        await app.idle()
        assert len(desk.said(YONAS)) == 1
        assert newest(desk.telegram, YONAS)["html"] == "thanks"


async def test_many_texts_of_one_chat_keep_their_order(database_url: str) -> None:
    texts = [str(number) for number in range(5)]
    async with running_desk(database_url) as desk, desk.bot():
        for text in texts:
            desk.telegram.type_text(YONAS, text)
        await eventually(lambda: desk.said(YONAS) == texts)


async def test_a_poison_update_is_parked_and_harms_nobody(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "boom")
        desk.telegram.type_text(YONAS, "and this?")
        desk.telegram.type_text(AMINA, "hello")
        await eventually(lambda: desk.said(AMINA) == ["hello"], seconds=1.0)
        await eventually(lambda: desk.said(YONAS) == ["sorry", "and this?"])
        await app.idle()
        states = app.database.read(lambda s: s.scalars(select(Inbox.state)).all()).result()
        assert sorted(states) == [InboxState.DONE, InboxState.DONE, InboxState.PARKED]


async def test_a_tap_whose_turn_fails_is_answered_once(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: len(desk.said(YONAS)) == 1)
        desk.telegram.tap(YONAS, newest(desk.telegram, YONAS)["id"], "1q1.boom")
        await eventually(lambda: desk.said(YONAS) == ["hello", "sorry"])
        await app.idle()
        assert desk.calls("answerCallbackQuery") == ["ok"]


async def test_an_unreadable_update_is_passed_over(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot():
        desk.telegram.updates.add_raw({"message": {"chat": "?", "text": ["\x00"]}})
        desk.telegram.updates.add_raw({"something": "new"})
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: desk.said(YONAS) == ["hello"])


async def test_one_busy_chat_does_not_delay_the_others(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot():
        for number in range(300):
            desk.telegram.type_text(YONAS, f"again {number}")
        desk.telegram.type_text(SARA, "hello")
        await eventually(lambda: desk.said(SARA) == ["hello"], seconds=2.5)
        assert len(desk.said(YONAS)) <= 10


async def test_what_the_last_run_left_is_finished_first(
    database_url: str, database: Database, now: datetime
) -> None:
    arrivals = [arrival(text_update(number, f"text {number}")) for number in (1, 2)]
    database.submit(Priority.RECEIVE, lambda s: inbox.store(s, present(arrivals), now)).result()
    async with running_desk(database_url) as desk, desk.bot():
        desk.telegram.type_text(YONAS, "text 3")
        await eventually(lambda: desk.said(YONAS) == ["text 1", "text 2", "text 3"])


async def test_an_update_that_comes_twice_is_answered_once(
    database_url: str, database: Database, now: datetime
) -> None:
    async with running_desk(database_url) as desk:
        desk.telegram.type_text(YONAS, "hello")
        raw = desk.telegram.updates.waiting(1)[0]
        stored = present([arrival(raw)])
        database.submit(Priority.RECEIVE, lambda s: inbox.store(s, stored, now)).result()
        async with desk.bot() as app:
            desk.telegram.type_text(AMINA, "hello")
            await eventually(lambda: desk.said(AMINA) == ["hello"])
            await app.idle()
        assert desk.said(YONAS) == ["hello"]


def text_update(update_id: int, text: str) -> dict[str, Any]:
    """Write an update as Telegram does."""
    chat = {"id": YONAS, "type": "private"}
    message = {"message_id": update_id, "date": 1_800_000_000, "chat": chat, "text": text}
    return {"update_id": update_id, "message": message}


def present(arrivals: list[Arrival | None]) -> list[Arrival]:
    """Leave out what could not be read."""
    return [each for each in arrivals if each is not None]


async def test_two_instances_do_not_serve_one_database(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot():
        with pytest.raises(AlreadyRunningError):
            async with desk.bot():
                raise AssertionError("two bots run")


async def test_a_wrong_token_ends_the_bot_with_a_sentence(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        with pytest.raises(ExceptionGroup) as caught:
            async with desk.bot(token=WRONG_KEY):
                await asyncio.sleep(10)
        assert caught.group_contains(StopError, match="JIP_TELEGRAM_TOKEN")


async def test_two_programs_on_one_token_end_ours_with_a_sentence(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        with pytest.raises(ExceptionGroup) as caught:
            await run_beside_another(desk)
        assert caught.group_contains(StopError, match="409")


async def run_beside_another(desk: RunningDesk) -> None:
    """Run our bot while another program receives its messages."""
    async with desk.bot() as app, asyncio.TaskGroup() as tasks:
        tasks.create_task(poll_for_ever(app.bot))
        await asyncio.sleep(20)


async def poll_for_ever(bot: TelegramBot) -> None:
    """Be the other program."""
    while True:
        with suppress(Conflict):
            await bot.raw_updates(None, 30, [])
        await asyncio.sleep(0.05)
