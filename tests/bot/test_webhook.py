"""Telegram brings messages over real HTTP; it forgets one only after our commit."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from functools import partial
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.app import App
from bot.stopping import StopError
from bot.telegram import webhook
from bot.telegram.webhook import SHOWN_IN
from storage.models import Inbox
from tests.bot.running_desk import (
    AMINA,
    SARA,
    YONAS,
    RunningDesk,
    eventually,
    running_desk,
)
from tests.ports import free_place

SECRET = "nobody-guesses-" + "0123456789" * 2
FULL = "create trigger full before insert on inbox begin select raise(abort, 'disk is full'); end"
FROM_TELEGRAM = {SHOWN_IN: SECRET, "Content-Type": "application/json"}


def brought(place: str, path: str = "/telegram") -> dict[str, Any]:
    """Return the settings of a webhook."""
    return {
        "webhook_url": f"http://{place}{path}",
        "webhook_secret": SecretStr(SECRET),
        "webhook_listen": place,
    }


def update(number: int, text: str = "hello") -> dict[str, Any]:
    """Return an update as Telegram writes it."""
    who = {"id": YONAS, "is_bot": False, "first_name": "Yonas"}
    chat = {"id": YONAS, "type": "private", "first_name": "Yonas"}
    message = {"message_id": number, "date": 1_700_000_000, "from": who, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


@asynccontextmanager
async def standing(url: str) -> AsyncIterator[tuple[RunningDesk, App, str]]:
    """Run the bot with a webhook that Telegram knows."""
    place = free_place()
    async with running_desk(url) as desk, desk.bot(**brought(place)) as app:
        await eventually(lambda: bool(desk.telegram.webhook.url))
        yield desk, app, f"http://{place}/telegram"


async def post(url: str, body: object, headers: dict[str, str]) -> tuple[int, bytes, list[str]]:
    """Post, and return status, body and names of headers."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(data), headers=headers) as answer,
    ):
        return answer.status, await answer.read(), sorted(answer.headers)


def stored(app: App) -> int:
    """Count what came in."""
    return app.database.read(lambda s: s.scalar(select(func.count(Inbox.seq))) or 0).result()


def is_brought_to(desk: RunningDesk, url: str) -> bool:
    """Tell whether Telegram brings messages there."""
    return desk.telegram.webhook.url == url


async def test_what_telegram_brings_is_answered(database_url: str) -> None:
    async with standing(database_url) as (desk, app, url):
        assert desk.telegram.webhook.url == url
        assert (desk.telegram.webhook.secret, desk.telegram.webhook.connections) == (SECRET, 40)
        assert "my_chat_member" in desk.telegram.webhook.allowed
        for chat in (YONAS, AMINA, SARA):
            desk.telegram.type_text(chat, "hello")
        await eventually(lambda: all(desk.said(chat) == ["hello"] for chat in (YONAS, AMINA, SARA)))
        await app.idle()
        assert len(desk.telegram.updates) == 0
        assert (stored(app), desk.telegram.webhook.error) == (3, "")


async def test_without_the_secret_nobody_learns_anything(sqlite_url: str) -> None:
    async with standing(sqlite_url) as (_desk, app, url):
        kind = {"Content-Type": "application/json"}
        answers = [
            await post(url, body, kind | shown)
            for shown in (
                {},
                {SHOWN_IN: "wrong"},
                {SHOWN_IN: SECRET[:-1]},
                {SHOWN_IN: SECRET + "x"},
            )
            for body in (update(1), b"no json", b"x" * 2_000_000)
        ]
        assert len({(status, body, tuple(names)) for status, body, names in answers}) == 1
        assert answers[0][:2] == (401, b"")
        assert stored(app) == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b'"' + b"x" * 1024**2 + b'"', "application/json", 413),
        (b"{}", "application/json", 200),
        (b"[]", "application/json", 200),
        (b'{"update_id": "x"}', "application/json", 200),
    ],
)
async def test_what_is_no_update_is_refused_and_stored_nowhere(
    sqlite_url: str, body: bytes, kind: str, status: int
) -> None:
    async with standing(sqlite_url) as (_desk, app, url):
        assert (await post(url, body, {SHOWN_IN: SECRET, "Content-Type": kind}))[0] == status
        assert stored(app) == 0


