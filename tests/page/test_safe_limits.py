"""How often somebody may come, and that nobody is kept away by what others do."""

from __future__ import annotations

import pytest

from bot.page import gate
from bot.page.gate import Tally, household
from tests.page.guesses import guess, opened_links
from tests.page.paged import page_desk
from tests.page.safe import form, lines, post, raw
from tests.page.seen import Seen

FEW = 200


async def test_guessed_links_open_nothing_and_all_answers_are_the_same(sqlite_url: str) -> None:
    async with page_desk(sqlite_url, web_proxies="127.0.0.1") as desk:
        good = await opened_links(desk)
        found = await guess(desk, FEW, good)
    assert found.statuses == {404: FEW + 3}  # those that are over, used and taken back as well
    assert (found.bodies, found.opened) == (1, 0)
    assert found.good == 200


async def test_who_guesses_is_stopped_and_the_others_of_the_house_are_not(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.page.site.MISSES_PER_MINUTE", 3)
    async with page_desk(sqlite_url, web_proxies="") as desk:
        got = [(await raw(desk, lines(desk, f"GET /l/{n:022}"))).status for n in range(6)]
        assert got == [404] * 3 + [429] * 3
        named = lines(desk, "GET /l/x", X_Forwarded_For="192.0.2.1")  # nobody trusts this line
        assert (await raw(desk, named)).status == 429
        icon = [(await raw(desk, lines(desk, "GET /favicon.ico"))).status for _ in range(3)]
        assert icon == [404, 404, 404]
        assert (await raw(desk, lines(desk, "GET /"))).status == 200


async def test_a_proxy_of_ours_says_who_comes_and_nobody_else(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.page.site.MISSES_PER_MINUTE", 3)
    async with page_desk(sqlite_url, web_proxies="127.0.0.1") as desk:
        for number in range(6):
            asked = lines(desk, "GET /l/x", X_Forwarded_For=f"203.0.113.9, 192.0.2.{number}")
            assert (await raw(desk, asked)).status == 404
        same = [
            lines(desk, "GET /l/x", X_Forwarded_For=f"{number}.1.1.1, 192.0.2.77")
            for number in range(6)
        ]
        assert (await raw(desk, same[0])).status == 404
        assert [(await raw(desk, each)).status for each in same][-1] == 429


async def test_nobody_begins_without_end(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.page.site.BEGUN_PER_HOUR", 3)
    async with page_desk(sqlite_url) as desk, desk.browser() as amina:
        got, cookie = list[tuple[int, bool]](), ""
        for _ in range(5):
            door = Seen((await raw(desk, lines(desk, "GET /?language=en"))).body.decode())
            button = door.button("page")
            body = form(**button.form.hidden, **{button.name: button.value})
            answer = await raw(desk, post(desk, "/", body))
            got.append((answer.status, "Set-Cookie" in answer.headers))
            cookie = answer.headers.get("Set-Cookie", cookie)
        assert got == [(303, True)] * 3 + [(429, False)] * 2
        there = await raw(desk, lines(desk, "GET /c", Cookie=cookie.partition(";")[0]))
        assert there.status == 200  # who is there stays
        await amina.opens("/")
        assert amina.status == 200


def test_a_tally_forgets_the_oldest_and_counts_a_network_as_one() -> None:
    tally = Tally(2, clock=lambda: 0.0)
    for number in range(50_000):
        assert tally.takes(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(tally._left) == gate.MOST_ADDRESSES
    v6 = [tally.takes(f"2001:db8:1:1::{number:x}") for number in range(4)]
    assert v6 == [True, True, False, False]
    assert tally.takes("2001:db8:1:2::1")
    assert household("::ffff:192.0.2.1") == household("192.0.2.1") == "192.0.2.1"
    assert household("") == ""
