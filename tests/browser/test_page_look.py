"""The page in a real browser: nothing to complain about, nothing cut off, scripts on and off."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.async_playwright import Axe
from markupsafe import Markup
from playwright.async_api import Browser, Page, expect

from bot.page.entries import entry_of
from bot.page.view import Writes
from conversations.kit.messages import Button as Told
from conversations.kit.messages import Message, finish
from locales.languages import LANGUAGES
from locales.words import verbatim
from tests.browser.window import IN_CHROMIUM
from tests.page.looks import conversation, pages, talks
from tests.page.served import ADDRESS, shown

pytestmark = IN_CHROMIUM
READING = {"de": "ltr", "ar": "rtl"}
WIDTHS = (320, 768, 1280)
LEAST_TAP = 44
TOKEN = "t" * 120
TOO_SMALL = """(least) =>
  [...document.querySelectorAll("button, summary, a, .choice, textarea")]
    .filter((each) => each.checkVisibility() && !each.closest(".text"))
    .filter((each) => each.getBoundingClientRect().height < least)
    .map((each) => each.outerHTML)"""


async def complaints(page: Page) -> list[str]:
    """Return what axe-core says of a page."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{each['id']}: {json.dumps([n['html'] for n in each['nodes']])}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", READING)
async def test_axe_finds_nothing(browser: Browser, language: str, scheme: str) -> None:
    drawn = pages(language)
    async with shown(browser, drawn, 320, color_scheme=scheme) as (page, _asked):
        for name in drawn:
            await page.goto(f"{ADDRESS}/{name}")
            for folded in await page.locator("summary").all():
                await folded.click()
            assert await complaints(page) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_is_wider_than_the_window(browser: Browser, language: str) -> None:
    drawn = pages(language)
    async with shown(browser, drawn) as (page, _asked):
        for name in drawn:
            await page.goto(f"{ADDRESS}/{name}")
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 768})
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, name


@pytest.mark.parametrize("language", READING)
async def test_zoomed_to_twice_the_size_nothing_is_cut_off(browser: Browser, language: str) -> None:
    drawn = pages(language)
    async with shown(browser, drawn, 640) as (page, _asked):
        for name in drawn:
            await page.goto(f"{ADDRESS}/{name}")
            await page.evaluate("document.documentElement.style.fontSize = '200%'")
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 640, name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_to_press_is_as_large_as_a_thumb(browser: Browser, language: str) -> None:
    async with shown(browser, pages(language), 320) as (page, _asked):
        for name in pages(language):
            await page.goto(f"{ADDRESS}/{name}")
            assert await page.evaluate(TOO_SMALL, LEAST_TAP) == [], name


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_question_and_its_first_button_are_in_view(
    browser: Browser, scripts: bool
) -> None:
    for language in LANGUAGES:
        async with shown(browser, pages(language), 360, java_script_enabled=scripts) as (page, _):
            await page.goto(f"{ADDRESS}/centre")
            box = await page.locator(".big .row button").first.bounding_box()
            assert box
            assert box["y"] + box["height"] < 768


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_press_posts_what_the_button_means(browser: Browser, scripts: bool) -> None:
    async with shown(browser, pages("ar"), 320, java_script_enabled=scripts) as (page, asked):
        await page.goto(f"{ADDRESS}/centre")
        await page.locator(".big button").first.click()
        await expect(page).to_have_url(f"{ADDRESS}/c")
        posted = parse_qs(next(each for each in asked if each.startswith("POST")).split(" ")[-1])
        assert posted["data"][0].endswith(".yes")
        assert posted["token"] == ["t" * 120]


@pytest.mark.parametrize("scripts", [True, False])
async def test_what_is_typed_is_sent(browser: Browser, scripts: bool) -> None:
    async with shown(browser, pages("ti"), 320, java_script_enabled=scripts) as (page, asked):
        await page.goto(f"{ADDRESS}/place")
        await page.fill("#text", "Münsingen")
        await page.locator(".write button").click()
        await expect(page).to_have_url(f"{ADDRESS}/c")
        posted = parse_qs(next(each for each in asked if each.startswith("POST")).split(" ")[-1])
        assert posted["text"] == ["Münsingen"]


async def test_with_a_keyboard_one_begins_at_the_question_and_sees_where_one_is(
    browser: Browser,
) -> None:
    async with shown(browser, pages("de"), 1280) as (page, _asked):
        await page.goto(f"{ADDRESS}/booked")
        await expect(page.locator("h1")).to_be_focused()
        await page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert await focused.evaluate("e => Boolean(e.closest('.now'))")
        assert await focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