async def test_only_a_post_to_the_path_is_heard(sqlite_url: str) -> None:
    async with standing(sqlite_url) as (_desk, _app, url), aiohttp.ClientSession() as session:
        assert (await session.get(url, headers=FROM_TELEGRAM)).status == 405
        assert (await post(url + "/x", update(1), FROM_TELEGRAM))[0] == 404


async def test_an_update_brought_twice_counts_once(database_url: str) -> None:
    async with standing(database_url) as (desk, app, url):
        answers = await asyncio.gather(*(post(url, update(7), FROM_TELEGRAM) for _ in range(8)))
        assert {status for status, _, _ in answers} == {200}
        await eventually(lambda: desk.said(YONAS) == ["hello"])
        await app.idle()
        assert (desk.said(YONAS), stored(app)) == (["hello"], 1)


async def test_what_cannot_be_stored_is_brought_again(sqlite_url: str) -> None:
    async with standing(sqlite_url) as (desk, app, _url):
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as disk:
            disk.execute(FULL)
            desk.telegram.type_text(YONAS, "hello")
            await eventually(lambda: desk.telegram.webhook.error != "")
            assert (stored(app), len(desk.telegram.updates)) == (0, 1)
            disk.execute("drop trigger full")
        await eventually(lambda: desk.said(YONAS) == ["hello"])
        assert desk.telegram.webhook.error.endswith("503 Service Unavailable")
        assert (stored(app), len(desk.telegram.updates)) == (1, 0)


async def test_it_is_brought_after_the_commit_alone(sqlite_url: str) -> None:
    async with standing(sqlite_url) as (_desk, app, url):
        for number in range(1, 20):
            assert (await post(url, update(number), FROM_TELEGRAM))[0] == 200
            assert stored(app) == number


async def test_a_body_that_never_ends_is_left_alone(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.1)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)

    async with (
        standing(sqlite_url) as (_desk, _app, url),
        aiohttp.ClientSession() as session,
        session.post(url, data=slow(), headers=FROM_TELEGRAM) as answer,
    ):
        assert answer.status == 408


async def test_polling_again_takes_our_own_webhook_away_and_loses_nothing(
    database_url: str,
) -> None:
    async with running_desk(database_url) as desk:
        async with desk.bot(**brought(free_place())):
            await eventually(lambda: bool(desk.telegram.webhook.url))
        desk.telegram.type_text(YONAS, "hello")
        async with desk.bot():
            await eventually(lambda: desk.said(YONAS) == ["hello"])
            assert desk.telegram.webhook.url == ""


async def test_a_webhook_moves_with_its_address(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        for path in ("/one", "/two"):
            place = free_place()
            wanted = f"http://{place}{path}"
            async with desk.bot(**brought(place, path)):
                await eventually(partial(is_brought_to, desk, wanted))


@pytest.mark.parametrize("more", [{}, brought("127.0.0.1:0")])
async def test_a_webhook_of_somebody_else_is_left_alone(
    sqlite_url: str, more: dict[str, Any]
) -> None:
    async with running_desk(sqlite_url) as desk:
        desk.telegram.webhook.url = theirs = "https://other.example.org/hook"
        with pytest.raises(ExceptionGroup) as caught:
            async with desk.bot(**more):
                await asyncio.sleep(20)
        assert caught.group_contains(StopError, match="another program, or to a webhook")
        assert desk.telegram.webhook.url == theirs


async def test_a_webhook_somebody_took_away_is_set_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LOOK_SECONDS", 0.1)
    async with standing(sqlite_url) as (desk, _app, url):
        desk.telegram.webhook.url = ""
        await eventually(lambda: desk.telegram.webhook.url == url)


async def test_what_telegram_complains_of_is_known(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LOOK_SECONDS", 0.1)
    async with standing(sqlite_url) as (desk, app, _url):
        desk.telegram.webhook.secret = SECRET[1:]
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: app.pulse().silent is not None)
        assert app.pulse().silent == (
            "Telegram cannot bring messages: Wrong response from the webhook: 401 Unauthorized."
        )
        desk.telegram.webhook.secret = SECRET
        await eventually(lambda: desk.said(YONAS) == ["hello"])
        await eventually(lambda: app.pulse().silent is None)
