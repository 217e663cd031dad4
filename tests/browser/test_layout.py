"""Windows people really have, from a projector to a phone: nothing cut, covered or too pale."""

from __future__ import annotations

from playwright.async_api import Browser, Page, expect

from bot.demo.steps import Sight, Step, Tap, caption
from tests.browser.page_desk import NEW, REZA, SALMA, SELAM, STAFF, Desk, venue
from tests.browser.window import IN_CHROMIUM, opened, phone

pytestmark = IN_CHROMIUM
WINDOWS = {(1280, 720): 4, (1440, 900): 4, (1024, 768): 3, (390, 844): 1, (1920, 1080): 4}
WORDS = "#tour .caption, .count, #tour button, .desk button, .desk time, .owner h2, .german, .head"
LEAST = {"#tour .caption": (300, 20), "#tour button": (40, 40), ".chat": (280, 300)}
TOLD = "Das Zentrum kündigt einen Kurs an. Frau Beispiel tippt nur Antworten an: Tag, Uhrzeit, Ort."
SEEN = """() => [...document.querySelectorAll(".phone")].map((phone) => {
  const { left, right } = phone.getBoundingClientRect();
  if (right <= 1 || left >= innerWidth - 1) return "away";
  return left < 0 || right > innerWidth ? "cut" : "whole";
})"""
FAULTS = """words => {
  const boxes = [...document.querySelectorAll(words)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .map((node) => [node.className || node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.right > 1 && box.left < innerWidth - 1);
  const found = boxes.filter(([, box]) => box.right > innerWidth || box.bottom > innerHeight)
    .map(([name]) => `outside: ${name}`);
  const apart = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    if (!apart(a, b) && !apart(b, a)) found.push(`${name} over ${other}`);
  }));
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window");
  return found;
}"""
PALE = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((numbers(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].filter((child) => child.nodeType === 3);
    if (!own.some(({ data }) => /\\p{L}/u.test(data))) continue;
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    const [text, ground] = [light(getComputedStyle(node).color), light(behind(node))];
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (ratio < 4.5) found.push(`${node.textContent}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""


def furnished() -> Desk:
    """Return a desk on which there is something of everything."""
    seen = [Sight("Angebot", SELAM), Sight("09:30")]
    desk = Desk([Step(caption(TOLD, TOLD), SELAM, Tap("Senden"), seen, aim=0, pause=60)])
    german = ("Angebot\nZeit", [["Senden"]])
    desk.say(SALMA, "", media=venue("Zentrum Reutlingen", "Musterplatz 1, 72764 Reutlingen"))
    desk.telegram.type_text(REZA, "سلام")
    desk.say(SELAM, "ዕድል\nግዜ", [[("ስደድ", "s")]], german=german, silent=True)
    desk.say(STAFF, "Heute", [[("Ja", "y")]])
    return desk


async def told(page: Page) -> None:
    """Begin the tour and wait for what it shows."""
    await page.get_by_role("button", name="Rundgang starten").click()
    await expect(phone(page, SELAM).locator(".sight")).to_have_text("Angebot")


async def test_whole_phones_and_a_readable_top_in_every_window(browser: Browser) -> None:
    async with opened(browser, furnished()) as page:
        for tell in (False, True):
            if tell:
                await told(page)
            for (width, height), phones in WINDOWS.items():
                await page.set_viewport_size({"width": width, "height": height})
                seen = await page.evaluate(SEEN)
                assert (seen.count("whole"), seen.count("cut")) == (phones, 0), width
                assert await page.evaluate(FAULTS, WORDS) == [], width
                for part, (wide, high) in LEAST.items():
                    box = await page.locator(part).first.bounding_box()
                    assert box
                    assert box["width"] >= wide, (width, part)
                    assert box["height"] >= high, (width, part)


async def test_what_does_not_fit_is_one_tap_away(browser: Browser) -> None:
    async with opened(browser, furnished()) as page:
        await expect(page.locator("#owners")).to_be_hidden()
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.locator("#owners").get_by_role("button", name="Praxis").click()
        await expect(page.locator(".phone").nth(3)).to_be_in_viewport(ratio=1)
        await expect(page.locator("#owners [aria-current=true]")).to_have_text(
            "Praxis Dr. Musterlächeln"
        )


async def test_every_word_is_dark_or_light_enough_for_a_projector(browser: Browser) -> None:
    async with opened(browser, furnished()) as page:
        await page.get_by_role("button", name="Telefone").click()
        await page.get_by_role("switch", name="Tekle").click()
        assert await page.evaluate(PALE) == []
        await page.keyboard.press("Escape")
        await phone(page, NEW).get_by_role("button", name="Mehr").click()
        assert await page.evaluate(PALE) == []
        await page.keyboard.press("Escape")
        await told(page)
        assert await page.evaluate(PALE) == []
