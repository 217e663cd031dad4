"""The tour on the real demo: the story holds from the first step to the last."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from bot.demo import walking
from bot.demo.atwork import NAMELESS
from bot.demo.jumps import ZONE
from bot.demo.letterbox import DESK, FIRM
from bot.demo.run import PHONES, Demo, staged
from bot.demo.steps import Sight, Step
from bot.demo.tour import Tour
from bot.demo.walking import friendly
from bot.stopping import StopError
from storage.people import by_ref
from tests.backstage import Backstage
from tests.browser.page_desk import Desk, served
from tests.browser.test_dialogue import opened
from tests.browser.window import IN_CHROMIUM, phone
from tests.journey import HASTE
from tests.screen import Screen, plain
from tests.works import work_at

pytestmark = pytest.mark.slow
HIDDEN = """sights => {
  const plain = (text) => text.replace(/[\\u200e\\u200f\\u2066-\\u2069]/g, "").toLowerCase();
  const isSeen = (node) => {
    const box = node.getBoundingClientRect();
    const edges = (node.closest(".log") ?? document.documentElement).getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.height > 0 && box.top >= edges.top && box.bottom <= edges.bottom
      && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
      && node.contains(top);
  };
  return sights.filter(([words, phone]) => {
    const place = phone === null ? "#clock .now" : `[data-phone="${phone}"]`;
    const parts = ".line, .key, .place, .owner h2, .owner p, strong";
    const nodes = [...document.querySelector(place).querySelectorAll(parts)];
    return !nodes.some((node) => plain(node.textContent).includes(plain(words)) && isSeen(node));
  });
}"""
IS_BROWSER, LIVES_WITH_IT, NAMED_WHERE_THERE_IS_NONE = IN_CHROMIUM
SELAM, FARID, INN, STAFF = PHONES.values()
NEW = 105
PATIENCE = 25_000
"""Milliseconds until something must be seen: the machine may be busy with other tests."""
WINDOWS = [(1280, 720, True), (1440, 900, True), (1024, 768, False), (390, 844, False)]


def quickly(steps: Sequence[Step]) -> Sequence[Step]:
    """Neither point at anything nor look at it."""
    return [replace(step, aim=0.0, pause=0.0) for step in steps]


def shown(demo: Demo, chat: int) -> str:
    """Return all a phone shows, in German where there is a twin."""
    messages = Screen(demo, chat).messages()
    twins = [demo.german(chat, message["id"]) or message for message in messages]
    return "\n".join(plain(twin["html"]) for twin in twins)


async def test_the_whole_story_is_played() -> None:
    async with staged(haste=HASTE) as demo:
        demo.tour = quickly(demo.tour)
        backstage, desk, inn = Backstage(demo), Screen(demo, STAFF), Screen(demo, INN)
        for _ in range(2):
            desk.states.clear()
            inn.states.clear()
            assert await backstage.do(lambda session: by_ref(work_at(session), "N10"))
            assert "Minijob" not in shown(demo, SELAM)
            tour = Tour(demo)
            await tour.play()
            assert tour.state()["problem"] is None
            assert tour.state()["at"] == len(demo.tour)
            await demo.settle()
            assert_told(demo, desk)
            assert_no_name_before_it_is_taken(desk)
            assert_no_name_before_her_yes(inn)
            assert await backstage.do(lambda session: by_ref(work_at(session), "N10")) is None
            await demo.reset()
    assert demo.telegram.calls.mistakes() == []


def assert_told(demo: Demo, desk: Screen) -> None:
    """Look at the four phones at the end of the story."""
    staff = shown(demo, STAFF)
    assert "Zusagen: 1, Plätze: 12" in staff
    assert "Selam fängt an" in shown(demo, INN)
    assert "Betriebe: 2" in staff
    assert "Danke. Plätze: 2" in shown(demo, INN)
    selam = shown(demo, SELAM)
    assert "🎉 Ihr erster Tag dort" in selam
    assert "👤 Bitte fragen Sie nach: Frau Wirtin" in selam
    assert "✅ Sie kommen.\n📅 Ihr Termin" in selam
    assert "💬 Frau Muster (Integrationszentrum Alb):\nBitte bringen Sie den Brief mit." in selam
    assert "✔️ Das Zentrum ist damit fertig: ✉️ Brief oder Dokument" in selam
    read = "\n".join(plain(state["html"]) for state in desk.states)  # days later it is gone
    assert "👤 Selam (N9):\n✉️ የቐንየለይ።" in read
    assert "✔️ Abgeschlossen." in read
    assert "alle Ihre Daten gelöscht" in shown(demo, FARID)
    assert len(Screen(demo, FARID).messages()) == 1


def assert_no_name_before_it_is_taken(desk: Screen) -> None:
    """Look at what a phone of the centre showed of a request nobody had taken yet."""
    texts = [plain(state["html"]) for state in desk.states]
    waits = [text for text in texts if "Jemand möchte mit einem Menschen sprechen" in text]
    assert waits
    assert not [text for text in waits if "Selam" in text or "N9" in text]


def assert_no_name_before_her_yes(inn: Screen) -> None:
    """Look at the cards the inn read until it heard that she agreed."""
    texts = [plain(state["html"]) for state in inn.states]
    cards = [text for text in texts if "👤 Person" in text]
    assert [text for text in cards if "Passt diese Person?" in text]
    assert not [text for text in cards if "Selam" in text or "N9" in text]
    named = next(at for at, text in enumerate(texts) if "Selam" in text)
    assert "Wir fragen die Person" in "".join(texts[:named])


@pytest.mark.parametrize("day", range(8))
@pytest.mark.parametrize("hour", [0, 8, 9, 18, 23])
def test_the_clock_begins_at_a_friendly_hour(day: int, hour: int) -> None:
    now = datetime(2026, 11, 20, hour, 45, tzinfo=UTC) + timedelta(days=day)
    begins = friendly(now, ZONE).astimezone(ZONE)
    assert timedelta() <= begins - now <= timedelta(days=4)
    assert (begins.hour, begins.minute) == (9, 30)
    assert begins.weekday() <= 3


async def test_the_next_event_arrives_and_a_reset_brings_the_morning_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walking, "FARTHEST", timedelta(days=1))
    async with staged(haste=HASTE) as demo:
        begun, first = demo.now(), shown(demo, SELAM)
        heard = len(demo.telegram.delivered(SELAM))
        assert await demo.walk(None, [SELAM, INN]) == [SELAM]
        now = demo.now().astimezone(ZONE)
        first_on_mondays = (10, 0)  # what is near, before the reminder on the eve
        assert (now.hour, now.minute) == (first_on_mondays if now.weekday() == 0 else (18, 0))
        assert len(demo.telegram.delivered(SELAM)) > heard
        assert await demo.walk(None, [NEW]) == []  # nobody writes to a new phone
        assert demo.now().astimezone(ZONE) - now <= walking.FARTHEST + timedelta(minutes=1)
        await demo.walk(demo.now() + timedelta(days=3))
        demo.telegram.type_text(SELAM, "/delete")
        await asyncio.gather(demo.reset(), demo.walk(None), demo.reset())
        await demo.settle()
        assert demo.now() - begun < timedelta(minutes=1)
        assert shown(demo, SELAM) == first


async def test_a_part_that_dies_after_a_reset_ends_the_demo() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await lose_the_database()
    assert caught.group_contains(RuntimeError)


async def lose_the_database() -> None:
    """Show a demo whose second bot loses its database."""
    async with staged(haste=HASTE) as demo:
        await demo.reset()
        await asyncio.to_thread(Backstage(demo).app.database.close)
        demo.telegram.type_text(SELAM, "/menu")
        await asyncio.sleep(20)


async def test_a_taken_port_is_said_in_a_sentence() -> None:
    async with served(Desk()) as address:
        with pytest.raises(StopError, match="--port"):
            await show(int(address.rpartition(":")[2]))


async def show(port: int) -> None:
    """Show a demo on a port that is taken."""
    async with staged(port):
        raise AssertionError("two demos on one port")


@IS_BROWSER
@LIVES_WITH_IT
@NAMED_WHERE_THERE_IS_NONE
async def test_all_the_tour_tells_is_seen_in_every_window(browser: Browser) -> None:
    async with staged(haste=HASTE) as demo, opened(browser, demo, *PHONES.values()) as page:
        story = [replace(step, aim=0.0, pause=60.0) for step in demo.tour]
        demo.tour = story
        bar = page.locator("#tour")
        await page.get_by_role("button", name="Rundgang starten").click()
        for number, step in enumerate(story, start=1):
            if number > 1:
                await bar.get_by_role("button", name="Ein Schritt").click()
            await expect(bar.locator(".count")).to_have_text(f"{number} von {len(story)}")
            await expect(bar.locator(".caption")).to_have_text(step.caption["de"])
            await expect(bar.locator(".caption")).to_be_in_viewport(ratio=1)
            for width, height, all_fit in WINDOWS:
                await page.set_viewport_size({"width": width, "height": height})
                await assert_seen(page, step if all_fit else on_one_phone(step))
            if step.caption == NAMELESS:
                await expect(phone(page, INN)).not_to_contain_text("Selam")
        await expect(bar.locator(".problem")).to_be_empty()
        await expect(phone(page, FARID).locator(".message")).to_have_count(1)
        await page.reload()  # whoever comes next has seen nothing yet
        await expect(page.get_by_role("button", name="Rundgang starten")).to_be_visible()


def on_one_phone(step: Step) -> Step:
    """Return a step as it is seen where not all phones fit: on whose phone it happens."""
    first = step.phone if step.phone is not None else step.sights[0].phone
    return replace(step, sights=[sight for sight in step.sights if sight.phone in (None, first)])


def in_frame(page: Page, sight: Sight) -> Locator:
    """Return where words stand on the page in a browser of the demo."""
    frame = page.frame_locator(f'[data-phone="{sight.phone}"] iframe').first
    return frame.get_by_text(sight.words).first


async def assert_seen(page: Page, step: Step) -> None:
    """Wait until all that is told is before people's eyes at once, whole, and nothing covers it."""
    for sight in step.sights:
        if sight.phone in (FIRM, DESK):
            await expect(in_frame(page, sight)).to_be_in_viewport(ratio=1, timeout=PATIENCE)
    there = [sight for sight in step.sights if sight.phone not in (FIRM, DESK)]
    sights = [[sight.words, sight.phone] for sight in there]
    try:
        await page.wait_for_function(
            f"sights => !({HIDDEN})(sights).length", arg=sights, timeout=PATIENCE
        )
    except PlaywrightTimeout:
        hidden = await page.evaluate(HIDDEN, sights)
        raise AssertionError(f"{step.caption['de']} {hidden}") from None
