"""Coming back over real HTTP: the sheet from the desk, a mail, a browser that remembers."""

from __future__ import annotations

import pytest

from storage.page import arriving
from storage.page.links import MadeLink
from storage.work import Work
from tests.page.hours import Hands, a_sheet, do, opens, restored, seen, some_news
from tests.page.paged import Browser, page_desk

pytestmark = pytest.mark.both_databases
OLD = "Your centre is in your town"


async def test_the_sheet_opens_the_page_here_and_closes_it_elsewhere(database_url: str) -> None:
    async with (
        page_desk(database_url, clock=(clock := Hands())) as desk,
        desk.browser() as amina,
        desk.browser() as library,
    ):
        await amina.settles_in()
        assert OLD in amina.page.html
        made = await do(desk, a_sheet)
        clock.turn(minutes=1)
        await opens(library, made)
        assert "Do you want to go on here with your paper?" in seen(library)
        await amina.opens("/c")
        assert OLD in amina.page.html  # nothing happened yet
        await library.presses(".yes")
        assert "Welcome back. You go on here now." in seen(library)
        assert OLD not in library.page.html
        await amina.opens("/c")
        assert OLD not in amina.page.html  # the beginning: she is known no more
        await again(library, made)
        clock.turn(minutes=1)
        await do(desk, confirmed)
        await library.opens("/c")
        assert OLD in library.page.html


async def again(browser: Browser, made: MadeLink) -> None:
    """Open a sheet that was used: it is as if there had never been one."""
    await browser.opens(f"/l/{made.token}")
    used = browser.page.html
    assert browser.status == 404
    await browser.opens(f"/l/{'x' * 22}")
    assert browser.page.html == used


def confirmed(work: Work) -> None:
    """Let a colleague say that it is them."""
    (page,) = arriving.held_back(work, 1)
    arriving.confirm(work, page.person_id or 0, None)


async def test_a_day_after_the_sheet_everything_is_there_again(database_url: str) -> None:
    async with page_desk(database_url, clock=(clock := Hands())) as desk, desk.browser() as amina:
        await amina.settles_in()
        made = await do(desk, a_sheet)
        clock.turn(minutes=1)
        await opens(amina, made, device="own")
        await amina.presses(".yes")
        assert OLD not in amina.page.html
        clock.turn(hours=25)
        await amina.opens("/c")
        assert OLD in amina.page.html


async def test_a_scanner_does_not_use_the_sheet_up(database_url: str) -> None:
    async with page_desk(database_url, clock=(clock := Hands())) as desk, desk.browser() as amina:
        await amina.settles_in()
        made = await do(desk, a_sheet)
        clock.turn(minutes=1)
        for _ in range(3):
            async with desk.browser() as scanner:
                await opens(scanner, made)
        await amina.opens("/c")
        assert OLD in amina.page.html
        async with desk.browser() as library:
            await opens(library, made)
            await library.presses(".yes")
            assert "Welcome back." in seen(library)


async def test_a_mail_opens_what_was_not_seen_and_nothing_older(database_url: str) -> None:
    async with (
        page_desk(database_url, clock=(clock := Hands())) as desk,
        desk.browser() as amina,
        desk.browser() as office,
    ):
        await amina.settles_in()
        clock.turn(minutes=1)
        made = await do(desk, some_news)
        clock.turn(minutes=1)
        await opens(office, made)
        assert office.status == 200
        assert OLD not in office.page.html
        await amina.types("/help")
        asked = next(said for said in amina.page.ours if "/menu" in said or "Help" in said)
        await office.opens("/c")
        assert asked in office.page.ours
        async with desk.browser() as known:
            restored(amina, known)
            await opens(known, made)
            assert OLD in known.page.html  # her own device knows her


async def test_a_restored_browser_at_the_shared_pc_shows_nothing(database_url: str) -> None:
    async with (
        page_desk(database_url, clock=(clock := Hands())) as desk,
        desk.browser() as amina,
        desk.browser() as next_one,
    ):
        await amina.settles_in()
        restored(amina, next_one)
        await next_one.opens("/c")
        assert OLD in next_one.page.html
        clock.turn(minutes=21)
        await next_one.opens("/c")
        assert OLD not in next_one.page.html


async def test_after_finish_here_a_restored_browser_shows_nothing(database_url: str) -> None:
    async with (
        page_desk(database_url) as desk,
        desk.browser() as amina,
        desk.browser() as next_one,
    ):
        await amina.settles_in()
        restored(amina, next_one)
        form = next(each for each in amina.page.forms if each.action == "/end")
        await amina.posts("/end", form.hidden)
        await next_one.opens("/c")
        assert OLD not in next_one.page.html


async def test_on_ones_own_device_it_is_asked_once_more_and_a_shared_one_ends_at_once(
    database_url: str,
) -> None:
    async with page_desk(database_url) as desk, desk.browser() as blum, desk.browser() as shared:
        await blum.opens("/")
        await blum.presses("English")
        await blum.presses("page", device="own")
        await blum.waits()
        assert blum.sees
        await blum.presses("Finish here")
        assert "Do you really want to finish here?" in blum.page.html
        kept = blum.page
        await blum.opens("/c")
        assert "I agree, start" in blum.page.html
        blum.page = kept
        await blum.presses("Finish here")
        assert "Finished. Please close this window now." in blum.page.html
        await shared.settles_in()
        await shared.presses("Finish here")
        assert "Finished. Please close this window now." in shared.page.html
