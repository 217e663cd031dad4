"""What the bot sends as a picture or a document, on the page of phones: seen, opened, saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, expect

from bot.standin.uploads import Upload
from tests.browser.page_desk import REZA, SALMA, Desk
from tests.browser.window import IN_CHROMIUM, opened, phone
from tests.drawn import png

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
PICTURE = Upload("link.png", "image/png", png(410, 410), 410, 410)
PAPER = Upload("Termin موعد.ics", "text/calendar", CALENDAR)
pytestmark = IN_CHROMIUM


def shows(desk: Desk, chat: int, upload: Upload, words: str, **more: Any) -> str:
    """Let the bot send a file; returns its id."""
    key = desk.telegram.keep(upload)
    photo, document = {"photo": upload.as_photo(key)}, {"document": upload.as_document(key)}
    desk.say(chat, words, media=photo if upload.width else document, **more)
    return key


async def test_a_picture_is_seen_above_its_caption_and_its_buttons(browser: Browser) -> None:
    desk = Desk()
    key = shows(desk, REZA, PICTURE, "<b>Gut für zehn Minuten</b>", rows=[[("Ja", "y")]])
    async with opened(browser, desk) as page:
        message = phone(page, REZA).locator(".message").last
        image = message.locator(".picture img")
        await expect(image).to_be_visible()
        assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)")
        box, words = await image.bounding_box(), await message.locator(".text").bounding_box()
        assert box
        assert words
        assert box["y"] + box["height"] <= words["y"]
        assert box["width"] > 100
        assert await message.locator(".picture").get_attribute("href") == f"/files/{key}"
        await expect(message.locator(".text b")).to_have_text("Gut für zehn Minuten")
        await expect(message.locator("button.key")).to_have_text("Ja")
        await expect(message.locator(".attachment")).to_have_count(0)


async def test_the_newest_message_is_in_sight_although_pictures_come_later(
    browser: Browser,
) -> None:
    desk = Desk()
    for number in range(6):
        shows(desk, REZA, PICTURE, f"Bild {number}")
    async with opened(browser, desk) as page:
        last = phone(page, REZA).locator(".message").last
        await expect(last.locator(".text")).to_be_in_viewport()


async def test_a_document_is_a_name_that_a_click_saves(browser: Browser, tmp_path: Path) -> None:
    desk = Desk()
    shows(desk, SALMA, PAPER, "موعدك")
    async with opened(browser, desk) as page:
        named = phone(page, SALMA).locator("a.attachment")
        await expect(named.locator("strong")).to_have_text("Termin موعد.ics")
        await expect(named.locator("small")).to_have_text("32 Byte")
        async with page.expect_download() as saving:
            await named.click()
        saved = await saving.value
        assert saved.suggested_filename == "Termin موعد.ics"
        await saved.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").read_bytes() == CALENDAR
