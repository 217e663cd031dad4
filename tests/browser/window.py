"""Windows of a real browser; nothing may be complained about in any of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.page_desk import Desk, served

CHROMIUM = shutil.which("chromium")
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),  # where the browser lives
    pytest.mark.skipif(
        CHROMIUM is None and os.environ.get("CI") != "true",
        reason="there is no Chromium on this machine (apt install chromium)",
    ),
]


@asynccontextmanager
async def window(browser: Browser, width: int = 1366, **options: Any) -> AsyncIterator[Page]:
    """Open an empty window of its own."""
    context = await browser.new_context(viewport={"width": width, "height": 768}, **options)
    try:
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text) if m.type != "info" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        assert complaints == []
    finally:
        await context.close()


@asynccontextmanager
async def opened(browser: Browser, desk: Desk) -> AsyncIterator[Page]:
    """Open the page; no request may fail."""
    async with served(desk) as address, window(browser) as page:
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        await page.goto(address)
        await expect(page.locator(".phone")).to_have_count(4)
        yield page
        assert failed == []


def phone(page: Page, chat: int) -> Locator:
    """Return one person's phone."""
    return page.locator(f'[data-phone="{chat}"]')
