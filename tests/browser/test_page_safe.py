"""In a real browser: what stays behind after Finish here, what leaves the house, what is tapped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, Request, Route, expect

from tests.browser.window import IN_CHROMIUM
from tests.page.paged import PageDesk, page_desk

pytestmark = IN_CHROMIUM
TRANSLATED = """() => {
  document.documentElement.classList.add("translated-ltr");
  for (const each of document.querySelectorAll("button")) {
    each.innerHTML = "<font><font>Traduit</font></font>";
  }
}"""


@asynccontextmanager
async def somebody(browser: Browser, desk: PageDesk) -> AsyncIterator[tuple[Page, list[Request]]]:
    """Let somebody begin in a window of their own; what it asked for is kept."""
    context = await browser.new_context()
    page, asked = await context.new_page(), list[Request]()

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    try:
        await page.goto(f"{desk.url}/?language=en")
        await page.locator("button[value=page]").click()
        await expect(page.locator("button[value$='.start']")).to_be_visible()
        yield page, asked
    finally:
        await context.close()


async def test_the_back_button_shows_nobody_who_was_here_before(
    browser: Browser, sqlite_url: str
) -> None:
    async with page_desk(sqlite_url) as desk, somebody(browser, desk) as (page, _):
        await page.locator("button[value$='.start']").click()
        await expect(page.locator("button[value$='.18+']")).to_be_visible()
        await page.locator("form[action='/end'] button").first.click()
        await page.wait_for_load_state()
        assert await page.context.cookies() == []
        for _ in range(3):
            await page.go_back()
            await page.wait_for_load_state()
            assert await page.locator("button[value$='.18+'], article").count() == 0
        await page.goto(f"{desk.url}/c")
        assert urlsplit(page.url).path == "/"


async def test_nothing_is_asked_of_anybody_else_and_nobody_is_told_where_one_was(
    browser: Browser, sqlite_url: str
) -> None:
    async with page_desk(sqlite_url) as desk, somebody(browser, desk) as (page, asked):
        await page.locator("button[value$='.start']").click()
        await page.wait_for_load_state()
        assert {urlsplit(each.url).netloc for each in asked} == {urlsplit(desk.url).netloc}
        seen = list[str | None]()

        async def away(route: Route, request: Request) -> None:
            seen.append((await request.all_headers()).get("referer"))
            await route.fulfill(body="gone")

        await page.route("https://t.me/**", away)
        await page.evaluate("location.href = 'https://t.me/somebody'")
        await page.wait_for_url("https://t.me/**")
        assert seen == [None]


async def test_a_page_the_browser_translated_says_the_same(
    browser: Browser, sqlite_url: str
) -> None:
    async with page_desk(sqlite_url) as desk, somebody(browser, desk) as (page, _):
        await page.evaluate(TRANSLATED)
        await page.locator("button[value$='.start']").click()
        await expect(page.locator("button[value$='.18+']")).to_be_visible()


async def test_two_clicks_are_one(browser: Browser, sqlite_url: str) -> None:
    async with page_desk(sqlite_url) as desk, somebody(browser, desk) as (page, _):
        await page.locator("button[value$='.start']").dblclick()
        await expect(page.locator("button[value$='.18+']")).to_be_visible()
        await page.reload()
        await expect(page.locator("button[value$='.18+']")).to_be_visible()
