"""One Chromium for all tests of a worker."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.window import CHROMIUM

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start it when first needed."""
    assert CHROMIUM, "the browser tests need Chromium"
    async with async_playwright() as playwright:
        kept = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield kept
        await kept.close()
