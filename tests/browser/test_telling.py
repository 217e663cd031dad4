"""The tour on the page: what is told, the finger, what is asked before all begins again."""

from __future__ import annotations

from playwright.async_api import Browser, expect

from bot.demo.steps import Step, Tap, Write, caption
from tests.browser.page_desk import REZA, SELAM, STAFF, Desk
from tests.browser.window import IN_CHROMIUM, opened, phone

pytestmark = IN_CHROMIUM


async def test_the_tour_tells_acts_and_says_what_went_wrong(browser: Browser) -> None:
    steps = [
        Step(caption("Wir schreiben.", "We write."), STAFF, Write("/kurs"), aim=0, pause=0.1),
        Step(caption("Wir suchen.", "We look."), STAFF, Tap("Senden"), patience=0.1),
    ]
    async with opened(browser, Desk(steps)) as page:
        tour = page.get_by_role("region", name="Rundgang")
        await expect(tour.locator(".caption")).to_contain_text("Ein Telegram-Bot für Menschen")
        await page.get_by_role("button", name="Rundgang starten").click()
        await expect(phone(page, STAFF).locator(".mine .text")).to_have_text("/kurs")
        await expect(tour.get_by_role("alert")).to_have_text(
            "Diese Taste war nicht zu finden: Senden"
        )
        await expect(tour.locator(".caption")).to_have_text("Wir suchen.")
        await page.get_by_role("button", name="Rundgang beenden").click()
        await expect(page.get_by_role("button", name="Rundgang starten")).to_be_visible()
        await expect(phone(page, STAFF).locator(".mine")).to_have_count(1)


async def test_starting_again_asks_first(browser: Browser) -> None:
    desk = Desk()
    desk.telegram.type_text(REZA, "سلام")
    async with opened(browser, desk) as page:
        for answer, left in (("Abbrechen", 1), ("Neu beginnen", 0)):
            await page.get_by_role("button", name="Neu beginnen").click()
            await page.get_by_role("dialog").get_by_role("button", name=answer).click()
            await expect(page.get_by_role("dialog")).to_have_count(0)
            await expect(phone(page, REZA).locator(".mine")).to_have_count(left)


async def test_a_finger_lies_on_what_is_tapped(browser: Browser) -> None:
    desk = Desk([Step(caption("x", "x"), SELAM, Tap("Senden"), aim=60)])
    desk.say(SELAM, "ሰላም", [[("Senden", "s")]])
    for number in range(30):
        desk.say(SELAM, f"Nachricht {number}")
    async with opened(browser, desk) as page:
        key = phone(page, SELAM).locator(".key")
        await expect(key).not_to_be_in_viewport()
        await page.get_by_role("button", name="Rundgang starten").click()
        await expect(key).to_be_in_viewport(ratio=1)
        await expect(key.locator(".finger")).to_be_in_viewport(ratio=1)
        await page.get_by_role("button", name="Pause").click()
        await expect(phone(page, SELAM).locator("[aria-busy=true]")).to_have_count(1)
        await expect(page.locator(".finger")).to_have_count(0)
