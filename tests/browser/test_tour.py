"""The two-minute tour on the real demo: the story holds from the first step to the last."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from bot.demo.jumps import ZONE
from bot.demo.run import PHONES, Demo, staged
from bot.demo.steps import Step
from bot.demo.tour import Tour
from bot.demo.walking import friendly
from bot.stopping import StopError
from storage.people import by_ref
from tests.backstage import Backstage
from tests.browser.test_dialogue import opened
from tests.browser.test_page import phone
from tests.browser.window import IN_CHROMIUM
from tests.journey import HASTE
from tests.screen import Screen, plain
from tests.works import work_at

IS_BROWSER, LIVES_WITH_IT, NAMED_WHERE_THERE_IS_NONE = IN_CHROMIUM
SELAM, FARID, INN, STAFF = PHONES.values()


def quickly(steps: Sequence[Step], pause: float) -> Sequence[Step]:
    """Look at each step for this many seconds only."""
    return [replace(step, pause=pause) for step in steps]


def shown(demo: Demo, chat: int) -> str:
    """Return all a phone shows, in German where there is a twin."""
    messages = Screen(demo, chat).messages()
    twins = [demo.german(chat, message["id"]) or message for message in messages]
    return "\n".join(plain(twin["html"]) for twin in twins)


async def test_the_whole_story_is_played() -> None:
    async with staged(haste=HASTE) as demo:
        demo.tour = quickly(demo.tour, 0.0)
        backstage = Backstage(demo)
        for _ in range(2):
            assert await backstage.do(lambda session: by_ref(work_at(session), "N10"))
            assert "Minijob" not in shown(demo, SELAM)
            tour = Tour(demo)
            await tour.play()
            assert tour.state()["problem"] is None
            assert tour.state()["at"] == len(demo.tour)
            await demo.settle()
            assert_told(demo)
            assert await backstage.do(lambda session: by_ref(work_at(session), "N10")) is None
            await demo.reset()
    assert demo.telegram.calls.mistakes() == []


def assert_told(demo: Demo) -> None:
    """Look at the four phones at the end of the story."""
    staff = shown(demo, STAFF)
    assert "Zusagen: 1, Plätze: 12" in staff
    assert "Selam hat Interesse" in staff
    assert "Danke. Plätze: 2" in shown(demo, INN)
    selam = shown(demo, SELAM)
    assert selam.count("✅ Das können Sie") + selam.count("✅ Weg") + selam.count("⚠️") == 3
    assert "✅ Sie kommen.\n📅 Ihr Termin" in selam
    assert "sind gelöscht" in shown(demo, FARID)
    assert len(Screen(demo, FARID).messages()) == 1


@pytest.mark.parametrize("day", range(8))
@pytest.mark.parametrize("hour", [0, 8, 9, 18, 23])
def test_the_clock_begins_at_a_friendly_hour(day: int, hour: int) -> None:
    now = datetime(2026, 11, 20, hour, 45, tzinfo=UTC) + timedelta(days=day)
    begins = friendly(now, ZONE).astimezone(ZONE)
    assert timedelta() <= begins - now <= timedelta(days=4)
    assert (begins.hour, begins.minute) == (9, 30)
    assert begins.weekday() <= 3


async def test_the_next_event_is_something_that_arrives() -> None:
    async with staged(haste=HASTE) as demo:
        heard = [len(demo.telegram.delivered(chat)) for chat in demo.telegram.phones]
        await demo.walk(None)
        now = demo.now().astimezone(ZONE)
        assert (now.hour, now.minute) == (18, 0)
        assert [len(demo.telegram.delivered(chat)) for chat in demo.telegram.phones] != heard


async def test_a_reset_brings_the_morning_back() -> None:
    async with staged(haste=HASTE) as demo:
        begun, first = demo.now(), shown(demo, SELAM)
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
    async with staged() as demo:
        await demo.reset()
        await asyncio.to_thread(Backstage(demo).app.database.close)
        demo.telegram.type_text(SELAM, "/menu")
        await asyncio.sleep(20)


async def show_beside(demo: Demo) -> None:
    """Show another demo on the same port."""
    async with staged(int(demo.url.rpartition(":")[2])):
        raise AssertionError("two demos on one port")


async def test_a_taken_port_is_said_in_a_sentence() -> None:
    async with staged() as demo:
        with pytest.raises(StopError, match="--port"):
            await show_beside(demo)


@IS_BROWSER
@LIVES_WITH_IT
@NAMED_WHERE_THERE_IS_NONE
async def test_the_tour_is_played_on_the_page_with_captions(browser: Browser) -> None:
    async with staged(haste=HASTE) as demo, opened(browser, demo, *PHONES.values()) as page:
        demo.tour = [replace(demo.tour[0], pause=2), *quickly(demo.tour[1:], 0.1)]
        await demo.walk(demo.now() + timedelta(days=1))
        bar = page.locator("#tour")
        await page.get_by_role("button", name="Rundgang").click()
        caption = bar.locator(".caption")  # it comes after a reset
        await expect(caption).to_have_text(demo.tour[0].caption["de"], timeout=20_000)
        await page.get_by_role("button", name="English").click()
        await expect(bar.locator(".count")).to_have_text(
            f"{len(demo.tour)} of {len(demo.tour)}", timeout=40_000
        )
        await expect(caption).to_have_text(demo.tour[-1].caption["en"])
        await expect(bar.locator(".problem")).to_be_empty()
        await expect(phone(page, STAFF).locator(".log")).to_contain_text("Zusagen: 1, Plätze: 12")
        await expect(phone(page, FARID).locator(".message")).to_have_count(1)
