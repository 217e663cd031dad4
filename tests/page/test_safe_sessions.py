"""Cookies and sessions: begun once, never taken from outside, over when they are over."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from storage.models import Chat, PageSession
from tests.page.paged import Browser, PageDesk, page_desk
from tests.page.safe import Table, cookie_of, form, lines, post, raw
from tests.page.seen import Seen

pytestmark = pytest.mark.both_databases
ADDRESS = "https://page.example"


async def count(desk: PageDesk, model: type[Chat | PageSession] = Chat) -> int:
    """Return how many there are."""
    unit = desk.app.database.read(lambda s: s.scalar(select(func.count()).select_from(model)))
    return await asyncio.wrap_future(unit) or 0


async def _at_the_door(browser: Browser) -> tuple[str, dict[str, str]]:
    await browser.opens("/")
    await browser.presses("English")
    button = browser.page.button("page")
    return button.form.action, {**button.form.hidden, button.name: button.value}


async def test_a_beginning_that_is_sent_twice_is_one(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        action, fields = await _at_the_door(amina)
        sent = post(desk, action, form(**fields))
        answers = await asyncio.gather(*[raw(desk, sent) for _ in range(5)])
        assert {each.status for each in answers} == {303}
        assert len({each.headers["Set-Cookie"] for each in answers}) == 1
        assert (await count(desk), await count(desk, PageSession)) == (1, 1)
        amina.http.cookie_jar.update_cookies({"jip": answers[4].headers["Set-Cookie"][4:26]})
        await amina.opens("/c")
        assert len(amina.page.ours) == 1  # one welcome


async def test_who_finds_the_first_page_of_somebody_who_left_begins_anew(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        action, fields = await _at_the_door(amina)
        await amina.posts(action, fields)
        old = cookie_of(desk, amina)
        await amina.presses("Finish")
        assert (await raw(desk, lines(desk, "GET /c", Cookie=old))).headers["Location"] == "/"
        await amina.posts(action, fields)
        assert await count(desk) == 2
        assert cookie_of(desk, amina) != old


async def test_two_tabs_are_one_conversation(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        action, fields = await _at_the_door(amina)
        other, more = await _at_the_door(amina)
        await amina.posts(action, fields)
        mine = cookie_of(desk, amina)
        await amina.posts(other, more)
        assert (await count(desk), cookie_of(desk, amina)) == (1, mine)


LEFT = {
    "the page, with the cookie of before": "303, nothing",
    "a form of before, with the cookie of before": "303, nothing",
    "a form of before, with the cookie of who came next": "303, nothing",
    "the waiting page, with the cookie of before": "303, nothing",
    "a cookie somebody made up": "303, nothing",
    "the cookie of another name": "303, nothing",
}


async def test_nothing_of_who_left_is_of_use_to_who_comes_next(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        await amina.settles_in()
        old, button = cookie_of(desk, amina), amina.page.button("/language")
        tap = form(**button.form.hidden, **{button.name: button.value})
        await amina.presses("Finish")
        assert amina.answer is not None
        assert amina.answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
        await amina.settles_in("Deutsch")
        mine, table = cookie_of(desk, amina), Table(desk)
        tried = {
            "the page, with the cookie of before": lines(desk, "GET /c", Cookie=old),
            "a form of before, with the cookie of before": post(desk, "/c", tap, Cookie=old),
            "a form of before, with the cookie of who came next": post(
                desk, "/c", tap, Cookie=mine
            ),
            "the waiting page, with the cookie of before": lines(desk, "GET /c/wait", Cookie=old),
            "a cookie somebody made up": lines(desk, "GET /c", Cookie="jip=" + "A" * 22),
            "the cookie of another name": lines(desk, "GET /c", Cookie=f"__Host-{mine}"),
        }
        for name, sent in tried.items():
            await table.sends(name, sent)
    table.shown("After Finish here")
    assert table.got == LEFT


async def test_a_cookie_somebody_planted_is_never_taken_up(chosen_url: str) -> None:
    async with page_desk(chosen_url) as desk, desk.browser() as amina:
        action, fields = await _at_the_door(amina)
        planted = "jip=" + "A" * 22
        answer = await raw(desk, post(desk, action, form(**fields), Cookie=planted))
        assert planted not in answer.headers["Set-Cookie"]
        assert (await raw(desk, lines(desk, "GET /c", Cookie=planted))).headers["Location"] == "/"


async def test_the_cookie_is_for_one_host_over_tls_and_for_no_script(chosen_url: str) -> None:
    host = urlsplit(ADDRESS).netloc
    async with page_desk(chosen_url) as plain:
        at = urlsplit(plain.url).netloc
        door = await raw(plain, lines(plain, "GET /?language=en"))
    async with page_desk(chosen_url, web_url=ADDRESS, web_listen=at) as desk:
        safe = PageDesk(desk.app, desk.telegram, plain.url)
        door = await raw(safe, lines(safe, "GET /?language=en", Host=host))
        button = Seen(door.body.decode()).button("page")
        fields = {**button.form.hidden, button.name: button.value}
        given = {}
        for device in ("own", "shared"):
            body = form(**{**fields, "device": device, "token": fields["token"]})
            door = await raw(safe, lines(safe, "GET /?language=en", Host=host))
            fresh = Seen(door.body.decode()).button("page").form.hidden["token"]
            body = form(**{**fields, "device": device, "token": fresh})
            answer = await raw(safe, post(safe, "/", body, Host=host))
            given[device] = set(answer.headers["Set-Cookie"].split("; "))
    assert door.headers["Strict-Transport-Security"] == "max-age=31536000"
    always = {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    for device, parts in given.items():
        assert always < parts, device
        assert any(part.startswith("__Host-jip=") for part in parts)
        assert not any(part.startswith("Domain") for part in parts)
        assert any(part.startswith("Max-Age") for part in parts) == (device == "own")