async def test_a_place_is_shared_where_scripts_run_and_typed_where_not(browser: Browser) -> None:
    here = {
        "geolocation": {"latitude": 48.49314, "longitude": 9.40012},
        "permissions": ["geolocation"],
    }
    async with shown(browser, pages("de"), 320, **here) as (page, asked):
        await page.goto(f"{ADDRESS}/place")
        await page.locator(".share button").click()
        await expect(page).to_have_url(f"{ADDRESS}/c")
        posted = parse_qs(next(each for each in asked if each.startswith("POST")).split(" ")[-1])
        assert (posted["lat"], posted["lon"]) == (["48.4931"], ["9.4001"])
    async with shown(browser, pages("de"), 320, java_script_enabled=False) as (page, _asked):
        await page.goto(f"{ADDRESS}/place")
        await expect(page.locator(".share")).to_be_hidden()
        await expect(page.locator("#text")).to_be_visible()


async def test_who_does_not_share_is_told_to_type(browser: Browser) -> None:
    async with shown(browser, pages("de"), 320, permissions=[]) as (page, _asked):
        await page.goto(f"{ADDRESS}/place")
        await page.locator(".share button").click()
        await expect(page.locator(".share [role=status]")).to_contain_text("Postleitzahl")
        await expect(page.locator("#text")).to_be_focused()


async def test_a_code_can_be_copied(browser: Browser) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    async with shown(browser, pages("de"), 320, permissions=allowed) as (page, _asked):
        await page.goto(f"{ADDRESS}/booked")
        await page.locator("[data-copy]").first.click()
        await expect(page.locator("[data-copy]").first).to_have_text("Kopiert.")
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == await page.locator(".copies bdi").first.inner_text()


async def test_a_second_press_says_nothing(browser: Browser) -> None:
    async with shown(browser, pages("de"), 320) as (page, asked):
        await page.goto(f"{ADDRESS}/centre")
        await page.evaluate("[...document.querySelectorAll('.big button')].map((b) => b.click())")
        await expect(page).to_have_url(f"{ADDRESS}/c")
        assert len([each for each in asked if each.startswith("POST")]) == 1


async def test_who_presses_many_buttons_of_one_question_goes_on_where_they_were(
    browser: Browser,
) -> None:
    rows = tuple((Told(verbatim(str(each)), f"1q1.{each}"),) for each in range(30))
    asked = entry_of(
        finish(Message((verbatim("Wann?"),), rows), "de"), id_=7, language="de", token=TOKEN
    )
    changed = replace(asked, html=Markup("<p>Noch eine Frage?</p>"))
    drawn = {"x": conversation("de", [asked]), "c": conversation("de", [asked])}
    async with shown(browser, drawn, 320) as (page, _asked):
        await page.goto(f"{ADDRESS}/x")
        await page.get_by_role("button", name="25").click()
        await expect(page).to_have_url(f"{ADDRESS}/c")
        await expect(page.get_by_role("button", name="25")).to_be_focused()
        await expect(page.get_by_role("button", name="25")).to_be_in_viewport()
        drawn["c"] = conversation("de", [changed])
        await page.get_by_role("button", name="26").click()
        await expect(page.locator("h1")).to_be_focused()


async def test_the_waiting_page_goes_on_by_itself(browser: Browser) -> None:
    for scripts in (True, False):
        async with shown(browser, pages("de"), 320, java_script_enabled=scripts) as (page, asked):
            await page.goto(f"{ADDRESS}/waiting")
            await page.wait_for_event("framenavigated")
            assert asked.count("GET /waiting") == 2


@pytest.mark.parametrize(
    ("language", "fonts"),
    [("de", set()), ("ti", {"NotoSansEthiopic"}), ("fa", {"NotoSansArabic"})],
)
async def test_a_font_is_fetched_only_by_who_needs_it(
    browser: Browser, language: str, fonts: set[str]
) -> None:
    drawn = {"x": conversation(language, talks(language)["place"][-1:])}
    async with shown(browser, drawn, 320) as (page, asked):
        await page.goto(f"{ADDRESS}/x")
        await page.evaluate("document.fonts.ready")
        loaded = {each.split("/")[-1].split("-")[0] for each in asked if "/fonts/" in each}
        assert loaded == fonts


async def test_on_paper_there_is_nothing_to_press_and_links_are_spelled_out(
    browser: Browser,
) -> None:
    async with shown(browser, pages("de")) as (page, _asked):
        await page.goto(f"{ADDRESS}/things")
        await page.emulate_media(media="print")
        assert await page.locator("button:visible, textarea:visible, input:visible").count() == 0
        spelled = "e => getComputedStyle(e, '::after').content"
        assert "openstreetmap" in await page.locator(".key").first.evaluate(spelled)


@pytest.mark.parametrize("writes", Writes)
async def test_every_kind_of_field_can_be_written_into(browser: Browser, writes: Writes) -> None:
    drawn = {"x": conversation("de", talks("de")["place"], writes=writes)}
    async with shown(browser, drawn, 320) as (page, _asked):
        await page.goto(f"{ADDRESS}/x")
        await page.fill("#text", "1234")
        await expect(page.locator("#text")).to_have_value("1234")
