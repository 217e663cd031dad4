"""Browsers beside the phones over real HTTP: who may frame them, whose cookie is whose."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, DummyCookieJar

from bot.demo.letterbox import DESK, FIRM, LETTER
from bot.demo.run import staged
from bot.page.gate import HEADERS, headers
from tests.journey import HASTE

pytestmark = pytest.mark.slow


def test_a_page_is_framed_by_nobody_unless_an_origin_is_named() -> None:
    assert headers("http://jip.example")["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers("http://jip.example")["Content-Security-Policy"]
    framed = headers("http://jip.example", "http://127.0.0.1:1")
    assert "X-Frame-Options" not in framed
    for_us = HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors http://127.0.0.1:1"
    )
    assert framed["Content-Security-Policy"] == for_us


async def test_each_browser_has_its_own_cookie_and_only_the_phones_may_frame_it() -> None:
    async with staged(haste=HASTE) as demo, ClientSession(cookie_jar=DummyCookieJar()) as http:
        windows = demo.windows
        async with http.get(f"{demo.url}/") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert f"frame-src 'self' {windows.firm.origin} {windows.desk.origin}" in policy
        async with http.get(f"{demo.url}/devices/{DESK}", allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (302, f"{windows.desk.origin}/c")
            assert answer.cookies["jip_desk"].value == windows.desk.token != ""
            cookie = {"Cookie": f"jip_desk={windows.desk.token}"}
        async with http.get(f"{windows.desk.origin}/c", headers=cookie) as answer:
            assert "Heute: Integrationszentrum Alb" in await answer.text()
            framed = answer.headers["Content-Security-Policy"]
            assert framed.endswith(f"frame-ancestors {demo.url}")
        async with http.get(f"{windows.firm.origin}/c", headers=cookie) as answer:
            assert "Heute: Integrationszentrum Alb" not in await answer.text()
        for text in ("imprint", "privacy"):
            async with http.get(f"{windows.firm.origin}/{text}?language=de") as answer:
                assert "Vorführung" in await answer.text()
        await assert_nonsense_is_refused(http, demo.url)


async def assert_nonsense_is_refused(http: ClientSession, url: str) -> None:
    """A letter is a picture and one thing to press, a browser neither; others get nothing."""
    for path, status in ((LETTER, 404), (f"{LETTER}/picture", 200), (f"{FIRM}/picture", 404)):
        async with http.get(f"{url}/devices/{path}") as answer:
            assert answer.status == status, path
    for path in (f"{FIRM}/press", "7/press", "x/press"):
        async with http.post(f"{url}/devices/{path}") as answer:
            assert answer.status == 404, path
    evil = {"Origin": "https://evil.example"}
    async with http.post(f"{url}/devices/{LETTER}/press", headers=evil) as answer:
        assert answer.status == 403
