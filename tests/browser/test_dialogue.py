"""The whole dialogue through the page in a real browser, in each language; pictures if wanted."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.demo.run import Demo, staged
from locales.languages import LANGUAGES
from tests.backstage import Backstage
from tests.browser.window import IN_CHROMIUM, window
from tests.journey import HASTE, PHONE, TRAVELLERS, Journey
from tests.screen import Screen, complaints

pytestmark = [*IN_CHROMIUM, pytest.mark.slow]
PICTURES = "JIP_SCREENSHOTS"
SHOW = "sessionStorage.setItem('jip-phones', '{}')"
CUT_OFF = """log => [log, ...log.querySelectorAll('.key, .bubble')]
  .filter((node) => node.scrollWidth > node.clientWidth + (node.matches(".bubble") ? 8 : 0) || (
    node !== log && node.scrollHeight > node.clientHeight + 1))
  .map((node) => node.textContent)"""


@dataclass(frozen=True)
class Mouse:
    """A hand on the page: clicks real buttons, types into the box, takes pictures if wanted."""

    phone: Locator
    pictures: Path | None

    async def type(self, text: str) -> None:
        """Type and send; before the first message there is only a start button."""
        async with self._told():
            if text == "/start":
                await self.phone.locator(".wide button").click()
                return
            await self.phone.locator("input.field").fill(text)
            await self.phone.locator("input.field").press("Enter")

    async def tap(self, message_id: int, data: str) -> None:
        """Click a button."""
        message = self.phone.locator(f'.message[data-id="{message_id}"]')
        async with self._told():
            await message.locator(f'button.key[data-data="{data}"]').click()

    async def share(self, name: str, lat: float, lon: float) -> None:
        """Share a place with the keyboard below the text box."""
        await self.phone.locator(".reply .key").first.click()
        async with self._told():
            await self.phone.locator(".sheet-item").filter(has_text=name).click()

    async def look(self, stage: str) -> None:
        """Nothing may be cut off."""
        await expect(self.phone.locator("[aria-busy=true]")).to_have_count(0)
        assert await self.phone.locator(".log").evaluate(CUT_OFF) == []
        if self.pictures:
            path = self.pictures / f"{stage}.png"
            await self.phone.screenshot(path=path, animations="disabled")

    @asynccontextmanager
    async def _told(self) -> AsyncIterator[None]:
        """Wait until the server knows of it."""
        async with self.phone.page.expect_response(f"**/phones/{PHONE}/*"):
            yield


@asynccontextmanager
async def opened(browser: Browser, demo: Demo, *phones: int) -> AsyncIterator[Page]:
    """Open the demo's page with these phones."""
    async with window(browser, reduced_motion="reduce") as page:
        await page.add_init_script(SHOW.format(list(phones)))
        await page.goto(demo.url)
        yield page


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_start_to_a_kept_appointment_on_the_page(
    browser: Browser, language: str
) -> None:
    wanted = os.environ.get(PICTURES)
    pictures = Path(wanted, language) if wanted else None
    async with staged(haste=HASTE) as demo, opened(browser, demo, PHONE) as page:
        backstage, screen = Backstage(demo), Screen(demo, PHONE)
        mouse = Mouse(page.locator(f'[data-phone="{PHONE}"]'), pictures)
        journey = Journey(TRAVELLERS[language], backstage, mouse, screen)
        traces = await journey.go()
        assert await backstage.left(traces) == {}
        await expect(mouse.phone.locator(".message:not(.mine)")).to_have_count(1)
        assert demo.telegram.calls.mistakes() == []
    assert complaints(screen.states, language) == []
