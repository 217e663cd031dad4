"""Beside the phones: a letter one scans, a browser at the firm, one at the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Browser, FrameLocator, Page, expect

from bot.demo.letterbox import DESK, FIRM, LETTER
from bot.demo.run import Demo, staged
from tests.browser.test_dialogue import opened
from tests.browser.window import IN_CHROMIUM, phone
from tests.journey import HASTE

RESET_MS = 20_000
pytestmark = [*IN_CHROMIUM, pytest.mark.slow]


def page_at(page: Page, device: int) -> FrameLocator:
    """Return the page in a browser of the demo."""
    return page.frame_locator(f'[data-phone="{device}"] iframe').first


async def test_a_click_on_the_letter_opens_the_firms_page_and_an_answer_reaches_the_desk(
    browser: Browser,
) -> None:
    async with staged(haste=HASTE) as demo, opened(browser, demo, LETTER, FIRM, DESK) as page:
        firm, desk = page_at(page, FIRM), page_at(page, DESK)
        await expect(phone(page, FIRM).locator(".nothing-open")).to_be_visible()
        await expect(desk.locator("body")).to_contain_text("Heute: Integrationszentrum Alb")
        await page.get_by_role("button", name="Den QR-Code scannen").click()
        await expect(firm.get_by_role("heading", name="Zimmerei Beispielbalken")).to_be_visible()
        await expect(phone(page, FIRM).locator(".address")).to_have_text("jip.example/l/…")
        telegram = firm.get_by_role("link", name="In Telegram")
        await expect(telegram).to_have_attribute("target", "_blank")
        await firm.get_by_role("button", name="Hier antworten").click()
        await expect(firm.locator("body")).to_contain_text("Antworten Sie für diesen Betrieb?")
        await firm.get_by_role("button", name="Bitte rufen Sie mich an").click()
        await expect(firm.locator("body")).to_contain_text("Welche Telefonnummer")
        await firm.locator("#text").fill("07381 123456")
        await firm.get_by_role("button", name="Senden").click()
        await expect(firm.locator("body")).to_contain_text("Das Zentrum hat jetzt Ihre Nummer")
        await expect(desk.locator("body")).to_contain_text("bittet um einen Anruf")
        await walks_over_night(demo, page)
        await each_finishes_alone(page)
        await begins_again(demo, page)


async def walks_over_night(demo: Demo, page: Page) -> None:
    """Nobody at a screen need come in again because the clock jumped."""
    await demo.walk(demo.now() + timedelta(days=1))
    for window, device in ((demo.windows.firm, FIRM), (demo.windows.desk, DESK)):
        await window.open("/c")
        await expect(page_at(page, device).get_by_role("button", name="Senden")).to_be_visible()
        assert window.at == "/c"


async def each_finishes_alone(page: Page) -> None:
    """Who finishes at the firm leaves the desk as it is: they are two browsers on one computer."""
    await page_at(page, FIRM).get_by_role("button", name="Hier beenden").click()
    await expect(page_at(page, FIRM).get_by_role("button", name="Hier beenden")).to_have_count(0)
    left = {cookie.get("name") for cookie in await page.context.cookies()}
    assert left == {"jip_desk"}
    async with page.context.expect_page() as opened_alone:
        await phone(page, DESK).get_by_title("In einem eigenen Fenster öffnen").click()
    alone = await opened_alone.value
    await expect(alone.get_by_role("button", name="Hier beenden")).to_be_visible()
    await alone.close()


async def begins_again(demo: Demo, page: Page) -> None:
    """A tour after somebody used a browser begins afresh: another letter came."""
    assert demo.windows.firm.used
    old, demo.tour = demo.windows.letter.snapshot()["letter"]["of"], []
    await page.get_by_role("button", name="Rundgang starten").click()
    await expect(phone(page, FIRM).locator(".nothing-open")).to_be_visible(timeout=RESET_MS)
    desk = page_at(page, DESK).locator("body")
    await expect(desk).to_contain_text("Heute: Integrationszentrum Alb", timeout=RESET_MS)
    await expect(desk).not_to_contain_text("bittet um einen Anruf")
    assert demo.windows.letter.snapshot()["letter"]["of"] != old
    assert not demo.windows.firm.used
