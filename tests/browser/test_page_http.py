"""The page's routes over real HTTP: this computer only, and plain answers to nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.standin.uploads import Upload
from tests.browser.page_desk import REZA, SALMA, START, Desk, served
from tests.drawn import png


@pytest.fixture
async def desk() -> Desk:
    """Return a furnished desk."""
    return Desk()


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[ClientSession]:
    """Return a session whose paths are the page's."""
    async with served(desk) as address, ClientSession(address) as session:
        yield session


@pytest.mark.parametrize("host", ["jip.example", "127.0.0.1.evil.example", "localhost.evil:80", ""])
@pytest.mark.parametrize("path", ["/", "/static/main.js", "/phones/events"])
async def test_another_hosts_name_is_refused(browser: ClientSession, path: str, host: str) -> None:
    async with browser.get(path, headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:9000"])
async def test_this_computers_names_are_answered(browser: ClientSession, host: str) -> None:
    async with browser.get("/", headers={"Host": host}) as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", [f"/phones/{REZA}/type", "/clock", "/reset", "/tour/step"])
async def test_another_site_cannot_press_buttons(
    browser: ClientSession, desk: Desk, path: str, origin: str
) -> None:
    body = {"text": "hallo", "to": "hour"}
    async with browser.post(path, json=body, headers={"Origin": origin}) as answer:
        assert answer.status == 403
    assert desk.walks == []
    assert len(desk.telegram.updates) == 0


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"/phones/{REZA}/type", {"text": "  "}, 400),
        (f"/phones/{REZA}/type", {}, 400),
        (f"/phones/{REZA}/type", ["text"], 400),
        (f"/phones/{REZA}/tap", {"message_id": "x", "data": ""}, 400),
        (f"/phones/{REZA}/other", {"kind": "video"}, 400),
        (f"/phones/{REZA}/block", {"blocked": False}, 400),
        (f"/phones/{REZA}/call", {}, 404),
        ("/phones/999/type", {"text": "hallo"}, 404),
        ("/clock", {"to": "yesterday"}, 400),
        ("/clock", {"to": "2020-01-01T08:00"}, 400),
        ("/clock", {"to": "next", "phones": ["x"]}, 400),
        ("/clock", {"to": "next", "phones": 7}, 400),
        ("/tour/dance", {}, 404),
    ],
)
async def test_nonsense_is_refused(
    browser: ClientSession, path: str, body: Any, status: int
) -> None:
    async with browser.post(path, json=body) as answer:
        assert answer.status == status


async def test_only_files_of_the_page_are_served(browser: ClientSession) -> None:
    for path, status in (
        ("/static/main.js", 200),
        ("/fonts/NotoSansEthiopic-Regular.ttf", 200),
        ("/static/..%2Fpage.py", 404),
        ("/static/none.js", 404),
    ):
        async with browser.get(path) as answer:
            assert answer.status == status, path


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("hour", START + timedelta(hours=1)),
        ("morning", datetime(2026, 3, 6, 7, tzinfo=UTC)),
        ("week", START + timedelta(weeks=1)),
        ("2026-03-30T08:00", datetime(2026, 3, 30, 6, tzinfo=UTC)),
        ("next", None),
    ],
)
async def test_the_clocks_buttons_mean_local_times(
    browser: ClientSession, desk: Desk, to: str, target: datetime | None
) -> None:
    async with browser.post("/clock", json={"to": to, "phones": [SALMA, REZA]}) as answer:
        assert answer.status == 200
        assert (await answer.json())["news"] == ([] if target else [REZA])
    assert desk.walks == [(target, [SALMA, REZA])]


async def test_a_page_hears_everything_once_and_then_what_changed(
    browser: ClientSession, desk: Desk
) -> None:
    desk.say(SALMA, "مرحبا", german=("Hallo", []))
    async with browser.ws_connect("/phones/events") as events:
        first = [await events.receive_json() for _ in range(9)]
        assert [next(iter(news)) for news in first] == [
            "people",
            "clock",
            *["phone"] * 6,
            "tour",
        ]
        assert first[2]["phone"]["owner"]["en"] == "Salma’s phone"
        assert first[2]["phone"]["messages"][0]["german"] == {"html": "Hallo", "rows": []}
        desk.telegram.type_text(REZA, "سلام")
        news = await events.receive_json()
        assert [message["html"] for message in news["phone"]["messages"]] == ["سلام"]


async def test_a_burst_of_changes_is_told_in_few_words(browser: ClientSession, desk: Desk) -> None:
    async with browser.ws_connect("/phones/events") as events:
        for _ in range(9):
            await events.receive_json()
        for number in range(300):
            desk.telegram.type_text(REZA, str(number))
            if number % 50 == 0:
                await asyncio.sleep(0)
        told = 0
        while True:
            news = await events.receive_json()
            told += 1
            if news["phone"]["messages"][-1]["html"] == "299":
                break
        assert told <= 3


async def test_what_is_no_picture_is_never_shown_as_a_page_of_ours(
    browser: ClientSession, desk: Desk
) -> None:
    shout = Upload("page.html", "text/html", b"<script>alert(1)</script>")
    html, picture = map(desk.telegram.keep, (shout, Upload("a.png", "image/png", png(), 40, 30)))
    for key, kind, shown in (
        (html, "application/octet-stream", "attachment"),
        (picture, "image/png", "inline"),
    ):
        async with browser.get(f"/files/{key}") as answer:
            assert (answer.status, answer.content_type) == (200, kind)
            assert answer.headers["Content-Disposition"].startswith(shown)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    async with browser.get(f"/files/{html}", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403
    await desk.reset()
    async with browser.get(f"/files/{html}") as answer:
        assert answer.status == 404
